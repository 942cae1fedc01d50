import { beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  runOf,
  previewSeen,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { putFacts } from '../../put-facts.ts';

let world: World;
let worker: Worker;

/** 1…6 are known, 6 deactivated; 7 and 8 are new. */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ['1', '2', '3', '4', '5', '6', '7', '8'].map((id) => anEmployee({ id })),
    ['1', '2', '3', '4', '5', '6'].map((id) => aSiUser({ id: `u${id}`, active: id !== '6' })),
  );
  worker = startWorker(world);
});

const listed = async () =>
  (await worker.deps.pairs.uninformed(acme)).map(({ siUserId, why, unknown }) => [siUserId, why, unknown ?? false]);

async function importAll() {
  const { header } = await preview(worker);
  await worker.coordinator.chooseRows({ planId: header.id, selected: true, rows: { keys: ['e:6'] } });
  return importPlan(worker);
}

async function mail(...siUserIds: string[]) {
  const { runId } = await worker.coordinator.sendPasswordEmails({ siUserIds });
  await worker.quiet();
  return runOf(worker, runId);
}

describe('people not informed yet', () => {
  test('are those a manual import created or reactivated', async () => {
    await importAll();
    expect(await listed()).toEqual([
      ['new p7@acme.com', 'created', false],
      ['new p8@acme.com', 'created', false],
      ['u6', 'reactivated', false],
    ]);
    expect(world.si.mailed).toEqual([]);
  });

  test('are those whose invitation the browser repeated, so that the second was refused', async () => {
    world.si.twist({ on: 'create', lose: () => new AppError('si-rejected', { status: 409 }) });
    const { run } = await importAll();
    expect(run.counts).toMatchObject({ failed: 0, unknown: 0 });
    expect((await listed()).map(([id]) => id)).toEqual(['new p7@acme.com', 'new p8@acme.com', 'u6']);
  });

  test('are not those whose creation nobody confirmed', async () => {
    world.si.twist({ on: 'create', refuse: () => new AppError('si-rejected') });
    await importAll();
    expect(await listed()).toEqual([['u6', 'reactivated', false]]);
  });

  test('are those whose account turns up after a creation nobody could look into', async () => {
    // The first creation goes well: only then are others made side by side.
    world.bamboo.employees = [...world.bamboo.employees, anEmployee({ id: '9' })];
    world.si.twist({ on: 'create', about: 'p8@acme.com', lose: () => new AppError('timeout') });
    world.si.twist({ on: 'create', about: 'p9@acme.com', times: 1, refuse: () => new AppError('si-unavailable') });
    // Each is looked up once before the invitation; after it nobody answers.
    world.si.twist({ on: 'findByExternalId', after: 3, refuse: () => new AppError('si-unavailable') });
    const { outcomes } = await importAll();
    expect(outcomes).toMatchObject({ 'e:8': 'unknown', 'e:9': 'unknown' });
    world.si.behave();
    expect(await listed()).toEqual([
      ['new p7@acme.com', 'created', false],
      ['u6', 'reactivated', false],
    ]);

    await preview(worker);
    expect(await listed()).toEqual([
      ['new p7@acme.com', 'created', false],
      ['new p8@acme.com', 'created', false],
      ['u6', 'reactivated', false],
    ]);
    await mail('new p7@acme.com', 'new p8@acme.com');
    await importPlan(worker);
    await preview(worker);
    // Whoever got a mail does not come back to the list, and who was created after all is there once.
    expect((await listed()).map(([id]) => id)).toEqual(['new p9@acme.com', 'u6']);
  });

  test('are not those who turn up where Small Improvements mails by itself', async () => {
    const answered = { state: 'answered', mailed: true, atMs: 1 } as const;
    await putFacts(worker.deps.pairs, { ...(await worker.deps.pairs.facts(acme)), firstCreation: answered });
    world.si.twist({ on: 'create', about: 'p8@acme.com', lose: () => new AppError('timeout') });
    world.si.twist({ on: 'findByExternalId', after: 2, refuse: () => new AppError('si-unavailable') });
    const { outcomes } = await importAll();
    expect(outcomes).toMatchObject({ 'e:7': 'confirmed', 'e:8': 'unknown' });
    world.si.behave();
    await preview(worker);
    expect(await listed()).toEqual([['u6', 'reactivated', false]]);
  });

  test('are no more those who left again', async () => {
    await importAll();
    world.bamboo.change('7', { status: 'inactive' });
    await preview(worker);
    await importPlan(worker);
    expect((await listed()).map(([id]) => id)).toEqual(['new p8@acme.com', 'u6']);
  });

  test('are, of an automatic run that mails, only those whose mail is not certain', async () => {
    world.settings = { ...world.settings, automaticImports: true, sendPasswordEmails: true };
    await putFacts(worker.deps.pairs, { ...(await worker.deps.pairs.facts(acme)), manualImportDone: true });
    await previewSeen(worker);
    world.si.twist({ on: 'sendPasswordEmail', about: 'new p8@acme.com', lose: () => new AppError('timeout') });
    await worker.coordinator.tick();
    await worker.quiet();

    expect(world.si.mailed).toEqual(['new p7@acme.com', 'new p8@acme.com']);
    expect(await listed()).toEqual([['new p8@acme.com', 'created', true]]);
    world.si.behave();
    world.clock.advance(4 * 3_600_000);
    await worker.coordinator.tick();
    await worker.quiet();
    expect(world.si.mailed).toHaveLength(2);
  });
});

describe('password emails sent on request', () => {
  test('are a run of their own: one mail each, and off the list', async () => {
    await importAll();
    const { run, outcomes, person } = await mail('new p7@acme.com', 'u6', 'u6');

    expect(run).toMatchObject({ trigger: 'manual', task: 'mails', state: 'done', actor: 'Ada Admin' });
    expect(run.counts).toMatchObject({ confirmed: 2, failed: 0, skipped: 0 });
    expect(outcomes).toEqual({ 's:new p7@acme.com': 'confirmed', 's:u6': 'confirmed' });
    expect(person('s:u6')).toMatchObject({ name: 'First6 Last6', kind: 'unchanged' });
    expect(world.si.mailed).toEqual(['new p7@acme.com', 'u6']);
    expect(await listed()).toEqual([['new p8@acme.com', 'created', false]]);
    const journal = await worker.deps.runs.journal(run.id);
    expect(journal.map((row) => row.operation.stage)).toEqual(['mails', 'mails']);
  });

  test('that may have been sent stay on the list as unknown, and are not sent again by themselves', async () => {
    await importAll();
    world.si.twist({ on: 'sendPasswordEmail', lose: () => new AppError('timeout') });
    const { outcomes } = await mail('u6');

    expect(outcomes).toEqual({ 's:u6': 'unknown' });
    expect(world.si.mailed).toEqual(['u6']);
    expect(await listed()).toContainEqual(['u6', 'reactivated', true]);
  });

  test('go to nobody who is not on the list', async () => {
    await importAll();
    await expect(mail('u1')).rejects.toMatchObject({ code: 'plan-changed' });
    await expect(mail('u6', 'u1')).rejects.toMatchObject({ code: 'plan-changed' });
    await expect(mail()).rejects.toMatchObject({ code: 'plan-empty' });
    expect(world.si.mailed).toEqual([]);
  });

  test('do not go to somebody deactivated since', async () => {
    await importAll();
    world.si.change('u6', { active: false });
    const { outcomes, person } = await mail('u6', 'new p7@acme.com');

    expect(outcomes).toEqual({ 's:u6': 'skipped', 's:new p7@acme.com': 'confirmed' });
    expect(person('s:u6')?.skip).toBe('changed-since');
    expect(world.si.mailed).toEqual(['new p7@acme.com']);
  });

  /** Asks for a mail twice: the second asking is as far as the list when the first begins, and begins when that has ended. */
  async function mailTwice(siUserId: string) {
    const { settings } = worker.deps;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const get = settings.get.bind(settings);
    const first = await worker.coordinator.sendPasswordEmails({ siUserIds: [siUserId] });
    // After the list the settings are read.
    const reading = vi.spyOn(settings, 'get').mockImplementationOnce(async () => {
      await held;
      return get();
    });
    const asking = worker.coordinator.sendPasswordEmails({ siUserIds: [siUserId] });
    await expect.poll(() => reading.mock.calls.length).toBeGreaterThan(0);
    await worker.quiet();
    release();
    const second = await asking;
    await worker.quiet();
    return [await runOf(worker, first.runId), await runOf(worker, second.runId)] as const;
  }

  test('go once to somebody two askings name', async () => {
    await importAll();
    const [first, second] = await mailTwice('u6');

    expect(first.outcomes).toEqual({ 's:u6': 'confirmed' });
    expect(second.person('s:u6')).toMatchObject({ outcome: 'skipped', skip: 'changed-since' });
    expect(second.run.state).toBe('done');
    expect(world.si.mailed).toEqual(['u6']);
  });

  test('go once to somebody two askings name also where it is not known whether the first arrived', async () => {
    await importAll();
    world.si.twist({ on: 'sendPasswordEmail', times: 1, lose: () => new AppError('timeout') });
    const [first, second] = await mailTwice('u6');

    expect(first.outcomes).toEqual({ 's:u6': 'unknown' });
    expect(second.person('s:u6')).toMatchObject({ outcome: 'skipped', skip: 'changed-since' });
    expect(world.si.mailed).toEqual(['u6']);
    expect(await listed()).toContainEqual(['u6', 'reactivated', true]);

    // Who is asked for once it is known that nothing is known gets another one.
    expect((await mail('u6')).outcomes).toEqual({ 's:u6': 'confirmed' });
  });

  test('say nothing of the company to the guards, and open no way for automatic imports', async () => {
    await importAll();
    const before = await worker.deps.pairs.facts(acme);
    world.clock.advance(60_000);
    await mail('u6');
    expect(await worker.deps.pairs.facts(acme)).toEqual(before);
  });

  test('to another company than the list’s are not sent', async () => {
    await importAll();
    world.si.companyId = 'si-other';
    const { run } = await mail('u6');
    expect(run).toMatchObject({ state: 'failed', cause: { code: 'plan-changed' } });
    expect(world.si.mailed).toEqual([]);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { PairState } from '../../../src/domain/pair-state.ts';
import { answerFirstCreation } from '../../../src/admin/first-creation.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  settled,
  previewSeen,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { putFacts } from '../../put-facts.ts';

let world: World;
let worker: Worker;

/** Nobody has ever been created here: 4 and 5 are new, 4 below 5; 2 is to report to 4. */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    [
      anEmployee({ id: '1' }),
      anEmployee({ id: '2', title: 'New', boss: '4' }),
      anEmployee({ id: '3', title: 'New' }),
      anEmployee({ id: '4', boss: '5' }),
      anEmployee({ id: '5', boss: '1' }),
    ],
    ['1', '2', '3'].map((id) => aSiUser({ id: `u${id}`, title: id === '1' ? null : 'Old' })),
  );
  worker = startWorker(world);
  await facts({ manualImportDone: false });
});

const facts = (some: Partial<PairState>) =>
  putFacts(worker.deps.pairs, { ...settled, firstCreation: undefined, ...some });
const question = async () => (await worker.deps.pairs.facts(acme)).firstCreation;

async function importOnce() {
  await preview(worker);
  return importPlan(worker);
}

async function tick() {
  world.clock.advance(3 * 3_600_000);
  world.settings = { ...world.settings, automaticImports: true };
  await worker.coordinator.tick();
  await worker.quiet();
}

describe('the first creation at a company', () => {
  test('is one person, somebody whose manager is there, and then a question', async () => {
    const { outcomes, person, run } = await importOnce();

    expect(world.si.invited).toEqual(['p5@acme.com']);
    expect(outcomes).toEqual({ 'e:2': 'confirmed', 'e:3': 'confirmed', 'e:5': 'confirmed', 'e:4': 'skipped' });
    expect(person('e:4')?.skip).toBe('needs-answer');
    expect(run.state).toBe('done');
    expect(await question()).toMatchObject({ state: 'asked', name: 'First5 Last5', siUserId: 'new p5@acme.com' });
    // What depends on somebody who has to wait, waits too.
    expect(world.si.user('u2')).toMatchObject({ jobTitle: 'New', managerId: null });
  });

  test('that fails asks nothing, and the next import tries again', async () => {
    world.si.twist({ on: 'create', times: 1, refuse: () => new AppError('si-rejected') });
    await importOnce();
    expect(await question()).toBeUndefined();
    await importOnce();
    expect(world.si.invited).toEqual(['p5@acme.com']);
    expect(await question()).toMatchObject({ state: 'asked' });
  });

  test('is not followed by others before the question is answered', async () => {
    await importOnce();
    const { outcomes, person, run } = await importOnce();
    // Who has nothing to write but a manager who waits is named as well.
    expect(outcomes).toEqual({ 'e:2': 'skipped', 'e:4': 'skipped' });
    expect(person('e:2')).toMatchObject({ skip: 'needs-answer', fields: [{ field: 'supervisor', state: 'change' }] });
    expect(run.counts).toMatchObject({ confirmed: 0, skipped: 2 });
    expect(world.si.invited).toEqual(['p5@acme.com']);
  });

  test.each([true, false])('is followed by the rest once it is answered (mailed: %s)', async (mailed) => {
    await importOnce();
    await answerFirstCreation(worker.deps, { mailed });
    const { outcomes } = await importOnce();

    expect(outcomes).toEqual({ 'e:2': 'confirmed', 'e:4': 'confirmed' });
    expect(world.si.user('u2').managerId).toBe('new p4@acme.com');
    expect(await question()).toMatchObject({ state: 'answered', mailed });
    expect((await preview(worker)).plan.changes.filter((row) => row.selected)).toEqual([]);
  });

  test('is asked about also where it is the only one to make', async () => {
    world.bamboo.change('4', { status: 'inactive' });
    await importOnce();
    expect(await question()).toMatchObject({ state: 'asked' });
  });

  test('is nothing an automatic run does: it writes the rest and says who waits', async () => {
    await facts({ manualImportDone: true });
    await previewSeen(worker);
    await tick();

    expect(world.si.invited).toEqual([]);
    const [run] = await worker.deps.runs.list(1);
    expect(run).toMatchObject({ state: 'done', counts: { confirmed: 2, skipped: 2 } });
    expect(await worker.deps.state.get('schedule')).toMatchObject({ awaitingAnswer: 2 });
    expect(await question()).toBeUndefined();

    await tick();
    expect(await worker.deps.runs.list(10)).toHaveLength(1);
    expect(await worker.deps.state.get('schedule')).toMatchObject({ awaitingAnswer: 2 });
  });

  test('once answered, lets automatic runs create, and nobody is said to wait any more', async () => {
    await importOnce();
    await tick();
    expect(world.si.invited).toEqual(['p5@acme.com']);
    await answerFirstCreation(worker.deps, { mailed: false });
    await tick();
    expect(world.si.invited).toEqual(['p5@acme.com', 'p4@acme.com']);
    expect((await worker.deps.state.get('schedule'))?.awaitingAnswer).toBeUndefined();
  });
});

describe('the answer', () => {
  test('that SI mails people by itself keeps us from mailing them too, and from listing them', async () => {
    world.settings = { ...world.settings, sendPasswordEmails: true };
    await importOnce();
    expect((await worker.deps.pairs.uninformed(acme)).map((row) => row.siUserId)).toEqual(['new p5@acme.com']);
    await answerFirstCreation(worker.deps, { mailed: true });
    expect(await worker.deps.pairs.uninformed(acme)).toEqual([]);
    await tick();

    expect(world.si.invited).toContain('p4@acme.com');
    expect(world.si.mailed).toEqual([]);
    expect(await worker.deps.pairs.uninformed(acme)).toEqual([]);
  });

  test('that it does not lets automatic runs mail those they create', async () => {
    world.settings = { ...world.settings, sendPasswordEmails: true };
    await importOnce();
    await answerFirstCreation(worker.deps, { mailed: false });
    await tick();
    expect(world.si.mailed).toEqual(['new p4@acme.com']);
  });

  test('may be corrected, and is in the audit list', async () => {
    await importOnce();
    await answerFirstCreation(worker.deps, { mailed: true });
    await answerFirstCreation(worker.deps, { mailed: false });

    expect(await question()).toMatchObject({ state: 'answered', mailed: false });
    expect((await worker.deps.audit.list(2)).map(({ what, before, after }) => [what, before, after])).toEqual([
      ['firstCreation', 'mailed', 'not-mailed'],
      ['firstCreation', undefined, 'mailed'],
    ]);
  });

  test.each([
    ['before any preview', async () => undefined, 'preview-needed'],
    ['before anybody was created', async () => void (await preview(worker)), 'plan-missing'],
  ])('%s is refused', async (_when, prepare, code) => {
    await prepare();
    await expect(answerFirstCreation(worker.deps, { mailed: true })).rejects.toMatchObject({ code });
  });
});

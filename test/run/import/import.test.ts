import { beforeEach, describe, expect, test } from 'vitest';
import type { SiUserId } from '../../../src/domain/ids.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, importPlan, preview, startWorker, type Worker, type World } from '../fakes/test-deps.ts';
import { NOT_OFFERED } from '../../../src/domain/cell.ts';
import { quietErrors } from '../../quiet-errors.ts';

const refused = () => new AppError('si-rejected', { status: 400 });
const offline = () => new AppError('offline');

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    [
      anEmployee({ id: '1', title: 'Boss' }),
      anEmployee({ id: '2', title: 'New title', boss: '1' }),
      anEmployee({ id: '3', title: 'New title', boss: '1' }),
      anEmployee({ id: '4', active: false }),
      anEmployee({ id: '5', title: 'Newcomer', boss: '6' }),
      anEmployee({ id: '6', title: 'Newcomer', boss: '1' }),
      anEmployee({ id: '7' }),
    ],
    [
      aSiUser({ id: 'u1', title: 'Boss' }),
      aSiUser({ id: 'u2', title: 'Old', boss: 'u1' }),
      aSiUser({ id: 'u3', title: 'Old', boss: 'u1' }),
      aSiUser({ id: 'u4' }),
      aSiUser({ id: 'u7' }),
      aSiUser({ id: 'me', employeeId: null, email: 'ada@acme.com', first: 'Ada', last: 'Admin', admin: true }),
    ],
  );
  worker = startWorker(world);
});

describe('a preview', () => {
  test('saves the plan, makes it the current one and remembers the connection', async () => {
    const { header, plan } = await preview(worker);

    expect(plan.counts).toMatchObject({ update: 2, create: 2, deactivate: 1, unchanged: 2, 'only-in-si': 1 });
    expect(header).toMatchObject({ rows: 8, companyName: 'Acme', siUserId: 'me', keyOwnerId: '1', visible: 7 });
    expect(await worker.deps.state.get('connection')).toMatchObject({ pair: 'acme|si-acme', siUser: 'Ada Admin' });
    expect(world.announced).toContain('plan');
  });

  test('keeps what the admin left out of the one before', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:2'] } });
    const { plan } = await preview(worker);
    const chosen = plan.changes.filter((row) => row.selected).map((row) => row.key);
    expect(chosen).not.toContain('e:2');
    expect(chosen).toContain('e:3');
  });

  test('writes nothing', async () => {
    await preview(worker);
    expect(world.si.callsOf(...writeMethods)).toEqual([]);
  });
});

describe('an import', () => {
  test('applies what was previewed and confirms everybody', async () => {
    await preview(worker);
    const { run, outcomes } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'done', trigger: 'manual', actor: 'Ada Admin' });
    expect(run.counts).toEqual({ confirmed: 5, failed: 0, skipped: 0, unknown: 0, pending: 0 });
    expect(run.kinds).toEqual({ create: 2, update: 2, deactivate: 1, reactivate: 0 });
    expect(outcomes).toEqual({
      'e:2': 'confirmed',
      'e:3': 'confirmed',
      'e:4': 'confirmed',
      'e:5': 'confirmed',
      'e:6': 'confirmed',
    });
    expect(world.si.user('u2').jobTitle).toBe('New title');
    expect(world.si.user('u4').active).toBe(false);
    expect(world.si.user('new p6@acme.com')).toMatchObject({ jobTitle: 'Newcomer', managerId: 'u1', externalId: '6' });
    expect(world.si.user('new p5@acme.com').managerId).toBe('new p6@acme.com');
    expect(world.si.mailed).toEqual([]);
  });

  test('leaves nothing for the next preview', async () => {
    await preview(worker);
    await importPlan(worker);
    const { plan } = await preview(worker);

    expect(plan.changes.filter((change) => change.selected)).toEqual([]);
  });

  test('writes only the rows that are selected', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:2', 'e:4'] } });
    const { outcomes } = await importPlan(worker);

    expect(Object.keys(outcomes)).toEqual(['e:3', 'e:5', 'e:6']);
    expect(world.si.user('u2').jobTitle).toBe('Old');
    expect(world.si.user('u4').active).toBe(true);
  });

  test('of one person writes nobody else, keeps every choice and makes the preview anew', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:3', 'e:4'] } });
    const { run, outcomes } = await importPlan(worker, 'e:2');

    expect(run).toMatchObject({ state: 'done', trigger: 'manual', kinds: { update: 1, create: 0, deactivate: 0 } });
    expect(outcomes).toEqual({ 'e:2': 'confirmed' });
    expect(world.si.user('u2').jobTitle).toBe('New title');
    expect(world.si.user('u3').jobTitle).toBe('Old');
    const current = await worker.deps.state.get('current-plan');
    const after = current && (await worker.deps.plans.read(current.planId));
    expect(after?.header.id).not.toBe(header.id);
    expect(after?.header.runId).toBeUndefined();
    expect(after?.plan.changes.filter((row) => row.selected).map((row) => row.key)).toEqual(['e:5', 'e:6']);
    expect(after?.plan.changes.find((row) => row.key === 'e:2')?.kind).toBe('unchanged');
  });

  test('of one person leaves out what waits for people who are not imported', async () => {
    await preview(worker);
    // 5 reports to 6, who is new as well.
    const { outcomes } = await importPlan(worker, 'e:5');
    expect(outcomes).toEqual({ 'e:5': 'confirmed' });
    expect(world.si.user('new p5@acme.com').managerId).toBeNull();
  });

  test('of one person is possible for somebody left out, and refused where there is nothing to write', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:2'] } });
    await expect(importPlan(worker, 'e:7')).rejects.toMatchObject({ code: 'plan-empty' });
    await expect(importPlan(worker, 'e:nobody')).rejects.toMatchObject({ code: 'plan-empty' });
    const { outcomes } = await importPlan(worker, 'e:2');
    expect(outcomes).toEqual({ 'e:2': 'confirmed' });
  });

  test('of one person is stopped by what an override released for the whole', async () => {
    world.si.ownSync = true;
    const { header, plan } = await preview(worker);
    const blocking = plan.guards.filter((guard) => guard.effect === 'blocks');
    expect(blocking.map((guard) => guard.id)).toEqual(['si-own-sync']);
    await worker.coordinator.overrideGuards({
      planId: header.id,
      fingerprint: header.fingerprint,
      typedCount: Math.max(...blocking.map((guard) => guard.count)),
      reason: 'I know',
    });
    await expect(importPlan(worker, 'e:2')).rejects.toMatchObject({ code: 'plan-blocked' });
    expect(world.si.callsOf(...writeMethods)).toEqual([]);
  });

  test('skips and names people whose data changed since, on either side', async () => {
    await preview(worker);
    world.bamboo.change('2', { jobTitle: 'Newer title' });
    world.si.change('u3', { jobTitle: 'Somebody was here' });
    const { run, outcomes, person } = await importPlan(worker);

    expect(outcomes).toMatchObject({ 'e:2': 'skipped', 'e:3': 'skipped', 'e:4': 'confirmed' });
    expect(person('e:2')).toMatchObject({ skip: 'changed-since', name: 'First2 Last2' });
    expect(run.counts).toEqual({ confirmed: 3, failed: 0, skipped: 2, unknown: 0, pending: 0 });
    expect(world.si.user('u2').jobTitle).toBe('Old');
    expect(world.si.user('u3').jobTitle).toBe('Somebody was here');
  });

  test('leaves a manager alone that somebody chose while it was writing', async () => {
    const ids = ['1', '2', '3'];
    world.bamboo.employees = ids.map((id) => anEmployee({ id, title: 'New', boss: id === '1' ? null : '1' }));
    world.si.change('u1', { jobTitle: 'New' });
    world.si.change('u2', { managerId: null });
    world.si.change('u3', { managerId: null, jobTitle: 'New' });
    await preview(worker);
    // Fields go before managers: by then the company was read.
    const chosenByHand = () => world.si.change('u3', { managerId: 'u2' as SiUserId });
    world.si.twist({ on: 'writeFields', about: 'u2', first: chosenByHand });
    const { outcomes, run } = await importPlan(worker);
    expect(outcomes['e:2']).toBe('confirmed');
    expect(outcomes['e:3']).toBe('skipped');
    expect(run.counts).toMatchObject({ failed: 0, skipped: 1 });
    expect(world.si.user('u2').managerId).toBe('u1');
    expect(world.si.user('u3').managerId).toBe('u2');
  });

  test('leaves alone who was left without a manager meanwhile, and who waits for an account somebody else made', async () => {
    await preview(worker);
    world.si.change('u2', { managerId: 'u3' as SiUserId });
    const ids = ['1', '2', '3', '4', '5', '6', '7'];
    world.bamboo.employees = ids.map((id) =>
      anEmployee({ id, title: 'New title', boss: id === '2' ? '7' : id === '3' ? '6' : '1' }),
    );
    await preview(worker);
    // Before we ask, the account of 6 has been made by hand, and is 3's manager.
    world.si.twist({
      on: 'findByExternalId',
      about: '6',
      first: () => {
        world.si.users.set('by-hand' as SiUserId, aSiUser({ id: 'by-hand', employeeId: '6', email: 'p6@acme.com' }));
        world.si.change('u3', { managerId: 'by-hand' as SiUserId });
        world.si.change('u2', { managerId: NOT_OFFERED });
      },
    });
    const { run, outcomes } = await importPlan(worker);
    expect(run.cause).toBeUndefined();
    expect([outcomes['e:6'], outcomes['e:3']]).toEqual(['skipped', 'partly']);
    expect(world.si.user('u3').managerId).toBe('by-hand');
    expect(world.si.user('u2').managerId).not.toBe('u7');
  });

  test('leaves alone whose manager was taken away meanwhile, also where nobody else is read again', async () => {
    world.bamboo.employees = [
      anEmployee({ id: '1', title: 'Boss' }),
      anEmployee({ id: '2', title: 'New', boss: '1' }),
      anEmployee({ id: '7' }),
    ];
    world.si.change('u2', { managerId: 'u7' as SiUserId });
    await preview(worker);
    world.si.twist({ on: 'writeFields', first: () => world.si.change('u2', { managerId: null }) });
    const { outcomes } = await importPlan(worker);
    expect(outcomes['e:2']).toBe('partly');
    expect(world.si.user('u2').managerId).toBeNull();
  });

  test('writes nothing that was not previewed, though it is new since', async () => {
    await preview(worker);
    world.bamboo.change('7', { jobTitle: 'New since' });
    await importPlan(worker);

    expect(world.si.user('u7').jobTitle).toBeNull();
  });

  test('of people who all changed since, is a run that says so', async () => {
    await preview(worker);
    for (const id of ['2', '3', '5', '6']) world.bamboo.change(id, { lastName: 'Married' });
    world.bamboo.change('4', { status: 'active' });
    const { run } = await importPlan(worker);

    expect(run.state).toBe('done');
    expect(run.counts).toEqual({ confirmed: 0, failed: 0, skipped: 5, unknown: 0, pending: 0 });
    expect(world.si.callsOf(...writeMethods)).toEqual([]);
  });

  test('remembers the links of those who were confirmed, and the facts of the pair', async () => {
    await preview(worker);
    world.si.twist({ on: 'writeFields', about: 'u2', refuse: () => refused() });
    const { run } = await importPlan(worker);
    const links = await worker.deps.pairs.links(run.pair);

    expect(links.map((link) => [link.employeeId, link.siUserId, link.deactivatedByUs ?? false])).toEqual([
      ['3', 'u3', false],
      ['4', 'u4', true],
      ['5', 'new p5@acme.com', false],
      ['6', 'new p6@acme.com', false],
    ]);
    expect(await worker.deps.pairs.facts(run.pair)).toMatchObject({ manualImportDone: true, lastVisible: 7 });
  });
});

describe('a plan is refused', () => {
  const start = async (over: { planId?: string; fingerprint?: string } = {}) => {
    const current = await worker.deps.state.get('current-plan');
    const header = current && (await worker.deps.plans.header(current.planId));
    return worker.coordinator.startImport({
      planId: header?.id ?? '',
      fingerprint: header?.fingerprint ?? '',
      ...over,
    });
  };

  test('when there is none of that name', async () => {
    await expect(start({ planId: 'x' })).rejects.toMatchObject({ code: 'plan-missing' });
  });

  test('when it is not the one the admin looked at', async () => {
    await preview(worker);
    await expect(start({ fingerprint: 'another' })).rejects.toMatchObject({ code: 'plan-changed' });
  });

  test('when it is older than 24 hours, and not a moment before', async () => {
    const { header } = await preview(worker);
    world.clock.advance(header.takenAtMs + 24 * 3_600_000 + 1 - world.clock.now());
    await expect(start()).rejects.toMatchObject({ code: 'plan-stale' });
    world.clock.advance(-1);
    await start();
    await worker.quiet();
    expect(world.si.user('u4').active).toBe(false);
  });

  test('when it was imported already', async () => {
    await preview(worker);
    await importPlan(worker);
    await expect(start()).rejects.toMatchObject({ code: 'plan-missing' });
  });

  test('when a guard blocks it', async () => {
    world.si.ownSync = true;
    await preview(worker);
    await expect(start()).rejects.toMatchObject({ code: 'plan-blocked' });
  });

  test('when nothing in it is selected', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({
      planId: header.id,
      selected: false,
      rows: { keys: ['e:2', 'e:3', 'e:4', 'e:5', 'e:6'] },
    });
    await expect(start()).rejects.toMatchObject({ code: 'plan-empty' });
  });

  test.each<[string, () => unknown]>([
    ['the settings it was made with changed', () => (world.settings = { ...world.settings, usePreferredName: true })],
    [
      'the key belongs to somebody else',
      async () => {
        Object.assign(world.bamboo, { keyOwner: { id: '7' }, apiKey: 'another key' });
        await worker.deps.secrets.set('bamboo-key', 'acme.bamboohr.com', 'another key');
      },
    ],
    ['the token belongs to somebody else', () => (world.si.me = { ...world.si.me, id: 'u1' as typeof world.si.me.id })],
    ['the BambooHR company is another', () => (world.bamboo.snapshot = { subdomain: 'other' })],
    ['the Small Improvements company is another', () => (world.si.companyId = 'si-other')],
    ['a guard that was silent speaks now', () => (world.si.ownSync = true)],
  ])('as a whole when %s: a run says why, nothing is written', async (_why, change) => {
    await preview(worker);
    await change();
    const { run } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'failed', cause: { code: 'plan-changed' } });
    expect(world.si.callsOf(...writeMethods)).toEqual([]);
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });

  test('when its rows are chosen anew while it is being checked', async () => {
    const { header } = await preview(worker);
    world.bamboo.onRead = () =>
      worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:4'] } });
    const { run } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'failed', cause: { code: 'plan-changed' } });
    expect(world.si.callsOf(...writeMethods)).toEqual([]);
  });

  test('by a system that cannot be read: the run says so and the plan can be imported later', async () => {
    await preview(worker);
    world.si.twist({ on: 'readEverybody', times: 1, refuse: () => offline() });
    const first = await importPlan(worker);
    expect(first.run).toMatchObject({ state: 'failed', cause: { code: 'offline' } });

    const second = await importPlan(worker);
    expect(second.run.state).toBe('done');
  });
});

describe('a blocked plan', () => {
  /** Four of five matched people leave: more than half. */
  async function blockedPlan() {
    for (const id of ['2', '3', '7']) world.bamboo.change(id, { status: 'inactive' });
    const stored = await preview(worker);
    const finding = stored.header.guards.find((guard) => guard.effect === 'blocks');
    return { ...stored, count: finding?.count ?? -1 };
  }
  const override = (header: { id: string; fingerprint: string }, typedCount: number, reason = 'A site closes') =>
    worker.coordinator.overrideGuards({ planId: header.id, fingerprint: header.fingerprint, typedCount, reason });

  test('is imported once an admin typed how many people it concerns, and why', async () => {
    const { header, count } = await blockedPlan();
    await override(header, count);
    const { run } = await importPlan(worker);

    expect(run).toMatchObject({
      state: 'done',
      override: { typedCount: 4, reason: 'A site closes', guards: ['deactivations'] },
    });
    expect(world.si.user('u7').active).toBe(false);
  });

  test('stays released where one of its people changed since', async () => {
    const { header, count } = await blockedPlan();
    await override(header, count);
    world.si.change('u7', { active: false });
    const { run, outcomes } = await importPlan(worker);

    expect(run.state).toBe('done');
    expect(outcomes).toMatchObject({ 'e:7': 'skipped', 'e:2': 'confirmed' });
  });

  test.each([
    ['the number is wrong', 3, 'A site closes', ['typedCount']],
    ['the reason is missing', 4, '  ', ['reason']],
  ])('is not released when %s', async (_why, typed, reason, fields) => {
    const { header } = await blockedPlan();
    await expect(override(header, typed, reason)).rejects.toMatchObject({
      code: 'settings-invalid',
      context: { fields },
    });
    await expect(importPlan(worker)).rejects.toMatchObject({ code: 'plan-blocked' });
  });

  test('is released as it is: another choice of rows is blocked again', async () => {
    const { header, count } = await blockedPlan();
    await override(header, count);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:5'] } });

    await expect(importPlan(worker)).rejects.toMatchObject({ code: 'plan-blocked' });
  });

  test('that is not the one looked at is not released', async () => {
    const { header, count } = await blockedPlan();
    await expect(override({ ...header, fingerprint: 'another' }, count)).rejects.toMatchObject({
      code: 'plan-changed',
    });
  });
});

describe('choosing rows', () => {
  test('twice at once loses neither choice', async () => {
    const { header } = await preview(worker);
    const choose = (key: string) =>
      worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: [key] } });
    await Promise.all([choose('e:2'), choose('e:3'), choose('e:4')]);

    const stored = await worker.deps.plans.read(header.id);
    expect(stored?.plan.changes.filter((change) => change.selected).map((change) => change.key)).toEqual([
      'e:5',
      'e:6',
    ]);
  });

  test('of a kind takes all of the kind', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { kind: 'update' } });
    const stored = await worker.deps.plans.read(header.id);

    expect(stored?.plan.changes.filter((change) => change.selected).map((change) => change.key)).toEqual([
      'e:4',
      'e:5',
      'e:6',
    ]);
    expect(stored?.header.fingerprint).not.toBe(header.fingerprint);
  });

  test('of a plan that another preview replaced does not bring it back', async () => {
    const old = await preview(worker);
    await preview(worker);
    await expect(
      worker.coordinator.chooseRows({ planId: old.header.id, selected: false, rows: { keys: ['e:2'] } }),
    ).rejects.toMatchObject({ code: 'plan-missing' });
    expect(await worker.deps.plans.header(old.header.id)).toBeUndefined();
  });

  test('of a plan that was imported is refused', async () => {
    const { header } = await preview(worker);
    await importPlan(worker);
    await expect(
      worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:2'] } }),
    ).rejects.toMatchObject({ code: 'plan-missing' });
  });
});

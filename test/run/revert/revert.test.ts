import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import type { SiUserId } from '../../../src/domain/ids.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { createLife } from '../fakes/life.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  runOf,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';

let world: World;
let worker: Worker;

/** 1 leads; 2 changes title and manager, 3 and 4 hand an email on, 5 leaves, 6 comes back, 7 is new, 8 goes below 7. */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    [
      anEmployee({ id: '1' }),
      anEmployee({ id: '2', title: 'New', boss: '1' }),
      anEmployee({ id: '3', email: 'p4@acme.com' }),
      anEmployee({ id: '4', email: 'renamed@acme.com' }),
      anEmployee({ id: '5', active: false }),
      anEmployee({ id: '6', title: 'Back' }),
      anEmployee({ id: '7', boss: '1' }),
      anEmployee({ id: '8', boss: '7' }),
      ...['20', '21', '22', '23', '24'].map((id) => anEmployee({ id })),
    ],
    [
      aSiUser({ id: 'u1' }),
      aSiUser({ id: 'u2', title: 'Old', boss: 'u3', employeeId: null }),
      ...['3', '4', '5', '8', '20', '21', '22', '23', '24'].map((id) => aSiUser({ id: `u${id}` })),
      aSiUser({ id: 'u6', active: false }),
      aSiUser({ id: 'me', employeeId: null, email: 'ada@acme.com', admin: true }),
    ],
  );
  worker = startWorker(world);
});

const users = () => new Map([...world.si.users].map(([id, user]) => [String(id), { ...user }]));

async function importAll() {
  const { header } = await preview(worker);
  await worker.coordinator.chooseRows({ planId: header.id, selected: true, rows: { keys: ['e:6'] } });
  return importPlan(worker);
}

async function previewRevert(runId: string, keys?: readonly string[]) {
  await worker.coordinator.previewRevert({ runId, ...(keys && { keys: [...keys] }) });
  await worker.quiet();
  return worker.deps.state.get('revert-plan');
}

async function revert(runId: string, keys?: readonly string[]) {
  const plan = await previewRevert(runId, keys);
  const started = await worker.coordinator.startRevert({ fingerprint: plan?.fingerprint ?? '' });
  await worker.quiet();
  return runOf(worker, started.runId);
}

describe('a revert', () => {
  test('puts everything back: values, emails, managers, accounts; a created account is deactivated and keeps its ID', async () => {
    const before = users();
    const { run } = await importAll();
    expect(run.counts).toMatchObject({ confirmed: 7, failed: 0 });
    const { run: back, outcomes } = await revert(run.id);

    expect(back).toMatchObject({ trigger: 'revert', state: 'done', reverts: run.id, actor: 'Ada Admin' });
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['confirmed']));
    const after = users();
    const made = after.get('new p7@acme.com');
    expect(made).toMatchObject({ active: false, externalId: '7' });
    after.delete('new p7@acme.com');
    expect(after).toEqual(before);
  });

  test('is previewed first, which writes nothing', async () => {
    const { run } = await importAll();
    const writes = world.si.callsOf(...writeMethods).length;
    const plan = await previewRevert(run.id);

    expect(world.si.callsOf(...writeMethods)).toHaveLength(writes);
    expect(plan?.rows.map((row) => [row.changeKey, row.verdict, row.account])).toEqual([
      ['e:2', 'revert', undefined],
      ['e:3', 'revert', undefined],
      ['e:4', 'revert', undefined],
      ['e:5', 'revert', 'reactivate'],
      ['e:6', 'revert', 'deactivate'],
      ['e:7', 'revert', 'deactivate'],
      ['e:8', 'revert', undefined],
    ]);
    expect(plan?.rows[0]?.fields).toContainEqual({
      field: 'supervisor',
      state: 'change',
      before: 'First1 Last1',
      after: 'First3 Last3',
    });
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });

  test('keeps what was edited since, value by value', async () => {
    const { run } = await importAll();
    world.si.change('u2', { jobTitle: 'Edited' });
    world.si.change('u5', { active: true });
    world.si.change('u8', { managerId: 'u20' as SiUserId });
    const { outcomes, person } = await revert(run.id);
    expect(world.si.user('u8').managerId).toBe('u20');
    expect(person('e:8')).toMatchObject({ outcome: 'skipped', skip: 'edited-since' });

    expect(world.si.user('u2')).toMatchObject({ jobTitle: 'Edited', managerId: 'u3', externalId: null });
    expect(outcomes).toMatchObject({ 'e:2': 'confirmed', 'e:5': 'skipped' });
    expect(person('e:5')?.skip).toBe('edited-since');
  });

  test('takes back what a write wrote that failed for another field, and lists nobody for whom nothing was', async () => {
    world.bamboo.employees = [
      anEmployee({ id: '2', title: 'New', department: 'Berlin' }),
      anEmployee({ id: '3', department: 'Berlin' }),
      ...['1', '20', '21', '22'].map((id) => anEmployee({ id })),
    ];
    world.si.twist({ on: 'writeFields', drop: ['department'] });
    await preview(worker);
    const { run, outcomes } = await importPlan(worker);
    expect([outcomes['e:2'], outcomes['e:3']]).toEqual(['failed', 'failed']);
    expect(world.si.user('u2').jobTitle).toBe('New');
    world.si.behave();
    expect((await previewRevert(run.id))?.rows.map(({ changeKey }) => changeKey)).toEqual(['e:2']);
    await revert(run.id);
    expect(world.si.user('u2').jobTitle).toBe('Old');
  });

  test('gives back what stood there when the write left, and not what the preview had seen', async () => {
    world.si.twist({ on: 'create', first: () => world.si.change('u2', { jobTitle: 'Newer' }) });
    const { run } = await importAll();
    expect(world.si.user('u2').jobTitle).toBe('New');
    await revert(run.id);
    expect(world.si.user('u2').jobTitle).toBe('Newer');
  });

  test('leaves people alone whose account changed between preview and revert, and names them', async () => {
    const { run } = await importAll();
    const plan = await previewRevert(run.id);
    world.si.change('u2', { jobTitle: 'Edited' });
    const started = await worker.coordinator.startRevert({ fingerprint: plan?.fingerprint ?? '' });
    await worker.quiet();
    const { outcomes, person } = await runOf(worker, started.runId);

    expect(outcomes).toMatchObject({ 'e:2': 'skipped', 'e:4': 'confirmed' });
    expect(person('e:2')?.skip).toBe('edited-since');
    expect(world.si.user('u2')).toMatchObject({ jobTitle: 'Edited', managerId: 'u1' });
  });

  test('of some people leaves the others', async () => {
    const { run } = await importAll();
    const { outcomes } = await revert(run.id, ['e:5']);

    expect(outcomes).toEqual({ 'e:5': 'confirmed' });
    expect(world.si.user('u5').active).toBe(true);
    expect(world.si.user('u2').jobTitle).toBe('New');
  });

  test('does not lock out who was given rights meanwhile, nor whoever is acting', async () => {
    const { run } = await importAll();
    world.si.change('new p7@acme.com', { admin: true });
    world.si.me = { ...world.si.me, id: 'u6' as SiUserId };
    const plan = await previewRevert(run.id);

    const verdictOf = (key: string) => plan?.rows.find((row) => row.changeKey === key);
    expect(verdictOf('e:7')).toMatchObject({ verdict: 'kept', account: undefined, created: true, protected: true });
    expect(verdictOf('e:6')).toMatchObject({ account: undefined, protected: true });
    expect(verdictOf('e:2')?.protected).toBeUndefined();
    const started = await worker.coordinator.startRevert({ fingerprint: plan?.fingerprint ?? '' });
    await worker.quiet();
    expect((await runOf(worker, started.runId)).person('e:7')).toMatchObject({
      outcome: 'skipped',
      skip: 'protected',
    });
    expect(world.si.user('new p7@acme.com').active).toBe(true);
  });

  describe('of an account a later run locked or unlocked once more', () => {
    const employ = (id: string, status: 'active' | 'inactive') => {
      world.bamboo.employees = world.bamboo.employees.map((each) => (each.id === id ? { ...each, status } : each));
    };
    /** Imports what BambooHR says of the person by now, a minute later. */
    const importAs = async (id: string, status: 'active' | 'inactive') => {
      world.clock.advance(60_000);
      employ(id, status);
      const { header } = await preview(worker);
      await worker.coordinator.chooseRows({ planId: header.id, selected: true, rows: { keys: [`e:${id}`] } });
      world.clock.advance(60_000);
      return importPlan(worker, `e:${id}`);
    };

    test.each([
      ['a deactivation', '5', 'u5', ['active', 'inactive']],
      ['a reactivation', '6', 'u6', ['inactive', 'active']],
      ['a creation', '7', 'new p7@acme.com', ['inactive', 'active']],
    ] as const)('%s is left as it is, and the row keeps nobody out', async (_what, id, account, since) => {
      world.bamboo.employees = world.bamboo.employees.map((each) => (each.id === '6' ? anEmployee({ id: '6' }) : each));
      const { run } = await importAll();
      for (const status of since) expect((await importAs(id, status)).run.counts.confirmed).toBe(1);
      const { active } = world.si.user(account);
      const { person } = await revert(run.id);

      expect(person(`e:${id}`)).toMatchObject({ outcome: 'skipped', skip: 'edited-since' });
      expect(world.si.user(account).active).toBe(active);
      expect((await worker.deps.pairs.reverted(acme)).map((row) => row.changeKey)).not.toContain(`e:${id}`);
    });

    test('the values go back all the same, and no more than they are remembered as taken back', async () => {
      const { run } = await importAll();
      await importAs('6', 'inactive');
      await importAs('6', 'active');
      const { person } = await revert(run.id, ['e:6']);

      expect(person('e:6')).toMatchObject({ kind: 'update', outcome: 'confirmed' });
      expect(world.si.user('u6')).toMatchObject({ active: true, jobTitle: null });
      expect(await worker.deps.pairs.reverted(acme)).toMatchObject([{ changeKey: 'e:6', valuesOnly: true }]);
    });

    test('goes back once that run was reverted as well, and after a revert of its own as before', async () => {
      const { run } = await importAll();
      const { run: later } = await importAs('5', 'active');
      world.clock.advance(60_000);
      await revert(later.id);
      expect(world.si.user('u5').active).toBe(false);
      world.clock.advance(60_000);
      await revert(run.id, ['e:5']);
      expect(world.si.user('u5').active).toBe(true);

      world.si.change('u5', { active: false });
      world.clock.advance(60_000);
      expect((await previewRevert(run.id, ['e:5']))?.rows).toMatchObject([
        { verdict: 'revert', account: 'reactivate' },
      ]);
    });
  });

  test('keeps a manager whose going back would make a loop', async () => {
    const { run } = await importAll();
    world.si.change('u3', { managerId: 'u2' as SiUserId });
    const { outcomes } = await revert(run.id, ['e:2']);

    expect(outcomes).toEqual({ 'e:2': 'confirmed' });
    expect(world.si.user('u2')).toMatchObject({ jobTitle: 'Old', managerId: 'u1' });
  });

  test('keeps a manager where the former one is deactivated by now, and says so', async () => {
    const { run } = await importAll();
    world.si.change('u3', { active: false });
    const plan = await previewRevert(run.id, ['e:2']);
    expect(plan?.rows[0]?.fields).toContainEqual(
      expect.objectContaining({
        field: 'supervisor',
        state: 'held-back',
        note: { code: 'manager-inactive', people: [{ name: 'First3 Last3', siUserId: 'u3' }] },
      }),
    );
    const { outcomes } = await revert(run.id, ['e:2']);
    expect(outcomes).toEqual({ 'e:2': 'confirmed' });
    expect(world.si.user('u2')).toMatchObject({ jobTitle: 'Old', managerId: 'u1' });
  });

  /** 1 leads; 9 moves from below 5 to below 1. */
  async function startMoving(five: { readonly works: boolean; readonly active: boolean }) {
    const staff = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29'];
    world = await createWorld(
      [
        anEmployee({ id: '1' }),
        anEmployee({ id: '5', active: five.works }),
        anEmployee({ id: '9', boss: '1' }),
        ...staff.map((id) => anEmployee({ id })),
      ],
      [
        aSiUser({ id: 'u1' }),
        aSiUser({ id: 'u5', active: five.active }),
        aSiUser({ id: 'u9', boss: 'u5' }),
        ...staff.map((id) => aSiUser({ id: `u${id}` })),
        aSiUser({ id: 'me', employeeId: null, email: 'ada@acme.com', admin: true }),
      ],
    );
    worker = startWorker(world);
  }
  const five = () => [world.si.user('u5')?.active, world.si.user('u9')?.managerId];

  test('puts people below a manager again whom it reactivates, not below one it does not', async () => {
    await startMoving({ works: false, active: true });
    await preview(worker);
    const { run } = await importPlan(worker);
    expect(five()).toEqual([false, 'u1']);

    const alone = await previewRevert(run.id, ['e:9']);
    expect(alone?.rows.map(({ verdict }) => verdict)).toEqual(['kept']);
    const { outcomes } = await revert(run.id);
    expect(outcomes).toEqual({ 'e:5': 'confirmed', 'e:9': 'confirmed' });
    expect(five()).toEqual([true, 'u5']);
  });

  test('puts nobody below a manager again whom it deactivates', async () => {
    await startMoving({ works: true, active: false });
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: true, rows: { keys: ['e:5'] } });
    const { run } = await importPlan(worker);
    expect(five()).toEqual([true, 'u1']);

    const { outcomes } = await revert(run.id);
    expect(outcomes).toEqual({ 'e:5': 'confirmed', 'e:9': 'skipped' });
    expect(five()).toEqual([false, 'u1']);
  });

  test('is refused while automatic imports are on', async () => {
    const { run } = await importAll();
    const plan = await previewRevert(run.id);
    world.settings = { ...world.settings, automaticImports: true };

    await expect(worker.coordinator.startRevert({ fingerprint: plan?.fingerprint ?? '' })).rejects.toMatchObject({
      code: 'settings-invalid',
      context: { fields: ['automaticImports'] },
    });
    expect(world.si.user('u5').active).toBe(false);
  });

  test.each([
    ['of no run', async () => worker.coordinator.previewRevert({ runId: 'nowhere' }), 'plan-missing'],
    ['not previewed', async () => worker.coordinator.startRevert({ fingerprint: 'x' }), 'plan-missing'],
  ])('%s is refused', async (_what, start, code) => {
    await expect(start()).rejects.toMatchObject({ code });
  });

  test('other than the one previewed is refused', async () => {
    const { run } = await importAll();
    await previewRevert(run.id);
    await expect(worker.coordinator.startRevert({ fingerprint: 'other' })).rejects.toMatchObject({
      code: 'plan-changed',
    });
  });

  test('that cannot be previewed says why, until one can', async () => {
    const { run } = await importAll();
    world.si.twist({ on: 'readEverybody', times: 1, refuse: () => new AppError('offline') });
    expect(await previewRevert(run.id)).toBeUndefined();
    expect(await worker.deps.state.get('revert-error')).toMatchObject({ error: { code: 'offline' } });

    expect(await previewRevert(run.id)).toBeDefined();
    expect(await worker.deps.state.get('revert-error')).toBeUndefined();
  });

  test('at another company than the run’s is not previewed', async () => {
    const { run } = await importAll();
    world.si.companyId = 'si-other';
    expect(await previewRevert(run.id)).toBeUndefined();
    expect(await worker.deps.state.get('revert-error')).toMatchObject({ error: { code: 'plan-changed' } });
  });

  test('whose worker died is finished by the next one', async () => {
    const before = users();
    const { run } = await importAll();
    const plan = await previewRevert(run.id);
    const life = createLife();
    const dying = startWorker(world, life);
    let killed: () => void = () => undefined;
    const dead = new Promise<void>((resolve) => (killed = resolve));
    world.si.twist({ on: 'writeFields', after: 1, first: () => killed() });
    const { runId } = await dying.coordinator.startRevert({ fingerprint: plan?.fingerprint ?? '' });
    await dead;
    life.kill();
    await new Promise((resolve) => setTimeout(resolve, 10));
    world.si.behave();
    worker = startWorker(world);
    await worker.coordinator.tick();
    await worker.quiet();

    expect((await runOf(worker, runId)).run).toMatchObject({
      trigger: 'revert',
      state: 'done',
      counts: { confirmed: 7 },
    });
    const after = users();
    after.delete('new p7@acme.com');
    expect(after).toEqual(before);
  });
});

describe('what was reverted', () => {
  const rowsOf = async () => new Map((await preview(worker)).plan.changes.map((row) => [row.key, row]));

  test('comes back unselected and stays out of automatic runs', async () => {
    const { run } = await importAll();
    await revert(run.id);
    const rows = await rowsOf();
    for (const key of ['e:2', 'e:5', 'e:7']) {
      expect(rows.get(key)).toMatchObject({ selected: false, reason: { code: 'reverted' } });
    }
    const writes = world.si.callsOf(...writeMethods).length;
    world.settings = { ...world.settings, automaticImports: true };
    await worker.coordinator.tick();
    await worker.quiet();
    expect(world.si.callsOf(...writeMethods)).toHaveLength(writes);
  });

  test('keeps nobody from leaving whose values alone were taken back', async () => {
    const { run } = await importAll();
    await revert(run.id);
    world.bamboo.employees = world.bamboo.employees.map((each) =>
      each.id === '2' ? { ...each, status: 'inactive' } : each,
    );
    const rows = await rowsOf();
    expect(rows.get('e:2')).toMatchObject({ kind: 'deactivate', selected: true });
    // Whose deactivation was taken back stays.
    expect(rows.get('e:5')).toMatchObject({ kind: 'deactivate', selected: false, reason: { code: 'reverted' } });
  });

  test.each([['the deactivation first'], ['the values first']])(
    'keeps an account after two reverts, %s',
    async (order) => {
      const { run: values } = await importAll();
      world.bamboo.employees = world.bamboo.employees.map((each) =>
        each.id === '2' ? { ...each, status: 'inactive' } : each,
      );
      await preview(worker);
      const { run: leaving } = await importPlan(worker);
      expect(world.si.user('u2').active).toBe(false);
      const runs = order === 'the values first' ? [values, leaving] : [leaving, values];
      for (const { id } of runs) await revert(id, ['e:2']);
      expect(world.si.user('u2')).toMatchObject({ active: true, jobTitle: 'Old' });
      expect((await rowsOf()).get('e:2')).toMatchObject({ kind: 'deactivate', selected: false });
    },
  );

  test('is nothing where IDs alone were stored', async () => {
    world.bamboo.employees = ['1', '2', '3'].map((id) => anEmployee({ id }));
    for (const id of ['u1', 'u2', 'u3']) world.si.change(id, { externalId: null, jobTitle: null, managerId: null });
    const { id: planId, fingerprint } = (await preview(worker)).header;
    const { runId } = await worker.coordinator.storeEmployeeIds({ planId, fingerprint });
    await worker.quiet();
    const { run } = await revert(runId);
    expect(run.counts).toMatchObject({ confirmed: 3 });
    expect(await worker.deps.pairs.reverted(acme)).toEqual([]);
  });

  test('is forgotten as such once an admin imports it again', async () => {
    const { run } = await importAll();
    await revert(run.id);
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: true, rows: { keys: ['e:5'] } });
    await importPlan(worker);

    const keys = (await worker.deps.pairs.reverted(acme)).map((row) => row.changeKey);
    expect(keys).not.toContain('e:5');
    expect(keys).toContain('e:2');
    world.si.change('u5', { active: true });
    expect((await rowsOf()).get('e:5')).toMatchObject({ selected: true });
  });

  test('does not count as a run that saw the company', async () => {
    const { run } = await importAll();
    const facts = await worker.deps.pairs.facts(acme);
    world.clock.advance(60_000);
    await revert(run.id);
    expect((await worker.deps.pairs.facts(acme)).lastSuccessMs).toBe(facts.lastSuccessMs);
    expect((await worker.deps.runs.get(run.id))?.trigger).toBe('manual');
  });
});

import { describe, expect, it } from 'vitest';
import { confirmUnreadable } from '../../src/admin/confirm-unreadable.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';
import { importPlan, preview, runOf } from '../run/fakes/test-deps.ts';
import { type AtSandbox, workAtSandbox } from '../run/fakes/sandbox-worker.ts';

const selectedOf = async ({ worker }: AtSandbox) =>
  (await preview(worker)).plan.changes.filter((change) => change.selected);

/** Requests to one side since the log was cleared, as `METHOD path` with ids left out. */
const callsTo = ({ sandbox }: AtSandbox, side: 'bamboo' | 'si') =>
  sandbox.requests.entries
    .filter((entry) => entry.side === side)
    .map((entry) => `${entry.method} ${entry.path.replace(/^\/api\//, '')}`);

async function revert({ worker }: AtSandbox, runId: string) {
  await worker.coordinator.previewRevert({ runId });
  await worker.quiet();
  const plan = await worker.deps.state.get('revert-plan');
  if (!plan) throw new Error(JSON.stringify(await worker.deps.state.get('revert-error')));
  const started = await worker.coordinator.startRevert({ fingerprint: plan.fingerprint });
  await worker.quiet();
  return { plan, ...(await runOf(worker, started.runId)) };
}

/** Accounts by id without what SI counts by itself. */
const accountsOf = ({ sandbox }: AtSandbox) =>
  new Map(structuredClone(sandbox.state.si.users).map((user): [string, SiUser] => [user.id, user]));

describe('a whole import', () => {
  it.each([
    ['patch', 'error', 'unless-told', 'changed'],
    ['replace', 'existing', 'always', 'all'],
    ['reject-unknown', 'existing', 'by-flag', 'changed'],
  ] as const)(
    'leaves nothing to do where PUT means %s, a double invitation %s, mails are sent %s and a lock answers %s',
    async (userUpdate, inviteDuplicate, inviteMail, lockResult) => {
      const at = await workAtSandbox({ employees: 90, seed: 3 });
      Object.assign(at.sandbox.modes.si, { userUpdate, inviteDuplicate, inviteMail, lockResult });
      const teams = new Map(at.sandbox.state.si.users.map((user) => [user.id, user.team]));
      expect((await selectedOf(at)).length).toBeGreaterThan(10);
      const { run } = await importPlan(at.worker);

      expect(run).toMatchObject({ state: 'done', counts: { failed: 0, skipped: 0, unknown: 0, pending: 0 } });
      expect(await selectedOf(at)).toEqual([]);
      // What nobody asked to change is as it was.
      for (const [id, team] of teams) {
        expect(at.sandbox.state.si.users.find((user) => user.id === id)?.team).toBe(team);
      }
      const logins = at.sandbox.state.si.users.map((user) => user.loginname.toLowerCase());
      expect(new Set(logins).size).toBe(logins.length);
    },
  );

  it('comes to an end where logins and work emails differ', async () => {
    const at = await workAtSandbox({ employees: 60, seed: 3 });
    at.sandbox.state.si.settings.allowIndependentEmailAddress = true;
    for (const [index, user] of at.sandbox.state.si.users.entries()) {
      if (!user.isAdmin) user.loginname = `sso-${index}`;
    }
    const employee = at.sandbox.state.bamboo.employees.find(
      (each) =>
        each.status === 'Active' &&
        at.sandbox.state.si.users.some((user) => user.externalSystemId === each.id && user.isActive && !user.isAdmin),
    );
    if (!employee) throw new Error('nobody is matched');
    employee.workEmail = 'moved.here@larkspur.example';
    await preview(at.worker);
    const { run, outcomes } = await importPlan(at.worker);

    expect(outcomes[`e:${employee.id}`]).toBe('confirmed');
    expect(run.counts.failed).toBe(0);
    const account = at.sandbox.state.si.users.find((user) => user.externalSystemId === employee.id);
    expect(account).toMatchObject({ email: 'moved.here@larkspur.example', loginname: expect.stringMatching(/^sso-/) });
    expect(await selectedOf(at)).toEqual([]);
  });

  it('comes to an end where SI drops a key without a word: that key is not writable here', async () => {
    const at = await workAtSandbox({ employees: 90, seed: 3 });
    at.sandbox.modes.si.ignoredUpdateKeys = ['department'];
    await preview(at.worker);
    await importPlan(at.worker);

    expect((await at.worker.deps.pairs.facts(at.pair)).notWritable).toEqual(['department']);
    const { plan } = await preview(at.worker);
    expect(plan.basis.notWritable).toEqual(['department']);
    await importPlan(at.worker).catch(() => undefined);
    expect(await selectedOf(at)).toEqual([]);
  });
});

describe('what Small Improvements does not show', () => {
  it('of deactivated accounts is not empty: they stay as they are', async () => {
    const at = await workAtSandbox({ employees: 90, seed: 3 });
    Object.assign(at.sandbox.modes.si, { listKeys: 'proven', byIdsFindsLocked: false });
    await preview(at.worker);
    await importPlan(at.worker);
    const { plan } = await preview(at.worker);
    expect(plan.changes.filter((row) => row.selected)).toEqual([]);
    const locked = at.sandbox.state.si.users.filter((user) => !user.isActive).map((user) => user.id);
    const ofLocked = plan.changes.filter((row) => row.siUserId !== undefined && locked.includes(row.siUserId));
    expect(ofLocked.length).toBeGreaterThan(0);
    expect(ofLocked.flatMap((row) => row.fields).filter(({ before }) => before === null)).toEqual([]);
  });

  it('of IDs is remembered once a look-up told: the account is matched, and nobody is created again and again', async () => {
    const at = await workAtSandbox({ employees: 90, seed: 3 });
    await at.facts({ firstCreation: { state: 'answered', mailed: false, atMs: 0 } });
    at.sandbox.modes.si.externalIdKey = 'lookup-only';
    const users = at.sandbox.state.si.users.filter((user) => user.isActive && !user.isAdmin);
    const employee = at.sandbox.state.bamboo.employees.find(
      (each) => each.status === 'Active' && users.some((user) => user.externalSystemId === each.id),
    );
    if (!employee) throw new Error('nobody is there');
    const { id: employeeId } = employee;
    Object.assign(employee, { lastName: 'Quartz-Obsidian', workEmail: 'q.obsidian@larkspur.example' });
    const rowOf = async () => (await preview(at.worker)).plan.changes.find((row) => row.employeeId === employeeId);
    expect(await rowOf()).toMatchObject({ kind: 'create', selected: true });
    const { outcomes } = await importPlan(at.worker);
    expect(outcomes[`e:${employeeId}`]).toBe('skipped');
    const account = users.find((user) => user.externalSystemId === employeeId);
    expect(await rowOf()).toMatchObject({ siUserId: account?.id, kind: 'update' });
  });

  it('of rights keeps automatic imports from deactivating anybody until an admin confirmed it once', async () => {
    const at = await workAtSandbox({ employees: 90, seed: 3 });
    await preview(at.worker);
    await importPlan(at.worker);
    at.sandbox.modes.si.rightsShown = false;
    const { plan } = await preview(at.worker);
    expect(plan.guards.map(({ id }) => id)).not.toContain('rights-unreadable');
    const isThere = (id: string) =>
      plan.changes.some((row) => row.employeeId === id && row.kind === 'unchanged' && row.accountActive);
    const leaver = at.sandbox.state.bamboo.employees.find((each) => each.status === 'Active' && isThere(each.id));
    if (!leaver) throw new Error('nobody is in step');
    leaver.status = 'Inactive';
    at.world.settings = { ...at.world.settings, automaticImports: true };
    const tick = async () => {
      at.world.clock.advance(4 * 3_600_000);
      await at.worker.coordinator.tick();
      await at.worker.quiet();
      return (await at.worker.deps.state.get('schedule'))?.lastProblem;
    };
    expect(await tick()).toMatchObject({ guards: [{ id: 'rights-unreadable', count: 1 }] });
    await confirmUnreadable(at.worker.deps, { field: 'rights' });
    expect(await tick()).toBeUndefined();
    const account = at.sandbox.state.si.users.find((user) => user.externalSystemId === leaver.id);
    expect(account?.isActive).toBe(false);
  });
});

describe('requests', () => {
  it.each([
    [90, 'full'],
    [90, 'proven'],
    [2_600, 'mini'],
  ] as const)(
    'for nothing to do with %i people and %s lists: the reads of both sides and nothing else',
    async (employees, listKeys) => {
      const at = await workAtSandbox({ employees, seed: 3 });
      at.sandbox.modes.si.listKeys = listKeys;
      await preview(at.worker);
      await importPlan(at.worker);
      at.world.settings = { ...at.world.settings, automaticImports: true };
      at.sandbox.requests.clear();
      await at.worker.coordinator.tick();
      await at.worker.quiet();

      expect(await at.worker.deps.state.get('schedule')).toMatchObject({ lastProblem: undefined });
      expect((await at.worker.deps.state.get('schedule'))?.lastSuccessMs).toBeGreaterThan(0);
      const pages = Array.from({ length: Math.ceil(employees / 2_500) }, () => 'GET v1/employees');
      expect(callsTo(at, 'bamboo').toSorted()).toEqual([...pages, 'POST v1/reports/custom']);
      const chunks = listKeys === 'full' ? 0 : Math.ceil(at.sandbox.state.si.users.length / 100);
      expect(callsTo(at, 'si').toSorted()).toEqual([
        ...Array.from({ length: chunks }, () => 'GET v2/users/by-ids'),
        'GET v2/users/me',
        'GET v2/users/medium',
      ]);
    },
  );

  /** Writes and what belongs to them, per account or login. */
  function writesByPerson(at: AtSandbox) {
    return at.sandbox.requests.entries.filter(
      (entry) => entry.side === 'si' && !/users\/(me|medium|by-ids)$/.test(entry.path),
    );
  }

  it('of a change of fields are two, of a manager one more', async () => {
    const at = await workAtSandbox({ employees: 90, seed: 3 });
    const { header } = await preview(at.worker);
    for (const kind of ['create', 'deactivate', 'reactivate'] as const) {
      await at.worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { kind } });
    }
    const chosen = await at.worker.deps.plans.read(header.id);
    const rows = chosen?.plan.changes.filter((change) => change.selected) ?? [];
    at.sandbox.requests.clear();
    await importPlan(at.worker);

    const withFields = rows.filter((row) =>
      row.fields.some(({ field, state }) => field !== 'supervisor' && (state === 'change' || state === 'bookkeeping')),
    );
    const withManager = rows.filter((row) => row.manager);
    expect(withFields.length).toBeGreaterThan(2);
    expect(withManager.length).toBeGreaterThan(0);
    expect(writesByPerson(at)).toHaveLength(2 * withFields.length + withManager.length);
  });

  it('of a creation are six with manager and ID, seven with a mail, and one for all mails of a run', async () => {
    const at = await workAtSandbox({ employees: 90, seed: 3 });
    await preview(at.worker);
    await importPlan(at.worker);
    const { employees } = at.sandbox.state.bamboo;
    const model = employees.find((each) => each.status === 'Active' && each.supervisorEId);
    if (!model) throw new Error('nobody has a supervisor');
    const joining = (id: string) => ({
      ...structuredClone(model),
      id,
      employeeNumber: id,
      firstName: `Joining${id}`,
      lastName: 'Soon',
      workEmail: `joining.${id}@larkspur.example`,
      hireDate: '2026-11-01',
    });
    employees.push(joining('990001'));
    const rows = await selectedOf(at);
    expect(rows.map((row) => [row.kind, row.manager === undefined])).toEqual([['create', false]]);
    at.sandbox.requests.clear();
    await importPlan(at.worker);
    expect(writesByPerson(at)).toHaveLength(6);
    expect(await selectedOf(at)).toEqual([]);

    employees.push(joining('990002'), joining('990003'));
    at.world.settings = { ...at.world.settings, automaticImports: true, sendPasswordEmails: true };
    at.sandbox.requests.clear();
    await at.worker.coordinator.tick();
    await at.worker.quiet();
    const asked = (entry: { readonly path: string }) => entry.path.endsWith('/by-logins');
    expect(writesByPerson(at).filter((entry) => !asked(entry))).toHaveLength(2 * 7);
    expect(writesByPerson(at).filter(asked)).toHaveLength(1);
    expect(at.sandbox.state.si.mails.filter((mail) => mail.kind === 'welcome')).toHaveLength(2);
  });
});

describe('a revert', () => {
  it.each(['patch', 'replace'] as const)(
    'of an import leaves Small Improvements as it was before, but for what was edited since (PUT: %s)',
    async (userUpdate) => {
      const at = await workAtSandbox({ employees: 90, seed: 3 });
      at.sandbox.modes.si.userUpdate = userUpdate;
      const before = accountsOf(at);
      await preview(at.worker);
      const { run, people } = await importPlan(at.worker);
      const edited = people.filter(
        ({ kind, fields }) =>
          kind === 'update' && fields.some(({ field, state }) => field === 'jobTitle' && state === 'change'),
      );
      const [one] = edited;
      const account = at.sandbox.state.si.users.find((user) => user.id === one?.siUserId);
      if (!one || !account) throw new Error('nobody got a new title');
      account.role = 'Edited since';

      const reverted = await revert(at, run.id);
      expect(reverted.run).toMatchObject({ trigger: 'revert', state: 'done', reverts: run.id });
      expect(reverted.run.counts).toMatchObject({ failed: 0, unknown: 0, pending: 0 });
      const row = reverted.plan.rows.find((each) => each.changeKey === one.changeKey);
      expect(row?.fields.find(({ field }) => field === 'jobTitle')).toMatchObject({
        state: 'held-back',
        before: 'Edited since',
      });

      const created = people.filter(({ kind }) => kind === 'create').map(({ siUserId }) => String(siUserId));
      expect(created.length).toBeGreaterThan(0);
      for (const user of at.sandbox.state.si.users) {
        const old = before.get(user.id);
        if (old === undefined) {
          expect(created).toContain(user.id);
          expect(user).toMatchObject({ isActive: false, externalSystemId: expect.stringMatching(/^\d+$/) });
        } else expect(user).toEqual({ ...old, role: user.id === account.id ? 'Edited since' : old.role });
      }
      expect(at.sandbox.state.si.users).toHaveLength(before.size + created.length);

      // Taken back means: not by itself again. Who was kept is a difference like any other.
      const kept = reverted.plan.rows.filter(({ verdict }) => verdict === 'kept').map((each) => each.changeKey);
      expect((await selectedOf(at)).map(({ key }) => key)).toEqual(kept);
    },
  );
});

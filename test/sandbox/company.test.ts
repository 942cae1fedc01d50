import { describe, expect, it } from 'vitest';
import { buildWorld } from '../../sandbox/company/build-world.ts';
import { SCENARIOS } from '../../sandbox/company/find-scenario.ts';
import type { SandboxState } from '../../sandbox/state/sandbox-state.ts';
import { hasLoop, naivePlan } from './naive-plan.ts';

const TODAY = '2026-11-22';
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const CASES = [100, 250, 2000].flatMap((employees) => SEEDS.map((seed) => ({ employees, seed })));
const FIELDS = ['firstName', 'lastName', 'loginname', 'gender', 'location', 'role', 'department'];

function build(options: { employees?: number; seed?: number; scenario?: string }): SandboxState {
  return buildWorld({ today: TODAY, ...options }).world.state;
}

/** Names what a company lacks or has too much of; empty for one that stays below every guard of an import. */
function findProblems(state: SandboxState): string[] {
  const problems: string[] = [];
  const check = (ok: boolean, problem: string): void => {
    if (!ok) problems.push(problem);
  };
  const plan = naivePlan(state);
  const count = (kind: string): number => plan.rows.filter((row) => row.kind === kind).length;
  const matched = plan.rows.filter((row) => row.matchedBy !== null && row.user?.isActive === true);
  const limit = (least: number, share: number): number => Math.max(least, matched.length * share);

  for (const kind of ['create', 'update', 'deactivate', 'reactivate', 'unchanged', 'ignored', 'conflict'] as const) {
    check(count(kind) > 0, `nobody is ${kind}`);
    check(count(kind) === state.truth.counts[kind], `${kind}: ${count(kind)}, truth ${state.truth.counts[kind]}`);
  }
  for (const row of plan.rows) {
    check(row.kind === state.truth.employees[row.employee.id]?.kind, `employee ${row.employee.id} is ${row.kind}`);
  }
  check(
    plan.onlyInSi.length === state.truth.counts['only-in-si'] &&
      plan.onlyInSi.every((user) => user.id in state.truth.onlyInSi),
    'only in SI differs from truth',
  );
  check(
    plan.onlyInSi.some((user) => user.isGuest),
    'no guest',
  );

  check(count('deactivate') <= Math.min(50, limit(2, 0.1)), 'too many deactivations');
  check(count('create') + count('reactivate') <= limit(5, 0.2), 'too many creations');
  const movedEmails = plan.rows.filter((row) => 'loginname' in row.fields);
  check(movedEmails.length < limit(5, 0.05), 'too many changed emails');
  for (const field of FIELDS) {
    const holders = matched.filter((row) => (row.user as unknown as Record<string, unknown>)[field] !== null);
    const cleared = plan.rows.filter((row) => row.fields[field] === null).length;
    const allowed = ['firstName', 'lastName', 'loginname'].includes(field) ? 1 : Math.max(5, holders.length * 0.05);
    check(cleared < allowed, `${field} cleared too often`);
    check(
      plan.rows.some((row) => field in row.fields),
      `no change of ${field}`,
    );
  }
  const moved = plan.rows.filter(
    (row) => row.kind === 'update' && (row.manager !== undefined || row.managerToCome !== undefined),
  );
  check(moved.length > 0 && moved.length < limit(10, 0.3), `${moved.length} managers change`);
  check(plan.rows.filter((row) => row.heldBack && row.kind !== 'ignored').length <= 3, 'too many held back');
  const leavers = plan.rows.filter((row) => row.kind === 'deactivate');
  check(
    !leavers.some((row) => row.user && (row.user.isAdmin || row.user.isHR || row.user.isGuest)),
    'protected leaver',
  );

  const logins = new Set(state.si.users.map((user) => user.loginname.toLowerCase()));
  const chained = movedEmails.filter((row) => logins.has(String(row.fields['loginname']).toLowerCase()));
  check(chained.length === 0, 'an email moves to somebody who has it');
  check(logins.size === state.si.users.length, 'a login twice');
  check(!hasLoop(new Map(state.bamboo.employees.map((entry) => [entry.id, entry.supervisorEId]))), 'loop in BambooHR');
  check(!hasLoop(new Map(state.si.users.map((user) => [user.id, user.managerId]))), 'loop in SI');
  check(new Set(state.bamboo.employees.map((entry) => entry.id)).size === state.bamboo.employees.length, 'an id twice');
  check(new Set(state.si.users.map((user) => user.id)).size === state.si.users.length, 'an SI id twice');
  const externalIds = state.si.users.flatMap((user) => user.externalSystemId ?? []);
  check(new Set(externalIds).size === externalIds.length, 'an external id twice');
  check(state.si.licences.paid > matched.length + count('create') + count('reactivate') + 10, 'licences are short');
  check(
    plan.rows.some((row) => row.matchedBy === 'email'),
    'nobody is matched by email',
  );
  const caseOnly = plan.rows.filter(({ user, employee }) => {
    const [login, email] = [user?.loginname ?? '', employee.workEmail ?? ''];
    return login !== email && login.toLowerCase() === email.toLowerCase();
  });
  check(caseOnly.length > 0, 'no login differs in case only');
  const names = new Set(state.bamboo.employees.map((entry) => `${entry.firstName} ${entry.lastName}`.toLowerCase()));
  const namesakes = plan.onlyInSi.filter((user) => names.has(`${user.firstName} ${user.lastName}`.toLowerCase()));
  check(namesakes.length === 0, 'a possible duplicate');
  return problems;
}

describe('the default company', () => {
  it.each(CASES)(
    'has every kind of change and stays below every guard: $employees people, seed $seed',
    ({ employees, seed }) => {
      expect(findProblems(build({ employees, seed }))).toEqual([]);
    },
  );

  it('does so with 10,000 people', () => {
    const state = build({ employees: 10_000, seed: 4 });
    expect(state.bamboo.employees).toHaveLength(10_000);
    expect(findProblems(state)).toEqual([]);
  });

  it('is the same for the same size, seed and day, and another one for another seed', () => {
    const text = JSON.stringify(build({ employees: 250, seed: 7 }));
    expect(JSON.stringify(build({ employees: 250, seed: 7 }))).toBe(text);
    expect(JSON.stringify(build({ employees: 250, seed: 8 }))).not.toBe(text);
  });

  it('has spans of a real organisation and one top', () => {
    const { employees } = build({ employees: 2000 }).bamboo;
    const spans = new Map<string, number>();
    for (const { supervisorEId } of employees) {
      if (supervisorEId !== null) spans.set(supervisorEId, (spans.get(supervisorEId) ?? 0) + 1);
    }
    const sizes = [...spans.values()];
    const ordinary = sizes.filter((size) => size >= 3 && size <= 9);
    expect(ordinary.length / sizes.length).toBeGreaterThan(0.85);
    const tops = employees.filter((entry) => entry.supervisorEId === null && entry.status === 'Active');
    expect(tops).toHaveLength(1);
  });

  it('has the people a sync stumbles over', () => {
    const { employees } = build({ employees: 250 }).bamboo;
    const some = (test: (entry: (typeof employees)[number]) => boolean): void =>
      expect(employees.some(test)).toBe(true);
    some((entry) => /[^\u0020-\u007e]/.test(`${entry.firstName}${entry.lastName}`));
    some((entry) => `${entry.firstName}${entry.lastName}`.includes('-'));
    some((entry) => `${entry.lastName}`.includes("'"));
    some((entry) => entry.preferredName !== null);
    some((entry) => entry.workEmail === null && entry.homeEmail !== null);
    some((entry) => entry.workEmail === null && entry.status === 'Active');
    some((entry) => entry.gender === null);
    some((entry) => entry.gender === 'Non-binary');
    some((entry) => entry.status === 'Inactive' && (entry.hireDate ?? '') > TODAY);
    some((entry) => entry.status === 'Active' && (entry.terminationDate ?? '') > TODAY);
    some((entry) => entry.photoVersion > 0);
    const ids = new Set(employees.map((entry) => entry.id));
    some((entry) => entry.employeeNumber !== entry.id && ids.has(entry.employeeNumber ?? ''));
    expect(new Set(employees.map((entry) => entry.location)).size).toBeGreaterThanOrEqual(8);
    expect(new Set(employees.map((entry) => entry.department)).size).toBeGreaterThanOrEqual(12);
  });

  it('gives the administrator of the tokens an unchanged employee record', () => {
    const { si, bamboo, truth } = build({ employees: 250 });
    const admin = si.users.find((user) => user.id === si.tokens.find((token) => token.name === 'admin')?.userId);
    expect(admin).toMatchObject({ isAdmin: true, isHR: true, isActive: true });
    expect(truth.employees[admin?.externalSystemId ?? '']).toMatchObject({ kind: 'unchanged', siUserId: admin?.id });
    expect(bamboo.keys.find((key) => key.name === 'full')?.employeeId).toBe(admin?.externalSystemId);
  });
});

describe('scenarios', () => {
  it.each(SCENARIOS.map((scenario) => scenario.name))('%s can be built with any seed', (scenario) => {
    for (const seed of [1, 2, 3]) expect(build({ scenario, seed }).scenario).toBe(scenario);
  });

  const rows = (scenario: string, options = {}) => naivePlan(build({ scenario, ...options })).rows;
  const count = (scenario: string, kind: string): number => rows(scenario).filter((row) => row.kind === kind).length;

  it('loops has loops in BambooHR and none in Small Improvements', () => {
    for (const seed of SEEDS) {
      const state = build({ scenario: 'loops', seed });
      const chart = new Map(state.bamboo.employees.map((entry) => [entry.id, entry.supervisorEId]));
      expect(hasLoop(chart)).toBe(true);
      expect(state.bamboo.employees.some((entry) => entry.supervisorEId === entry.id)).toBe(true);
      expect(hasLoop(new Map(state.si.users.map((user) => [user.id, user.managerId])))).toBe(false);
    }
  });

  it('chains moves logins onto logins of others', () => {
    const state = build({ scenario: 'chains' });
    const logins = new Set(state.si.users.map((user) => user.loginname));
    const moves = naivePlan(state).rows.filter(
      (row) => 'loginname' in row.fields && logins.has(String(row.fields['loginname'])),
    );
    expect(moves).toHaveLength(7);
  });

  it('swaps ends without a loop although managers and reports changed places', () => {
    for (const seed of SEEDS) {
      const state = build({ scenario: 'swaps', seed });
      const target = new Map(state.bamboo.employees.map((entry) => [entry.id, entry.supervisorEId]));
      expect(hasLoop(target)).toBe(false);
      const { rows: plan } = naivePlan(state);
      const swapped = plan.filter((row) => {
        const manager = state.si.users.find((user) => user.id === row.manager);
        return manager !== undefined && manager.managerId === row.user?.id;
      });
      expect(swapped.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('mass-leave deactivates over half, small has eight people, empty-si creates nearly everybody', () => {
    const mass = rows('mass-leave');
    const active = mass.filter((row) => row.user?.isActive === true).length;
    expect(mass.filter((row) => row.kind === 'deactivate').length).toBeGreaterThan(active * 0.5);
    expect(rows('small')).toHaveLength(8);
    expect(count('small', 'create')).toBe(1);
    expect(count('small', 'deactivate')).toBe(1);
    expect(count('empty-si', 'create')).toBeGreaterThan(200);
  });

  it('rehire and recycled make conflicts and wrong matches', () => {
    expect(count('rehire', 'conflict')).toBe(count('default', 'conflict') + 4);
    const wrong = rows('recycled').filter(
      (row) => row.matchedBy === 'id' && ['firstName', 'lastName', 'loginname'].every((field) => field in row.fields),
    );
    expect(wrong).toHaveLength(3);
  });

  it('subset, hidden-status, own-sync, licences, bare-lists, protected, duplicates set their switch', () => {
    const subset = buildWorld({ scenario: 'subset', today: TODAY });
    expect(subset.keyName).toBe('subset');
    expect(subset.world.state.bamboo.employees).toHaveLength(600);
    expect(subset.world.state.si.users.length).toBeLessThan(45);
    expect(buildWorld({ scenario: 'hidden-status' }).keyName).toBe('noStatus');
    expect(build({ scenario: 'own-sync' }).si.settings.synchronizedWithBamboo).toBe(true);
    expect(build({ scenario: 'licences' }).si.licences.overageLockout).toBe(true);
    expect(buildWorld({ scenario: 'bare-lists' }).world.modes.si.listKeys).toBe('proven');
    const leavers = rows('protected').filter((row) => row.kind === 'deactivate');
    expect(leavers.some((row) => row.user?.isAdmin)).toBe(true);
    expect(leavers.some((row) => row.user?.isGuest)).toBe(true);
    const twins = build({ scenario: 'duplicates' });
    const names = naivePlan(twins)
      .rows.filter((row) => row.kind === 'create')
      .map((row) => `${row.employee.firstName} ${row.employee.lastName}`);
    expect(
      naivePlan(twins).onlyInSi.filter((user) => names.includes(`${user.firstName} ${user.lastName}`)),
    ).toHaveLength(2);
  });

  it('odd-rows lacks ids, names and logins', () => {
    const state = build({ scenario: 'odd-rows' });
    expect(state.bamboo.employees.filter((entry) => entry.id === undefined)).toHaveLength(1);
    expect(state.si.users.filter((user) => user.loginname === undefined)).toHaveLength(1);
    expect(state.si.users.filter((user) => user.lastName === undefined)).toHaveLength(1);
  });

  it('refuses an unknown scenario with the list of known ones', () => {
    expect(() => build({ scenario: 'nonsense' })).toThrow(/known: default, loops/);
  });
});

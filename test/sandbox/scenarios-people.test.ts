import { describe, expect, it } from 'vitest';
import { buildWorld } from '../../sandbox/company/build-world.ts';
import { dayToEpoch, shiftDay } from '../../sandbox/dates.ts';
import type { World } from '../../sandbox/server/world.ts';
import type { BambooEmployee } from '../../sandbox/state/bamboo-state.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';

const TODAY = '2026-11-25';

function build(scenario: string, today = TODAY): World {
  return buildWorld({ scenario, seed: 3, today }).world;
}

function employee(world: World, id: string): BambooEmployee | undefined {
  return world.state.bamboo.employees.find((row) => row.id === id);
}

function account(world: World, test: (user: SiUser) => boolean): SiUser | undefined {
  return world.state.si.users.find(test);
}

describe('identity', () => {
  const world = build('identity');

  it("has an account with the ID of one person that is another one's employee number", () => {
    expect(employee(world, '9112')).toMatchObject({ lastName: 'Lopez', hireDate: '2023-05-02', status: 'Active' });
    expect(employee(world, '9057')).toMatchObject({ lastName: 'Schmidt', employeeNumber: '9112' });
    expect(account(world, (user) => user.externalSystemId === '9112')).toMatchObject({
      lastName: 'Schmidt',
      loginname: employee(world, '9057')?.workEmail,
      hiringDate: dayToEpoch(employee(world, '9057')?.hireDate ?? ''),
    });
  });

  it('has an address that belongs to somebody else now', () => {
    const walter = account(world, (user) => user.loginname === employee(world, '9099')?.workEmail);
    expect(walter).toMatchObject({ firstName: 'Walter', externalSystemId: '9017', isActive: true });
    expect(employee(world, '9017')).toBeUndefined();
  });

  it('has one name in two spellings and nothing else in common', () => {
    const joerg = account(world, (user) => user.firstName === 'Joerg');
    expect(employee(world, '9104')).toMatchObject({ firstName: 'Jörg', lastName: 'Müller' });
    expect(joerg).toMatchObject({ lastName: 'Mueller', externalSystemId: null, hiringDate: null });
    expect(joerg?.loginname).not.toBe(employee(world, '9104')?.workEmail);
  });

  it('keeps ids and logins unique', () => {
    const { bamboo, si } = world.state;
    for (const values of [
      bamboo.employees.map((row) => row.id),
      si.users.map((user) => user.id),
      si.users.map((user) => user.loginname),
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });
});

describe('same-person and domain-change', () => {
  it('joins every pair by its ID or its email, with the same hire date', () => {
    const world = build('same-person');
    const spellings = [
      ['Vogel-Arendt', 'Becker'],
      ['Falk', 'Arendt'],
      ['Wójcik', 'Wojcik'],
      ['Großmann-Öhl', 'Grossmann-Oehl'],
      ['Иванов', 'Ivanov'],
      ['van der Berg', 'Berg'],
      ['Novák\u200B', 'Novák'],
    ];
    for (const [there, here] of spellings) {
      const row = world.state.bamboo.employees.find((entry) => entry.lastName === there);
      const joined = account(world, (user) => user.externalSystemId === row?.id || user.loginname === row?.workEmail);
      expect([there, joined?.lastName]).toEqual([there, here]);
      expect(joined?.hiringDate).toBe(dayToEpoch(row?.hireDate ?? ''));
    }
  });

  it('changes the domain in BambooHR only, and every matched account has its ID', () => {
    const world = build('domain-change');
    const mails = world.state.bamboo.employees.flatMap((row) => row.workEmail ?? []);
    expect(mails.every((mail) => mail.endsWith('@larkspur-group.example'))).toBe(true);
    const old = world.state.si.users.filter((user) => user.loginname.endsWith('@larkspur.example'));
    expect(old.length).toBeGreaterThan(150);
    const withoutId = world.state.si.users.filter((user) => user.externalSystemId === null);
    expect(withoutId.every((user) => world.state.truth.onlyInSi[user.id])).toBe(true);
  });
});

describe('values', () => {
  it('dirty-emails has dirt and what is no address, on people with and without an account', () => {
    const world = build('dirty-emails');
    const mails = world.state.bamboo.employees.flatMap((row) => row.workEmail ?? []);
    const count = (test: RegExp): number => mails.filter((mail) => test.test(mail)).length;
    expect(count(/\u200B$/)).toBeGreaterThanOrEqual(2);
    expect(count(/^\u202A/)).toBeGreaterThanOrEqual(1);
    expect(count(/^N\/A$/)).toBeGreaterThanOrEqual(3);
    expect(count(/; /)).toBeGreaterThanOrEqual(1);
    expect(count(/^Anna <.+>$/)).toBeGreaterThanOrEqual(1);
  });

  it('own-form differs from Small Improvements by nothing but the form', () => {
    const world = build('own-form');
    expect(world.modes.si.storedForm).toEqual({ role: 'collapse', department: 'escape', location: 'cut' });
    const { employees } = world.state.bamboo;
    const titled = employees.filter((row) => row.jobTitle === 'Senior  Engineer');
    expect(titled).toHaveLength(3);
    for (const { id } of titled)
      expect(account(world, (user) => user.externalSystemId === id)?.role).toBe('Senior Engineer');
    expect(world.state.si.users.some((user) => user.department === 'Research &amp; Development')).toBe(true);
    expect(world.state.si.users.some((user) => user.department?.includes(' & '))).toBe(false);
  });

  it('starting-tomorrow has people whose job is empty in every source until then', () => {
    const world = build('starting-tomorrow');
    const tomorrow = shiftDay(TODAY, 1);
    const starting = world.state.bamboo.employees.filter((row) => row.hireDate === tomorrow);
    expect(starting.map((row) => row.status).toSorted()).toEqual([
      ...Array<string>(4).fill('Active'),
      'Inactive',
      'Inactive',
    ]);
    for (const row of starting) {
      expect(row).toMatchObject({ jobTitle: null, department: null, supervisorEId: null });
      const user = account(world, (entry) => entry.externalSystemId === row.id);
      expect(user?.role).toBe(row.future[0]?.values.jobTitle);
      expect([user?.department === null, user?.managerId === null, user?.isActive]).toEqual([false, false, true]);
    }
  });

  it('no-hire-dates has none', () => {
    expect(build('no-hire-dates').state.bamboo.employees.every((row) => row.hireDate === null)).toBe(true);
  });
});

describe('the company', () => {
  it('chicago shows hire dates at midnight there', () => {
    const { state, modes } = build('chicago');
    expect([state.si.settings.timeZone, modes.si.hiringDateAt]).toEqual(['America/Chicago', 'zone-midnight']);
  });

  it('auto-licences has fewer paid than used and no ceiling', () => {
    const { si } = build('auto-licences').state;
    const used = si.users.filter((user) => user.isActive && !user.isGuest && !user.isSmallImprovements).length;
    expect(si.licences).toEqual({ paid: used - 15, autoAdjust: true, overageLockout: false });
  });

  it.each([TODAY, '2026-01-02', '2026-06-30'])(
    'early-due has one objective each, due before %s, in its year',
    (today) => {
      const { si } = build('early-due', today).state;
      const cycle = si.objectiveCycles.find((entry) => entry.name === '2026');
      const current = si.objectives.filter((objective) => objective.cycleId === cycle?.id);
      expect(current.length).toBeGreaterThan(20);
      expect(new Set(current.map((objective) => objective.ownerId)).size).toBe(current.length);
      for (const { due } of current) {
        expect(due).toBeLessThan(dayToEpoch(today));
        expect(due).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 1));
      }
    },
  );

  it('single-sign-on has it, and words of its own', () => {
    const { state, modes } = build('single-sign-on');
    expect([state.si.settings.ssoActive, modes.si.vocabulary]).toEqual([true, 'renamed']);
  });
});

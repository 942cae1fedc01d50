import type { Random } from '../random.ts';
import type { BambooKey, Reach } from '../state/bamboo-state.ts';
import { createHex } from './ids.ts';
import type { Person } from './person.ts';
import type { Cast } from './roles.ts';

/**
 * One key per kind of access level (BambooHR reference §4).
 * `other-company` is not among them: it belongs to the second company.
 */
export function createKeys(people: Person[], cast: Cast, random: Random): BambooKey[] {
  const idOf = (index: number): string => people[index]?.id ?? '0';
  const admin = idOf(cast.hrAdmin);
  let userId = 2300;
  const make = (name: string, employeeId: string, reach: Reach, hiddenFields: string[] = []): BambooKey => {
    userId += random.int(1, 9);
    return {
      name,
      key: createHex(random, 40),
      userId,
      employeeId,
      enabled: true,
      reach,
      hiddenFields: [...hiddenFields],
      hiddenFor: null,
      canListUsers: reach.kind === 'all',
    };
  };
  const all: Reach = { kind: 'all' };
  const bySize = Math.min(30, Math.max(1, Math.floor(people.length / 4)));
  const subset = random.shuffle(people.filter((person) => person.index !== cast.hrAdmin)).slice(0, bySize - 1);
  const subsetIds = [admin, ...subset.map((person) => person.id)];
  const leaver = people.find((person) => person.kind === 'deactivate') ?? people[0];
  const partial = make('partialEmail', admin, all);
  partial.hiddenFor = {
    ids: people.filter((person) => person.index % 5 === 2).map((person) => person.id),
    fields: ['workEmail'],
  };
  return [
    make('full', admin, all),
    make('subset', admin, { kind: 'ids', ids: subsetIds }),
    make('byLocation', admin, { kind: 'locations', locations: ['New York'] }),
    make('noTerminated', admin, { kind: 'not-terminated' }),
    make('selfOnly', idOf(cast.employee), { kind: 'self' }),
    make('reportsOnly', idOf(cast.manager), { kind: 'reports' }),
    make('noStatus', admin, all, ['status']),
    make('noGender', admin, all, ['gender']),
    make('noEmail', admin, all, ['workEmail', 'bestEmail']),
    make('noHireDate', admin, all, ['hireDate', 'originalHireDate']),
    make('noSupervisor', admin, all, ['supervisor', 'supervisorId', 'supervisorEId', 'supervisorEmail']),
    make('noOptional', admin, all, ['jobTitle', 'preferredName', 'location', 'department']),
    partial,
    make('nobody', '0', { kind: 'none' }),
    make('noEmployee', '0', all),
    { ...make('disabledOwner', leaver?.id ?? '0', all), enabled: false },
  ];
}

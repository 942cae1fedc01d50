import { bambooTime, dayToEpoch, shiftDay } from '../dates.ts';
import { createRandom } from '../random.ts';
import type { BambooCompany } from '../state/bamboo-state.ts';
import type { SandboxState } from '../state/sandbox-state.ts';
import type { SiToken, SiUser } from '../state/si-state.ts';
import { createKeys } from './access-keys.ts';
import { assignKinds } from './assign-kinds.ts';
import { createHex, createSiId } from './ids.ts';
import { createPeople, MAIL_DOMAIN } from './people.ts';
import type { Person } from './person.ts';
import { type Cast, chooseCast } from './roles.ts';
import { createSiCompany } from './si-company.ts';
import { createExtraUsers } from './si-extras.ts';
import { addFutureRows, toBambooEmployee } from './to-bamboo.ts';
import { isInSi, linkManagers, toSiUser } from './to-si.ts';
import { createTruth } from './truth.ts';
import { createWorkDone } from './work-done.ts';

/** A generated world before scenarios touch it. */
export interface CompanyDraft {
  state: SandboxState;
  people: Person[];
  cast: Cast;
  /** Accounts by person index. */
  users: Map<number, SiUser>;
}

/** Differences that are none: logins in another case, accounts without an employee ID. */
function addHarmlessDifferences(people: Person[], users: Map<number, SiUser>, cast: Cast, seed: number): void {
  const random = createRandom(seed, 'harmless');
  const fixed = new Set<number>(Object.values(cast));
  const calm = random.shuffle(people.filter((person) => person.kind === 'unchanged' && !fixed.has(person.index)));
  for (const person of calm.slice(0, Math.max(people.length >= 20 ? 1 : 0, Math.round(people.length * 0.01)))) {
    const user = users.get(person.index);
    if (!user) continue;
    user.loginname = user.loginname.replace(
      /^(.)(.*)\.(.)/,
      (_, a: string, b: string, c: string) => `${a.toUpperCase()}${b}.${c.toUpperCase()}`,
    );
    user.email = user.loginname;
    person.notes.push('login differs in case');
  }
  for (const person of people) {
    const user = users.get(person.index);
    const removable =
      !person.emailRemoved && !person.stale.includes('email') && !fixed.has(person.index) && person.kind !== 'gone';
    if (user && removable && random.chance(0.1)) {
      user.externalSystemId = null;
      person.notes.push('no employee ID in Small Improvements');
    }
  }
}

function createBambooCompany(people: Person[], cast: Cast, seed: number, today: string): BambooCompany {
  const random = createRandom(seed, 'bamboo');
  const employees = people.map((person) => toBambooEmployee(person, people, today, random));
  addFutureRows(employees, people, today);
  const last = Number(people.at(-1)?.id ?? 3);
  const deleted = people.length < 20 ? [] : [last + 3, last + 4];
  return {
    subdomain: 'larkspur',
    numericId: 41_000 + seed,
    legalName: 'Larkspur Instruments Inc.',
    displayName: 'Larkspur Instruments',
    address: { line1: '12 Quay Street', line2: 'Floor 3', city: 'New York', state: 'NY', zip: '10004' },
    phone: '+1 212 5550 1200',
    password: `bamboo-${createHex(random, 12)}`,
    imageSecret: createHex(random, 32),
    employees,
    deleted: deleted.map((id, index) => ({
      id: String(id),
      at: bambooTime(dayToEpoch(shiftDay(today, -(3 + index * 40))) + 34_353_000),
    })),
    keys: createKeys(people, cast, createRandom(seed, 'keys')),
    sessions: [],
  };
}

function createTokens(
  users: Map<number, SiUser>,
  cast: Cast,
  service: SiUser,
  locked: SiUser | undefined,
  seed: number,
): SiToken[] {
  const random = createRandom(seed, 'tokens');
  const idOf = (index: number): string => users.get(index)?.id ?? service.id;
  const make = (name: string, userId: string, revoked = false): SiToken => ({
    name,
    token: createHex(random, 64),
    userId,
    revoked,
  });
  return [
    make('admin', idOf(cast.hrAdmin)),
    make('service', service.id),
    make('hrOnly', idOf(cast.hrOnly)),
    make('manager', idOf(cast.manager)),
    make('employee', idOf(cast.employee)),
    make('assistant', idOf(cast.assistant)),
    make('revoked', idOf(cast.hrAdmin), true),
    make('locked', locked?.id ?? service.id, locked === undefined),
  ];
}

/**
 * A company with `size` BambooHR records and the Small Improvements accounts of some weeks ago.
 * Reproducible by size, seed and day. `today` is `YYYY-MM-DD`.
 */
export function createCompany(size: number, seed: number, today: string): CompanyDraft {
  const people = createPeople(size, today, createRandom(seed, 'people'));
  const cast = chooseCast(people);
  assignKinds(people, cast, today, createRandom(seed, 'kinds'));
  const siRandom = createRandom(seed, 'si');
  const users = new Map<number, SiUser>();
  for (const person of people) if (isInSi(person)) users.set(person.index, toSiUser(person, today, siRandom));
  linkManagers(people, users);
  addHarmlessDifferences(people, users, cast, seed);
  const bamboo = createBambooCompany(people, cast, seed, today);

  const names = new Set(people.map((person) => `${person.firstName} ${person.lastName}`));
  const extras = createExtraUsers(names, bamboo.deleted[0]?.id ?? null, size, today, createRandom(seed, 'extras'));
  const service = extras[0]?.user as SiUser;
  const castUser = (index: number): SiUser | undefined => users.get(index);
  Object.assign(castUser(cast.hrAdmin) ?? service, { isAdmin: true, isHR: true });
  Object.assign(castUser(cast.hrOnly) ?? {}, { isHR: true });
  Object.assign(castUser(cast.assistant) ?? {}, { isAssistant: true });

  const all = [...users.values(), ...extras.map((extra) => extra.user)];
  const password = `si-${createHex(createRandom(seed, 'passwords'), 12)}`;
  for (const user of all) user.password = password;
  const locked = all.find((user) => !user.isActive);
  const castIds = new Set(Object.values(cast).map((index) => castUser(index)?.id ?? ''));
  const si = createSiCompany({
    id: createSiId(createRandom(seed, 'si-company')),
    mailDomain: MAIL_DOMAIN,
    creatorId: service.id,
    users: createRandom(seed, 'si-order').shuffle(all),
    tokens: createTokens(users, cast, service, locked, seed),
    work: createWorkDone(all, castIds, today, createRandom(seed, 'work')),
    today,
  });
  const state: SandboxState = {
    seed,
    scenario: 'default',
    today,
    bamboo,
    bambooOther: createNeighbour(seed, today),
    si,
    truth: createTruth(people, users, extras),
  };
  return { state, people, cast, users };
}

/** The second BambooHR company, there to be mixed up with the first. */
function createNeighbour(seed: number, today: string): BambooCompany {
  const people = createPeople(12, today, createRandom(seed, 'neighbour'));
  const company = createBambooCompany(people, chooseCast(people), seed + 500, today);
  Object.assign(company, { subdomain: 'fernhill', legalName: 'Fernhill Foods Ltd.', displayName: 'Fernhill Foods' });
  company.keys = company.keys.filter((key) => key.name === 'full').map((key) => ({ ...key, name: 'otherCompany' }));
  return company;
}

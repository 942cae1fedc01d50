import { dayToEpoch, shiftDay } from '../dates.ts';
import type { Random } from '../random.ts';
import type { SiGender, SiUser } from '../state/si-state.ts';
import { createSiId } from './ids.ts';
import { DEPARTMENTS, PLACES } from './jobs.ts';
import { createName, foldName, nicknameOf } from './names.ts';
import { MAIL_DOMAIN } from './people.ts';
import type { ManagedField, Person } from './person.ts';
import { createOwnFields } from './si-own-fields.ts';

const TEAMS = ['Alpha', 'Aurora', 'Basalt', 'Cobalt', 'Delta', 'Ember', 'Fjord', 'Granite'];
const IN_SI = new Set(['unchanged', 'update', 'deactivate', 'reactivate', 'gone']);

/** Whether Small Improvements has an account of this person's record. */
export function isInSi(person: Person): boolean {
  return IN_SI.has(person.kind);
}

function siGender(gender: string | null): SiGender {
  return gender === 'Female' ? 'female' : gender === 'Male' ? 'male' : 'unspecified';
}

function other<T>(random: Random, list: readonly T[], current: T | null): T {
  const choices = list.filter((item) => item !== current);
  return random.pick(choices);
}

type PastValues = Pick<SiUser, 'firstName' | 'lastName' | 'loginname' | 'gender' | 'location' | 'role' | 'department'>;

/** What Small Improvements knew before each change. */
const PAST: Record<ManagedField, (user: PastValues, person: Person, random: Random) => void> = {
  firstName: (user, person) => {
    user.firstName = nicknameOf(person.firstName);
  },
  lastName: (user, person, random) => {
    do user.lastName = createName(random).lastName;
    while (user.lastName === person.lastName);
  },
  email: (user, person) => {
    user.loginname = `${foldName(person.firstName)[0] ?? 'x'}${foldName(person.lastName)}.${person.id}@${MAIL_DOMAIN}`;
  },
  gender: (user) => {
    user.gender = 'unspecified';
  },
  location: (user, person, random) => {
    const names = PLACES.map((place) => place.name);
    user.location = person.location !== null && random.chance(0.25) ? null : other(random, names, person.location);
  },
  jobTitle: (user, person, random) => {
    user.role = !person.jobTitleCleared && random.chance(0.2) ? null : `Junior ${person.jobTitle}`;
  },
  department: (user, person, random) => {
    const names = DEPARTMENTS.map((department) => department.name);
    user.department = other(random, names, person.department);
  },
  manager: () => {},
};

/** The account as Small Improvements had it some weeks ago; managers are set by `linkManagers`. */
export function toSiUser(person: Person, today: string, random: Random): SiUser {
  const past: PastValues = {
    firstName: person.firstName,
    lastName: person.lastName,
    loginname: person.email,
    gender: siGender(person.gender),
    location: person.location,
    role: person.jobTitleCleared ? null : person.jobTitle,
    department: person.department,
  };
  for (const field of person.stale) PAST[field](past, person, random);
  const created = dayToEpoch(person.hireDate) + random.int(6, 12) * 3_600_000;
  const seen = random.chance(0.8)
    ? dayToEpoch(shiftDay(today, -random.int(21, 200))) + random.int(0, 80_000_000)
    : null;
  const id = createSiId(random);
  return {
    id,
    ...past,
    email: past.loginname,
    isActive: person.kind !== 'reactivate' && person.kind !== 'gone',
    isPlaceholder: false,
    managerId: null,
    team: random.chance(0.4) ? random.pick(TEAMS) : null,
    externalSystemId: person.id,
    hiringDate: random.chance(0.8) ? dayToEpoch(person.hireDate) : null,
    isAdmin: false,
    isHR: false,
    isAssistant: false,
    isGuest: false,
    isSmallImprovements: false,
    password: null,
    dateCreated: created,
    lastLoginDate: seen,
    previousLoginDate: seen === null ? null : seen - 86_400_000 * 3,
    loginCounter: seen === null ? 0 : random.int(1, 240),
    ...createOwnFields(id, person.department),
  };
}

/** Sets the manager every account had, walking past people Small Improvements does not know. */
export function linkManagers(people: Person[], users: Map<number, SiUser>): void {
  for (const person of people) {
    const user = users.get(person.index);
    if (!user) continue;
    let index = person.pastManager;
    while (index !== null && !users.has(index)) index = people[index]?.pastManager ?? null;
    user.managerId = index === null ? null : (users.get(index)?.id ?? null);
  }
}

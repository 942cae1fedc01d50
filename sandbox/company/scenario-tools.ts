import type { BambooEmployee } from '../state/bamboo-state.ts';
import type { SiUser } from '../state/si-state.ts';
import { createSiId } from './ids.ts';
import type { Person } from './person.ts';
import type { ScenarioContext } from './scenario.ts';

/** A person with both records. */
export interface Pair {
  person: Person;
  employee: BambooEmployee;
  user: SiUser;
}

/** Active, unchanged people with an account and its employee ID, none of them of the cast; shuffled. */
export function calmPairs(context: ScenarioContext, test: (person: Person) => boolean = () => true): Pair[] {
  const cast = new Set<number>(Object.values(context.cast));
  const pairs = context.people.flatMap((person): Pair[] => {
    const employee = context.state.bamboo.employees[person.index];
    const user = context.users.get(person.index);
    if (!employee || !user || person.kind !== 'unchanged' || cast.has(person.index) || !test(person)) return [];
    return user.externalSystemId === person.id && user.loginname === employee.workEmail
      ? [{ person, employee, user }]
      : [];
  });
  return context.random.shuffle(pairs);
}

/** Employees of new people, who have no account yet. */
export function newcomers(context: ScenarioContext): BambooEmployee[] {
  return context.people
    .filter((person) => person.kind === 'create' && person.reports === 0)
    .flatMap((person) => context.state.bamboo.employees[person.index] ?? []);
}

/** A number above every employee id, as text. */
export function freshEmployeeId(context: ScenarioContext): string {
  const { bamboo } = context.state;
  const ids = [...bamboo.employees.map((employee) => employee.id), ...bamboo.deleted.map((entry) => entry.id)];
  return String(Math.max(...ids.map(Number)) + 1);
}

/** Keeps only some accounts, and the tokens, managers, reviews and objectives that still make sense. */
export function keepUsers(context: ScenarioContext, keep: (user: SiUser) => boolean): void {
  const { si } = context.state;
  si.users = si.users.filter(keep);
  const ids = new Set(si.users.map((user) => user.id));
  for (const user of si.users) if (user.managerId !== null && !ids.has(user.managerId)) user.managerId = null;
  si.tokens = si.tokens.filter((token) => ids.has(token.userId));
  si.reviews = si.reviews.filter((review) => ids.has(review.revieweeId));
  for (const review of si.reviews) review.assessments = review.assessments.filter((entry) => ids.has(entry.authorId));
  si.objectives = si.objectives.filter((objective) => ids.has(objective.ownerId));
}

type NewEmployee = Pick<BambooEmployee, 'id' | 'firstName' | 'lastName' | 'workEmail'> & Partial<BambooEmployee>;

/** Adds an active employee; everything not given is that of a colleague without reports. */
export function addEmployee(context: ScenarioContext, values: NewEmployee): void {
  const { bamboo } = context.state;
  const person = context.people.find((entry) => entry.kind === 'unchanged' && entry.reports === 0);
  const template = bamboo.employees[person?.index ?? 0];
  if (!template) return;
  const own = { middleName: null, preferredName: null, homeEmail: null, linkedIn: null, photoVersion: 0, future: [] };
  bamboo.employees.push({
    ...structuredClone(template),
    ...own,
    status: 'Active',
    employmentHistoryStatus: 'Full-Time',
    ...values,
  });
}

interface NewAccount extends Pick<SiUser, 'firstName' | 'lastName' | 'externalSystemId' | 'hiringDate'> {
  login: string;
}

/** Adds an active account without rights; everything not given is that of a colleague. */
export function addAccount(context: ScenarioContext, { login, ...values }: NewAccount): void {
  const { users } = context.state.si;
  const template = users.find((user) => user.isActive && !user.isAdmin && !user.isHR && !user.isGuest);
  if (!template) return;
  users.push({ ...template, ...values, id: createSiId(context.random), loginname: login, email: login });
}

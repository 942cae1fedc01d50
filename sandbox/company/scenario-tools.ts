import type { BambooEmployee } from '../state/bamboo-state.ts';
import type { SiUser } from '../state/si-state.ts';
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

import type { Person } from './person.ts';

/** Indices of the people the accounts of the sandbox belong to; all of them are in both systems and unchanged. */
export interface Cast {
  hrAdmin: number;
  hrOnly: number;
  manager: number;
  employee: number;
  assistant: number;
}

/** Chooses the cast from the organisation before any kind is given out. */
export function chooseCast(people: Person[]): Cast {
  const taken = new Set<number>();
  const take = (...tests: Array<(person: Person) => boolean>): number => {
    for (const test of tests) {
      const found = people.find((person) => !taken.has(person.index) && test(person));
      if (found) {
        taken.add(found.index);
        return found.index;
      }
    }
    return 0;
  };
  const inHr = (person: Person): boolean => person.department === 'People';
  return {
    hrAdmin: take(
      (person) => inHr(person) && person.reports > 0,
      inHr,
      (person) => person.level > 0,
    ),
    hrOnly: take(
      (person) => inHr(person) && person.reports === 0,
      inHr,
      (person) => person.level > 0,
    ),
    manager: take(
      (person) => person.reports > 2 && person.level >= 3,
      (person) => person.reports > 0 && person.level > 0,
    ),
    employee: take(
      (person) => person.reports === 0 && !inHr(person),
      (person) => person.reports === 0,
    ),
    assistant: take(
      (person) => inHr(person) && person.reports === 0,
      (person) => person.reports === 0,
    ),
  };
}

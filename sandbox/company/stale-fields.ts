import type { Random } from '../random.ts';
import type { ManagedField, Person } from './person.ts';

const RECIPES: ManagedField[][] = [
  ['jobTitle'],
  ['department'],
  ['manager'],
  ['location'],
  ['lastName'],
  ['gender'],
  ['email'],
  ['firstName'],
  ['jobTitle', 'location'],
  ['manager', 'jobTitle'],
  ['department', 'manager', 'jobTitle'],
  ['lastName', 'email'],
  ['jobTitle'],
  ['location'],
  ['manager'],
];

/** True when the recipe can be played on this person without leaving the present organisation intact. */
function fits(recipe: ManagedField[], person: Person): boolean {
  if (recipe.includes('gender') && person.gender !== 'Female' && person.gender !== 'Male') return false;
  if (recipe.includes('manager') && (person.reports > 0 || person.manager === null)) return false;
  if (recipe.includes('department') && person.level < 3) return false;
  return true;
}

/** An earlier manager that keeps the past organisation free of loops: any boss for a person without reports. */
function choosePastManager(people: Person[], person: Person, random: Random): number | null {
  const bosses = people.filter(
    (other) =>
      other.reports > 0 &&
      other.index !== person.manager &&
      other.index !== person.index &&
      other.kind !== 'create' &&
      other.kind !== 'deactivate',
  );
  return bosses.length === 0 ? person.manager : random.pick(bosses).index;
}

/**
 * Lets Small Improvements be behind on `count` people, every managed field among them.
 * Returns the people chosen. `leaves` are those without reports that have no kind yet.
 */
export function assignStaleFields(
  people: Person[],
  leaves: Person[],
  kept: ReadonlySet<number>,
  count: number,
  random: Random,
): Person[] {
  const bosses = people.filter(
    (person) => person.reports > 0 && person.kind === 'unchanged' && !kept.has(person.index),
  );
  const open = [
    ...leaves.splice(0, Math.min(leaves.length, count * 2)),
    ...random.shuffle(bosses).slice(0, Math.ceil(count / 6)),
  ];
  const pool = random.shuffle(open.filter((person) => person.kind === 'unchanged'));
  const chosen: Person[] = [];
  for (let index = 0; chosen.length < count && pool.length > 0; index += 1) {
    const recipe = RECIPES[index % RECIPES.length] ?? ['jobTitle'];
    const found = pool.findIndex((person) => fits(recipe, person));
    if (found < 0) {
      if (index > count * 3) break;
      continue;
    }
    const [person] = pool.splice(found, 1) as [Person];
    person.kind = 'update';
    person.stale = [...recipe];
    if (recipe.includes('manager')) person.pastManager = choosePastManager(people, person, random);
    chosen.push(person);
  }
  leaves.push(...pool.filter((person) => person.reports === 0));
  clearSome(people, chosen);
  return chosen;
}

/** A few values were removed in BambooHR: one location and one job title, far below what a guard would stop. */
function clearSome(people: Person[], chosen: Person[]): void {
  if (people.length < 150) return;
  const location = chosen.find((person) => person.stale.length === 1 && person.stale[0] === 'location');
  if (location) {
    location.location = null;
    location.notes.push('location cleared');
  }
  const title = chosen.findLast((person) => person.stale.length === 1 && person.stale[0] === 'jobTitle');
  if (title) {
    title.jobTitleCleared = true;
    title.notes.push('job title cleared');
  }
}

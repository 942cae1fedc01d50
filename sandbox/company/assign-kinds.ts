import { shiftDay } from '../dates.ts';
import type { Random } from '../random.ts';
import { kindCounts } from './counts.ts';
import { nicknameOf } from './names.ts';
import type { Person, PersonKind } from './person.ts';
import type { Cast } from './roles.ts';
import { assignStaleFields } from './stale-fields.ts';

/** Moves everybody who reports to `boss` one step up; Small Improvements still knows the old manager if it may. */
function moveReportsUp(people: Person[], boss: Person, pastKnown: boolean): void {
  for (const person of people) {
    if (person.manager !== boss.index) continue;
    person.manager = boss.manager;
    person.pastManager = pastKnown ? boss.index : boss.manager;
    if (pastKnown) markStale(person, 'manager');
  }
}

function markStale(person: Person, field: 'manager'): void {
  if (person.kind === 'unchanged') person.kind = 'update';
  if (!person.stale.includes(field)) person.stale.push(field);
}

/**
 * Gives every person a kind. People with special kinds have no reports, but for a leaver whose team moved up
 * and a new manager whose team is still with the one above.
 */
export function assignKinds(people: Person[], cast: Cast, today: string, random: Random): void {
  const counts = kindCounts(people.length);
  const protectedIndices = new Set<number>(Object.values(cast));
  const leaves = random.shuffle(people.filter((person) => person.reports === 0 && !protectedIndices.has(person.index)));
  const take = (kind: PersonKind, count: number): Person[] => {
    const taken = leaves.splice(0, count);
    for (const person of taken) person.kind = kind;
    return taken;
  };

  const bosses = random.shuffle(
    people.filter(
      (person) => person.level >= 3 && person.reports > 0 && person.reports <= 9 && !protectedIndices.has(person.index),
    ),
  );
  const teamChanges = people.length >= 100 ? Math.max(1, Math.floor(people.length / 400)) : 0;
  const leavingBosses = bosses.splice(0, teamChanges);
  const newBosses = people.length >= 200 ? bosses.splice(0, Math.max(1, Math.floor(teamChanges / 2))) : [];

  for (const person of take('future', counts.future)) person.hireDate = shiftDay(today, random.int(9, 75));
  for (const person of take('no-email', counts.noEmail)) person.emailRemoved = true;
  const gone = take('gone', counts.gone);
  take('never-in-si', counts.neverInSi);
  const leavers = take('deactivate', Math.max(0, counts.deactivate - leavingBosses.length));
  take('reactivate', counts.reactivate);
  const created = take('create', counts.create - newBosses.length);

  for (const boss of leavingBosses) {
    boss.kind = 'deactivate';
    moveReportsUp(people, boss, true);
    boss.notes.push('team moved to the manager above');
  }
  for (const boss of newBosses) {
    boss.kind = 'create';
    for (const person of people) {
      if (person.manager !== boss.index) continue;
      person.pastManager = boss.manager;
      if (person.kind === 'unchanged') markStale(person, 'manager');
    }
    boss.notes.push('new manager of an existing team');
  }
  const lastLeaver = leavers.at(-1);
  if (lastLeaver && leavers.length > 1) {
    lastLeaver.emailRemoved = true;
    lastLeaver.notes.push('work e-mail removed on leaving');
  }

  const twins = take('shared-email', counts.sharedEmail * 2);
  for (let index = 0; index + 1 < twins.length; index += 2) {
    const [one, two] = [twins[index] as Person, twins[index + 1] as Person];
    two.email = one.email;
    one.other = two.index;
    two.other = one.index;
  }
  for (const [index, person] of take('rehire', counts.rehire).entries()) {
    const old = gone[index];
    if (!old) {
      person.kind = 'create';
      continue;
    }
    Object.assign(person, {
      firstName: old.firstName,
      middleName: old.middleName,
      lastName: old.lastName,
      gender: old.gender,
    });
    person.email = old.email;
    person.other = old.index;
    old.emailRemoved = true;
    old.notes.push('old record of a rehire');
  }

  for (const person of people) {
    if (['create', 'shared-email', 'rehire'].includes(person.kind))
      person.hireDate = shiftDay(today, -random.int(1, 20));
  }
  const changed = assignStaleFields(people, leaves, protectedIndices, counts.update, random);
  const nicknamed = [...changed, ...created].slice(0, Math.round(people.length * 0.05));
  for (const person of nicknamed) {
    if (!person.stale.includes('firstName')) person.preferredName = nicknameOf(person.firstName);
  }
  holdOneManagerBack(people, leaves, random);
}

/** One person reports to somebody who is not imported: a manager field that must wait. */
function holdOneManagerBack(people: Person[], leaves: Person[], random: Random): void {
  if (people.length < 200) return;
  const boss = people.find((person) => person.kind === 'no-email');
  const person = leaves.find((leaf) => leaf.kind === 'unchanged' && leaf.manager !== null);
  if (!boss || !person) return;
  person.pastManager = person.manager;
  person.manager = boss.index;
  person.notes.push('manager not imported');
  boss.notes.push(random.chance(0.5) ? 'has a report' : 'leads one person');
}

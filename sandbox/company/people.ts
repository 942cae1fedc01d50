import { shiftDay } from '../dates.ts';
import type { Random } from '../random.ts';
import { createHierarchy } from './hierarchy.ts';
import { createName, foldName } from './names.ts';
import type { Person } from './person.ts';

/** Mail domain of the generated company. */
export const MAIL_DOMAIN = 'larkspur.example';
const PRIVATE_DOMAINS = ['mailbox.example', 'post.example', 'inbox.example'];

/** An address maker that never gives the same address twice, compared without case. */
function createAddresses(): (firstName: string, lastName: string) => string {
  const used = new Map<string, number>();
  return (firstName, lastName) => {
    const base = `${foldName(firstName)}.${foldName(lastName)}`;
    const count = (used.get(base) ?? 0) + 1;
    used.set(base, count);
    return `${base}${count === 1 ? '' : count}@${MAIL_DOMAIN}`;
  };
}

/**
 * `size` people in a hierarchy, all present and unchanged. Ids ascend with gaps; employee numbers come from the
 * same range in another order, so that one person's number is another one's id (BambooHR reference §7).
 */
export function createPeople(size: number, today: string, random: Random): Person[] {
  const seats = createHierarchy(size, random);
  const address = createAddresses();
  const people: Person[] = [];
  let id = 3;
  for (const [index, seat] of seats.entries()) {
    id += random.chance(0.06) ? random.int(2, 5) : 1;
    const name = createName(random);
    const seniority = Math.max(0, 6 - seat.level) * 300;
    people.push({
      index,
      id: String(id),
      employeeNumber: null,
      firstName: name.firstName,
      middleName: name.middleName,
      lastName: name.lastName,
      preferredName: null,
      gender: name.gender,
      email: address(name.firstName, name.lastName),
      homeEmail: random.chance(0.3)
        ? `${foldName(name.lastName)}.${foldName(name.firstName)}${random.int(10, 99)}@${random.pick(PRIVATE_DOMAINS)}`
        : null,
      department: seat.department,
      division: seat.division,
      jobTitle: seat.jobTitle,
      location: seat.location,
      manager: seat.manager,
      pastManager: seat.manager,
      level: seat.level,
      reports: 0,
      hireDate: shiftDay(today, -(random.int(120, 2600) + seniority)),
      kind: 'unchanged',
      stale: [],
      other: null,
      emailRemoved: false,
      jobTitleCleared: false,
      notes: [],
    });
  }
  for (const person of people) {
    const boss = person.manager === null ? undefined : people[person.manager];
    if (boss) boss.reports += 1;
  }
  const byHireDate = people.toSorted((a, b) => a.hireDate.localeCompare(b.hireDate) || a.index - b.index);
  for (const [rank, person] of byHireDate.entries())
    person.employeeNumber = random.chance(0.02) ? null : String(rank + 1);
  return people;
}

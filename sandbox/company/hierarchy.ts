import type { Random } from '../random.ts';
import { CEO_DEPARTMENT, CEO_TITLE, DEPARTMENTS, type Department, PLACES } from './jobs.ts';

/** A place in the organisation; indices point into the same list, which starts with the chief executive. */
export interface Seat {
  manager: number | null;
  level: number;
  department: string;
  division: string;
  jobTitle: string;
  location: string;
}

const PLACE_WEIGHTS = [26, 18, 18, 10, 9, 8, 6, 5];
const DIVISION_HEADS: Record<string, string> = {
  Technology: 'Chief Technology Officer',
  Commercial: 'Chief Revenue Officer',
  Corporate: 'Chief Operating Officer',
};

function pickPlace(random: Random): string {
  let left = random.int(0, 99);
  for (const [index, weight] of PLACE_WEIGHTS.entries()) {
    left -= weight;
    if (left < 0) return PLACES[index]?.name ?? 'Berlin';
  }
  return 'Berlin';
}

/** Splits a head count over departments by their share, at least three people each, exact in sum. */
function departmentSizes(departments: Department[], total: number): number[] {
  const shares = departments.reduce((sum, department) => sum + department.share, 0);
  const minimum = Math.min(3, Math.floor(total / departments.length));
  const spare = total - minimum * departments.length;
  const sizes = departments.map((department) => minimum + Math.floor((spare * department.share) / shares));
  let rest = total - sizes.reduce((sum, size) => sum + size, 0);
  for (let index = 0; rest > 0; index = (index + 1) % sizes.length, rest -= 1) sizes[index] = (sizes[index] ?? 0) + 1;
  return sizes;
}

/**
 * An organisation of exactly `size` seats: one top, spans of mostly 3 to 9, depth growing with the size.
 */
export function createHierarchy(size: number, random: Random): Seat[] {
  const seats: Seat[] = [];
  const seat = (manager: number | null, department: string, division: string, jobTitle: string): number => {
    const boss = manager === null ? undefined : seats[manager];
    const location = boss && boss.level >= 2 && random.chance(0.6) ? boss.location : pickPlace(random);
    seats.push({ manager, level: boss ? boss.level + 1 : 0, department, division, jobTitle, location });
    return seats.length - 1;
  };
  const fill = (head: number, department: Department, count: number): void => {
    if (count <= 9) {
      for (let index = 0; index < count; index += 1)
        seat(head, department.name, department.division, random.pick(department.titles));
      return;
    }
    const leads = Math.max(2, Math.min(8, Math.ceil(count / random.int(6, 8))));
    const direct = leads === 2 ? (count % 2 === 0 ? 2 : 1) : 0;
    fill(head, department, direct);
    const groups = count - direct;
    for (let index = 0; index < leads; index += 1) {
      const group = Math.floor(groups / leads) + (index < groups % leads ? 1 : 0);
      const title = group > 10 ? `Director, ${department.name}` : department.lead;
      fill(seat(head, department.name, department.division, title), department, group - 1);
    }
  };

  const top = seat(null, CEO_DEPARTMENT, 'Corporate', CEO_TITLE);
  const withDivisions = size >= 90;
  const wanted = withDivisions ? DEPARTMENTS.length : Math.max(1, Math.min(6, Math.floor((size - 1) / 7)));
  const departments = withDivisions ? DEPARTMENTS : smallCompany(wanted);
  const heads = new Map<string, number>();
  if (withDivisions) {
    for (const [division, title] of Object.entries(DIVISION_HEADS))
      heads.set(division, seat(top, CEO_DEPARTMENT, division, title));
  }
  const sizes = departmentSizes(departments, size - seats.length);
  for (const [index, department] of departments.entries()) {
    const count = sizes[index] ?? 0;
    if (count === 0) continue;
    fill(
      seat(heads.get(department.division) ?? top, department.name, department.division, department.head),
      department,
      count - 1,
    );
  }
  return seats;
}

function smallCompany(count: number): Department[] {
  const order = ['People', 'Engineering', 'Sales', 'Support', 'Marketing', 'Finance'];
  return order.slice(0, count).flatMap((name) => DEPARTMENTS.filter((department) => department.name === name));
}

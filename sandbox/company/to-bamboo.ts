import { bambooTime, dayToEpoch, shiftDay } from '../dates.ts';
import type { Random } from '../random.ts';
import type { BambooEmployee, DatedChange } from '../state/bamboo-state.ts';
import { PLACES } from './jobs.ts';
import { foldName } from './names.ts';
import type { Person } from './person.ts';

const GONE_KINDS = new Set(['gone', 'never-in-si', 'deactivate']);
const TIMES = ['Full-Time', 'Full-Time', 'Full-Time', 'Part-Time', 'Contractor', 'Intern'];

function phone(place: string | null, random: Random): string | null {
  if (random.chance(0.25)) return null;
  const prefix = PLACES.find((entry) => entry.name === place)?.phonePrefix ?? '+49 30';
  return `${prefix} ${random.int(2000, 9999)} ${random.int(1000, 9999)}`;
}

/** The present BambooHR record of a person. */
export function toBambooEmployee(person: Person, people: Person[], today: string, random: Random): BambooEmployee {
  const left = GONE_KINDS.has(person.kind);
  const ahead = person.kind === 'future';
  const changedDaysAgo = person.kind === 'unchanged' ? random.int(45, 900) : random.int(1, 20);
  const lastChanged = bambooTime(dayToEpoch(shiftDay(today, -changedDaysAgo)) + random.int(0, 86_000) * 1000);
  const manager = person.manager === null ? null : (people[person.manager]?.id ?? null);
  const job = {
    jobTitle: person.jobTitleCleared ? null : person.jobTitle,
    department: person.department,
    division: person.division,
    location: person.location,
    supervisorEId: manager,
  };
  const future: DatedChange[] = [];
  // BambooHR reference §2.2: rows of a hire ahead supply values with onlyCurrent=false only.
  if (ahead)
    future.push({ from: person.hireDate, values: { ...job, status: 'Active', employmentHistoryStatus: 'Full-Time' } });
  const leftAgo = person.kind === 'deactivate' ? random.int(1, 18) : random.int(60, 1200);
  return {
    id: person.id,
    employeeNumber: person.employeeNumber,
    status: left || ahead ? 'Inactive' : 'Active',
    firstName: person.firstName,
    middleName: person.middleName,
    lastName: person.lastName,
    preferredName: person.preferredName,
    workEmail: person.emailRemoved ? null : person.email,
    homeEmail: person.homeEmail,
    gender: person.gender,
    pronouns: person.gender === 'Non-binary' ? 'they/them' : null,
    birthDate: `${random.int(1962, 2003)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
    hireDate: person.hireDate,
    originalHireDate: null,
    terminationDate: left ? shiftDay(today, -leftAgo) : null,
    employmentHistoryStatus: left ? 'Terminated' : ahead ? null : random.pick(TIMES),
    jobTitle: ahead ? null : job.jobTitle,
    department: ahead ? null : job.department,
    division: ahead ? null : job.division,
    location: ahead ? null : job.location,
    supervisorEId: ahead ? null : job.supervisorEId,
    workPhone: phone(person.location, random),
    mobilePhone: random.chance(0.2) ? phone(person.location, random) : null,
    linkedIn: random.chance(0.3)
      ? `www.linkedin.example/in/${foldName(person.firstName)}-${foldName(person.lastName)}`
      : null,
    photoVersion: random.chance(0.6) ? random.int(1, 4) : 0,
    hiddenFromDirectory: random.chance(0.02),
    createdAt: bambooTime(dayToEpoch(ahead ? shiftDay(today, -5) : person.hireDate) - 5 * 86_400_000),
    // BambooHR reference §7: empty on very old rows.
    lastChanged: person.kind === 'unchanged' && person.index % 29 === 1 ? null : lastChanged,
    future,
  };
}

/** Two present employees with something ahead: a promotion, and a last day. */
export function addFutureRows(employees: BambooEmployee[], people: Person[], today: string): void {
  const calm = people.filter((person) => person.kind === 'unchanged' && person.reports === 0 && person.level > 1);
  const promoted = calm.at(-1);
  const leaving = calm.at(-2);
  const record = (person: Person | undefined): BambooEmployee | undefined =>
    person ? employees[person.index] : undefined;
  const promotedRecord = record(promoted);
  if (promotedRecord) {
    promotedRecord.future.push({ from: shiftDay(today, 30), values: { jobTitle: `Lead ${promotedRecord.jobTitle}` } });
  }
  const leavingRecord = record(leaving);
  if (leavingRecord && promotedRecord !== leavingRecord) {
    leavingRecord.terminationDate = shiftDay(today, 40);
    leavingRecord.future.push({
      from: shiftDay(today, 40),
      values: { status: 'Inactive', employmentHistoryStatus: 'Terminated' },
    });
  }
}

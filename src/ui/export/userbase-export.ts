import type { UserbaseRow } from '../../messaging/replies.ts';
import { toDateInput } from '../format/dates.ts';
import { text } from '../format/text.ts';
import type { UiPort } from '../shell/port.ts';
import { type Cell, toCsv } from './csv.ts';

/** Headings and order of Small Improvements' own user file, which goes by the order (SI reference §5.3). */
const columns = [
  'First Name',
  'Last Name',
  'Gender',
  'Title',
  'Login Email',
  'Manager Email',
  'Department',
  'Team',
  'Location',
  'Employee ID',
  'Hiring Date',
];
const genders: Readonly<Record<string, string>> = { male: 'M', female: 'F', unspecified: 'N' };

export interface UserbaseExport {
  readonly bom: boolean;
  /** Also accounts that are deactivated; the file does not tell them from others. */
  readonly inactive: boolean;
}

/** Saves the accounts of Small Improvements as a file; resolves with their number. Effects: the worker reads SI. */
export async function exportUserbase(port: UiPort, { bom, inactive }: UserbaseExport): Promise<number> {
  const users = (await port.send('readUserbase', null)).filter((user) => inactive || user.active);
  const name = `${text('userbase.fileName')}-${toDateInput(port.now())}.csv`;
  port.saveFile(name, 'text/csv;charset=utf-8', toCsv(columns, users.map(cellsOf), bom));
  return users.length;
}

function cellsOf(user: UserbaseRow): readonly Cell[] {
  return [
    user.firstName,
    user.lastName,
    genders[user.gender ?? ''] ?? '',
    user.jobTitle,
    user.email,
    user.managerEmail,
    user.department,
    // Teams are not read: the product neither manages nor compares them.
    '',
    user.location,
    user.employeeId,
    user.hireDate,
  ];
}

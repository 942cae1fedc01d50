import type { World } from '../server/world.ts';
import type { SiUser } from '../state/si-state.ts';
import type { SiContext } from './api-env.ts';
import { requireAdmin } from './auth.ts';
import { siJson } from './reply.ts';
import { lookupUsers, type UserLookup } from './user-lookup.ts';

/** Column headings of the import file (reference §5.3). */
const COLUMNS = [
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
const GENDER_LETTERS = { male: 'M', female: 'F', unspecified: 'N' } as const;

function cell(text: string): string {
  return /[",\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function line(user: SiUser, byId: UserLookup): string {
  const manager = user.managerId === null ? undefined : byId.get(user.managerId);
  const hired = user.hiringDate === null ? '' : new Date(user.hiringDate).toISOString().slice(0, 10);
  return [
    user.firstName,
    user.lastName,
    GENDER_LETTERS[user.gender],
    user.role ?? '',
    user.loginname,
    manager?.loginname ?? '',
    user.department ?? '',
    user.team ?? '',
    user.location ?? '',
    user.externalSystemId ?? '',
    hired,
  ]
    .map(cell)
    .join(',');
}

function csv(world: World): string {
  const byId = lookupUsers(world.state.si.users);
  return [COLUMNS.join(','), ...world.state.si.users.map((user) => line(user, byId))].join('\r\n');
}

/** `GET users/export_csv`: a file, or by mode the JSON of a download (reference §4.6). */
export function exportUsers(c: SiContext): Response {
  requireAdmin(c.get('actor'));
  if (c.env.world.modes.si.exportReply === 'json') {
    return siJson({
      fileName: 'users.csv',
      contentType: 'text/csv',
      content: Buffer.from(csv(c.env.world)).toString('base64'),
    });
  }
  return new Response(csv(c.env.world), {
    headers: { 'Content-Type': 'text/csv;charset=UTF-8', 'Content-Disposition': 'attachment; filename="users.csv"' },
  });
}

import type { CommandReply } from '../messaging/replies.ts';
import { type Cell, known } from '../domain/cell.ts';
import type { SiUserId } from '../domain/ids.ts';
import type { RunDeps } from '../run/deps.ts';
import { connectSystems } from '../run/systems.ts';

/** Every account of Small Improvements in the columns its own import knows (SI reference §5.3). Effects: reads SI. */
export async function readUserbase(deps: RunDeps): Promise<CommandReply<'readUserbase'>> {
  const { si } = await connectSystems(deps);
  const { users } = await si.readEverybody();
  const emails = new Map<SiUserId, string | null>(
    users.map((user) => [user.id, shown(user.email) ?? shown(user.login)]),
  );
  return users.map((user) => ({
    firstName: shown(user.firstName),
    lastName: shown(user.lastName),
    gender: shown(user.gender),
    jobTitle: shown(user.jobTitle),
    email: emails.get(user.id) ?? null,
    managerEmail: typeof user.managerId === 'string' ? (emails.get(user.managerId) ?? null) : null,
    department: shown(user.department),
    location: shown(user.location),
    employeeId: shown(user.externalId),
    hireDate: shown(user.hireDate),
    active: user.active,
  }));
}

function shown(cell: Cell): string | null {
  return known(cell) ?? null;
}

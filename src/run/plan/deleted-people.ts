import type { EmployeeId } from '../../domain/ids.ts';
import type { Link } from '../../domain/link.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { BambooApi } from '../../bamboo-api/bamboo-api.ts';
import { isRefusal } from '../../bamboo-api/codes.ts';

/** Our clock and BambooHR's need not agree, and links of earlier versions do not say when somebody was seen. */
const marginMs = 86_400_000;
/** BambooHR's log of changes begins here (BambooHR reference §2.5). */
const logBeginsMs = Date.UTC(2011, 5, 5);

/**
 * Who of the linked people BambooHR has deleted, asked for as long as anybody of them is gone: a leaver who was left out
 * once is found again every time (design §3.4). People who only are hidden from the key are not gone.
 *
 * Shape:   nobody where BambooHR refuses to tell: whoever is gone stays "no longer visible"
 * Effects: one request, none while everybody is there. Errors: as `readDeleted`
 */
export async function deletedPeople(
  bamboo: BambooApi,
  { bamboo: { employees, notVisible }, takenAtMs }: Snapshot,
  links: readonly Link[],
): Promise<readonly EmployeeId[]> {
  const there = new Set(employees.map(({ id }) => id));
  for (const id of notVisible) there.add(id);
  const gone = links.filter(({ employeeId }) => !there.has(employeeId));
  if (gone.length === 0) return [];
  const seenMs = gone.reduce((oldest, link) => {
    const atMs = link.seenAtMs ?? link.confirmedAtMs;
    // Seen in the future is seen by a clock that was wrong: when is not known.
    return Math.min(oldest, atMs > takenAtMs ? logBeginsMs : atMs);
  }, takenAtMs);
  try {
    return await bamboo.readDeleted(Math.max(seenMs - marginMs, logBeginsMs));
  } catch (error) {
    // How far the right to ask reaches is not documented (BambooHR reference §2.5). Nobody is known to be deleted then.
    if (isRefusal(error) && error.code !== 'bamboo-wrong-key') return [];
    throw error;
  }
}

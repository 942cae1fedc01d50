import type { JournalRow } from '../../domain/journal.ts';
import { known } from '../../domain/cell.ts';
import type { SiUserId } from '../../domain/ids.ts';
import { toAppError } from '../../shared/app-error.ts';
import type { SiApi } from '../../si-api/si-api.ts';
import type { Journal } from './journal.ts';

/**
 * Reads the chart again before managers are written, because an import may take long, and leaves alone whoever was given
 * another manager since (design §3.5). New accounts have none.
 *
 * Shape:   one request for each 100 people
 * Effects: skips journal rows. Errors: those of `readUsers` that name when to come again
 */
export async function skipMoved(rows: readonly JournalRow[], journal: Journal, si: SiApi): Promise<void> {
  const ids = rows.flatMap(({ operation }) => operation.siUserId ?? []);
  if (ids.length === 0) return;
  const users = await si.readUsers(ids).catch((thrown: unknown) => {
    // What cannot be read again is written all the same: the answer to the write is looked at as well.
    if (toAppError(thrown).context.retryAtMs === undefined) return [];
    throw thrown;
  });
  const managers = new Map(users.map(({ id, managerId }) => [id, known(managerId)]));
  // SI may leave out what is empty: where it shows the manager of anybody, whoever lacks one has none.
  const isOffered = [...managers.values()].some((manager) => manager !== undefined);
  if (isOffered) for (const [id, manager] of managers) managers.set(id, manager ?? null);
  const isReady = (seq: number) => journal.row(seq).state === 'confirmed';
  for (const row of rows) {
    const { operation } = row;
    const now = managers.get(operation.siUserId as SiUserId);
    if (operation.stage !== 'managers' || now === undefined || now === operation.from) continue;
    // Who waits for an account that was not made, waits for that.
    if (operation.to && 'createdFor' in operation.to && !operation.waitsFor.every(isReady)) continue;
    if (now !== journal.managerId(operation.to)) await journal.skipped(row, 'changed-since');
  }
}

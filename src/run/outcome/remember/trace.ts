import type { CompanyPair } from '../../../domain/ids.ts';
import type { JournalRow } from '../../../domain/journal.ts';
import type { PairState } from '../../../domain/pair-state.ts';
import type { Plan } from '../../../domain/plan.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import type { SiTrace } from '../../../domain/unattended/other-writes.ts';
import { markOf, otherWrites } from '../../../sync/compare/other-writes.ts';
import type { RunDeps } from '../../deps.ts';

type Stores = Pick<RunDeps, 'state' | 'pairs'>;

/**
 * Notes what others wrote since this browser last read, and how SI's accounts look now. `before`: how they looked then;
 * `open`: accounts this browser may have created without knowing it.
 */
export async function noteOtherWrites(
  { state, pairs }: Stores,
  plan: Plan,
  { si, takenAtMs }: Snapshot,
  { before, open = [] }: { readonly before: SiTrace | undefined; readonly open: PairState['openCreations'] },
): Promise<void> {
  const marks = Object.fromEntries(si.users.map((user) => [user.id, markOf(user)]));
  const own = open.map(({ email = '' }) => email.toLowerCase());
  const found =
    before?.pair === plan.pair
      ? otherWrites({ before, users: si.users, marks, rows: plan.changes, own, atMs: takenAtMs })
      : undefined;
  if (found) {
    await pairs.changeFacts(plan.pair, (facts) => {
      // An edit by hand takes nothing back of another import before it.
      const imported = facts.others?.imports ? facts.others : facts.others?.imported;
      return { ...facts, others: found.imports || !imported ? found : { ...found, imported } };
    });
  }
  await state.set('si-trace', { pair: plan.pair, atMs: takenAtMs, marks });
}

/** What a run has sent is nobody else's doing: of these accounts nothing is known until they are read again. */
export async function forgetWritten(
  { state }: Pick<RunDeps, 'state'>,
  pair: CompanyPair,
  rows: readonly JournalRow[],
): Promise<void> {
  const trace = await state.get('si-trace');
  if (trace?.pair !== pair) return;
  const written = rows.flatMap(({ operation, siUserId = operation.siUserId, sentAtMs }) =>
    siUserId === undefined || sentAtMs === undefined ? [] : [[siUserId, ''] as const],
  );
  if (written.length > 0)
    await state.set('si-trace', { ...trace, marks: { ...trace.marks, ...Object.fromEntries(written) } });
}

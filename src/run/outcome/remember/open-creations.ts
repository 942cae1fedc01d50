import type { PairState, Uninformed } from '../../../domain/pair-state.ts';
import type { CompanyPair } from '../../../domain/ids.ts';
import type { JournalRow } from '../../../domain/journal.ts';
import type { Run } from '../../../domain/run.ts';
import type { SiUser } from '../../../domain/people.ts';
import { valueOf } from '../../../domain/cell.ts';
import { isFresh } from '../../../shared/stored-time.ts';
import type { PairStore } from '../../../history/pair-store.ts';

/** A creation without a known outcome is looked for that long. */
const lookedForMs = 86_400_000;

/**
 * What this run left open, and what is open from before: for a day, and until this run made them. One that it did not
 * make, because somebody was there by then, may be what was sent before, applied late.
 */
export function openCreations(
  { openCreations: before = [] }: PairState,
  run: Run,
  journal: readonly JournalRow[],
  nowMs: number,
): PairState['openCreations'] {
  const rows = journal.flatMap((row) =>
    row.operation.stage === 'create' ? [{ ...row, email: row.operation.values.workEmail ?? '' }] : [],
  );
  const left = rows.filter(isOpen);
  const isOver = new Set([...rows.filter(({ state }) => state === 'confirmed'), ...left].map(({ email }) => email));
  return [
    ...before.filter(({ email = '', sinceMs }) => isFresh(sinceMs, nowMs, lookedForMs) && !isOver.has(email)),
    ...left.map(({ operation: { name }, email }) => ({
      pair: run.pair,
      name,
      email,
      why: 'created' as const,
      sinceMs: nowMs,
      runId: run.id,
    })),
  ];
}

/** Sent, and not known to have come to nothing; not found after a while is no proof of that, nor is an answer without a name. */
function isOpen({ state, error, resent }: JournalRow): boolean {
  if (state === 'confirmed') return false;
  return state === 'unknown' || resent === true || error?.code === 'write-not-confirmed';
}

/** Puts whoever turned up after a creation without a known outcome on the list of people not informed yet. */
export async function listFoundCreations(pairs: PairStore, pair: CompanyPair, users: readonly SiUser[]): Promise<void> {
  const { openCreations: open = [], firstCreation } = await pairs.facts(pair);
  if (open.length === 0) return;
  const accounts = new Map(users.map((user) => [valueOf(user.login)?.toLowerCase(), user.id]));
  const idOf = (email = '') => accounts.get(email.toLowerCase());
  const siMails = firstCreation?.state === 'answered' && firstCreation.mailed;
  const found = open.flatMap((each): Uninformed[] => {
    const siUserId = siMails ? undefined : idOf(each.email);
    return siUserId === undefined ? [] : [{ ...each, siUserId }];
  });
  await pairs.changeUninformed(pair, found, []);
  await pairs.changeFacts(pair, (facts) => ({
    ...facts,
    openCreations: facts.openCreations?.filter((each) => idOf(each.email) === undefined),
  }));
}

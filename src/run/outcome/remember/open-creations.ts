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

/** What is open from before, for a day and unless this run tried them again, and what this run left open. */
export function openCreations(
  { openCreations: before = [] }: PairState,
  run: Run,
  journal: readonly JournalRow[],
  nowMs: number,
): PairState['openCreations'] {
  const tried = journal.flatMap(({ operation, state }) =>
    operation.stage === 'create' ? [{ name: operation.name, email: operation.values.workEmail ?? '', state }] : [],
  );
  const isOld = ({ email, sinceMs }: { readonly email?: string | undefined; readonly sinceMs: number }) =>
    !isFresh(sinceMs, nowMs, lookedForMs) || tried.some((each) => each.email === email);
  const left = tried.filter(({ state }) => state === 'unknown');
  return [
    ...before.filter((each) => !isOld(each)),
    ...left.map(({ name, email }) => ({
      pair: run.pair,
      name,
      email,
      why: 'created' as const,
      sinceMs: nowMs,
      runId: run.id,
    })),
  ];
}

/** Puts whoever turned up after a creation without a known outcome on the list of people not informed yet. */
export async function listFoundCreations(pairs: PairStore, pair: CompanyPair, users: readonly SiUser[]): Promise<void> {
  const facts = await pairs.facts(pair);
  const { openCreations: open = [], firstCreation } = facts;
  if (open.length === 0) return;
  const accounts = new Map(users.map((user) => [valueOf(user.login)?.toLowerCase(), user.id]));
  const idOf = (email = '') => accounts.get(email.toLowerCase());
  const siMails = firstCreation?.state === 'answered' && firstCreation.mailed;
  const found = open.flatMap((each): Uninformed[] => {
    const siUserId = siMails ? undefined : idOf(each.email);
    return siUserId === undefined ? [] : [{ ...each, siUserId }];
  });
  await pairs.changeUninformed(pair, found, []);
  await pairs.putFacts({ ...facts, openCreations: open.filter((each) => idOf(each.email) === undefined) });
}

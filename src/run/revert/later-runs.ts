import type { RunId, SiUserId } from '../../domain/ids.ts';
import type { JournalRow } from '../../domain/journal.ts';
import type { Stage } from '../../domain/operation.ts';
import type { Run } from '../../domain/run.ts';
import type { RunStore } from '../../history/run-store.ts';

const accountStages: readonly Stage[] = ['create', 'reactivate', 'deactivate'];

/** Whether the operation decides if the account is active. */
export function isOfAccount({ operation }: JournalRow): boolean {
  return accountStages.includes(operation.stage);
}

/**
 * Accounts a later run locked or unlocked once more: that they are active or not is no longer what the run left, even where it
 * looks the same. A later run that was reverted itself counts no more, nor does a revert of the run in question.
 */
export async function lockedLater(
  runs: Pick<RunStore, 'listOf' | 'journal'>,
  run: Run,
): Promise<ReadonlySet<SiUserId>> {
  const all = await runs.listOf(run.pair, Number.MAX_SAFE_INTEGER);
  const later = all.filter((each) => each.startedAtMs > run.startedAtMs && each.reverts !== run.id && locks(each));
  const by = new Map<SiUserId, Set<RunId>>();
  for (const { id, reverts } of later.toReversed()) {
    for (const account of await accountsOf(runs, id)) {
      const standing = by.get(account) ?? new Set<RunId>();
      if (reverts === undefined || !standing.delete(reverts)) standing.add(id);
      by.set(account, standing);
    }
  }
  return new Set([...by].filter(([, standing]) => standing.size > 0).map(([account]) => account));
}

function locks({ kinds }: Run): boolean {
  return kinds.create + kinds.reactivate + kinds.deactivate > 0;
}

async function accountsOf(runs: Pick<RunStore, 'journal'>, id: RunId): Promise<readonly SiUserId[]> {
  const written = (await runs.journal(id)).filter((row) => row.state === 'confirmed' && isOfAccount(row));
  return written.flatMap(({ siUserId, operation }) => siUserId ?? operation.siUserId ?? []);
}

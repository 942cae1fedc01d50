import type { JournalRow } from '../../../domain/journal.ts';
import type { Run } from '../../../domain/run.ts';
import type { PairStore } from '../../../history/pair-store.ts';

/** A protected person is released for one deactivation: should the account come back, the name has to be typed again. */
export async function forgetReleases(pairs: PairStore, run: Run, journal: readonly JournalRow[]): Promise<void> {
  for (const { operation, state } of journal) {
    if (operation.stage === 'deactivate' && state === 'confirmed')
      await pairs.removeDecision(run.pair, `deactivate:${operation.siUserId}`);
  }
}

import type { PairState } from '../../../domain/pair-state.ts';
import type { Run } from '../../../domain/run.ts';
import { isSuspended } from '../../automatic/schedule.ts';
import type { PairStore } from '../../../history/pair-store.ts';

/** Notes that a run of this pair went through to its end, with something to write or without. */
export async function rememberGoodRun(
  pairs: PairStore,
  run: Pick<Run, 'pair' | 'visible' | 'trigger' | 'counts' | 'single'>,
  nowMs: number,
): Promise<void> {
  const isByHand = run.trigger === 'manual' && run.counts.confirmed > 0;
  await pairs.changeFacts(run.pair, (facts) => ({
    ...facts,
    lastVisible: run.visible,
    lastSuccessMs: nowMs,
    // Whoever imports by hand has seen what the preview could not read.
    lostFields: run.trigger === 'manual' ? undefined : facts.lostFields,
    suspension: isOver(facts.suspension, nowMs) && !run.single ? undefined : facts.suspension,
    blanked: isByHand ? undefined : facts.blanked,
    manualImportDone: facts.manualImportDone || isByHand,
  }));
}

/** A suspension that goes on piles up anew. */
function isOver(suspension: PairState['suspension'], nowMs: number): boolean {
  return suspension === undefined || !isSuspended({ suspendedUntilMs: suspension.untilMs }, nowMs);
}

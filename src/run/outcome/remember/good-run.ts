import type { Run } from '../../../domain/run.ts';
import type { PairStore } from '../../../history/pair-store.ts';

/** Notes that a run of this pair went through to its end, with something to write or without. */
export async function rememberGoodRun(
  pairs: PairStore,
  run: Pick<Run, 'pair' | 'visible' | 'trigger' | 'counts'>,
  nowMs: number,
): Promise<void> {
  const facts = await pairs.facts(run.pair);
  await pairs.putFacts({
    ...facts,
    lastVisible: run.visible,
    lastSuccessMs: nowMs,
    // Whoever imports by hand has seen what the preview could not read.
    lostFields: run.trigger === 'manual' ? undefined : facts.lostFields,
    manualImportDone: facts.manualImportDone || (run.trigger === 'manual' && run.counts.confirmed > 0),
  });
}

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
    manualImportDone: facts.manualImportDone || (run.trigger === 'manual' && run.counts.confirmed > 0),
  });
}

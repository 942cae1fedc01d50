import type { PairState } from '../src/domain/pair-state.ts';
import type { PairStore } from '../src/history/pair-store.ts';

/** Puts the facts in the place of all that is known of their pair. */
export async function putFacts(pairs: Pick<PairStore, 'changeFacts'>, facts: PairState): Promise<void> {
  await pairs.changeFacts(facts.pair, () => facts);
}

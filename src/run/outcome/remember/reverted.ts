import { isImport, type Run, type RunPerson } from '../../../domain/run.ts';
import type { PairStore } from '../../../history/pair-store.ts';

/** Reverted rows stay out of automatic runs until an admin imports them again (design §3.7). */
export async function rememberReverted(
  pairs: PairStore,
  run: Run,
  people: readonly RunPerson[],
  nowMs: number,
): Promise<void> {
  const done = people.filter(({ outcome }) => outcome === 'confirmed' || outcome === 'partly');
  const keys = done.map((person) => person.changeKey);
  if (run.trigger === 'revert') {
    await pairs.putReverted(
      keys.map((changeKey) => ({ pair: run.pair, changeKey, atMs: nowMs, runId: run.reverts ?? run.id })),
    );
  } else if (run.trigger === 'manual' && isImport(run)) await pairs.forgetReverted(run.pair, keys);
}

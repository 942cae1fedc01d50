import { bookkeepingFields } from '../../../domain/fields.ts';
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
  if (run.trigger === 'revert') {
    const { pair, id, reverts: runId = id } = run;
    const known = await pairs.reverted(pair);
    // What kept the person's account before still does.
    const stronger = new Set(known.filter((row) => !row.valuesOnly).map((row) => row.changeKey));
    await pairs.putReverted(
      done.filter(isOfImports).map(({ changeKey, kind }) => ({
        pair,
        changeKey,
        atMs: nowMs,
        runId,
        ...(kind === 'update' && !stronger.has(changeKey) && { valuesOnly: true }),
      })),
    );
  } else if (run.trigger === 'manual' && isImport(run)) {
    const keys = done.map((person) => person.changeKey);
    await pairs.forgetReverted(run.pair, keys);
  }
}

const bookkeeping: readonly string[] = bookkeepingFields;

/** IDs and hire dates alone are nothing an import would write again. */
function isOfImports({ kind, fields }: RunPerson): boolean {
  return kind !== 'update' || fields.some(({ field }) => !bookkeeping.includes(field));
}

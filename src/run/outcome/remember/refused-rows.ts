import type { Change } from '../../../domain/change.ts';
import { isHeldOff, type PairState, type RefusedRow } from '../../../domain/pair-state.ts';
import type { RestPlan } from '../../../domain/plan.ts';
import { isImport, type Run, type RunPerson } from '../../../domain/run.ts';
import { AppError } from '../../../shared/app-error.ts';
import { hashTexts } from '../../../sync/fingerprint/hash.ts';
import { withSelection } from '../../../sync/settle/selection.ts';
import { failureOf } from '../../failure.ts';

type Known = PairState['refusedRows'];

/**
 * Who was refused, after a run: counted on, or forgotten with a confirmation. Only what Small Improvements said of this
 * person counts, not what ended the run. Idempotent for one run.
 */
export function refusedAfter(known: Known, run: Run, people: readonly RunPerson[], nowMs: number): Known {
  if (!isImport(run)) return known;
  const next: Record<string, RefusedRow> = { ...known };
  for (const { changeKey, name, outcome, error, ...person } of people) {
    if (outcome === 'confirmed') delete next[changeKey];
    if ((outcome !== 'failed' && outcome !== 'partly') || error === undefined) continue;
    if (failureOf(new AppError(error.code)) !== 'refused') continue;
    const wanted = wantedOf(person);
    const before = next[changeKey]?.wanted === wanted ? next[changeKey] : undefined;
    if (before?.runId === run.id) continue;
    next[changeKey] = { name, code: error.code, times: (before?.times ?? 0) + 1, atMs: nowMs, wanted, runId: run.id };
  }
  return Object.keys(next).length === 0 ? undefined : next;
}

/** The plan of an automatic import without the rows it holds off; `left`: the refusals that are still of this plan. */
export function holdOff(
  plan: RestPlan,
  known: Known,
  nowMs: number,
): { readonly plan: RestPlan; readonly left: Known } {
  if (known === undefined) return { plan, left: undefined };
  const rows = new Map(plan.changes.map((row) => [row.key, row]));
  const isLeft = ([key, refused]: [string, RefusedRow]) => {
    const row = rows.get(key);
    return row !== undefined && wantedOf(row) === refused.wanted;
  };
  const left = Object.entries(known).filter(isLeft);
  const held = left.filter(([key, refused]) => rows.get(key)?.selected && isHeldOff(refused, nowMs));
  return {
    plan: held.length === 0 ? plan : withSelection(plan, new Map(held.map(([key]) => [key, false]))),
    left: left.length === 0 ? undefined : Object.fromEntries(left),
  };
}

/** What would be written, without what stands there now. */
function wantedOf({ kind, fields }: Pick<Change, 'kind' | 'fields'>): string {
  const written = fields.filter(({ state }) => state === 'change');
  return hashTexts([kind, ...written.flatMap(({ field, after }) => [field, after ?? '\u0000'])]);
}

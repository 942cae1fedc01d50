import type { StoredPlan } from '../../history/plan-store.ts';
import { AppError } from '../../shared/app-error.ts';
import { isFresh } from '../../shared/stored-time.ts';
import { planLifeMs } from '../../domain/plan.ts';
import { blockedBy } from '../../sync/guard/override.ts';
import { operationsOf } from '../../sync/operations/operations.ts';
import { withSelection } from '../../sync/settle/selection.ts';

/** The saved plan, if it is the one that is meant. Errors: `plan-missing`, `plan-changed`, `plan-stale`. */
export function checkCurrent(stored: StoredPlan | undefined, fingerprint: string, nowMs: number): StoredPlan {
  if (!stored || stored.header.runId) throw new AppError('plan-missing');
  if (stored.header.fingerprint !== fingerprint) throw new AppError('plan-changed');
  if (!isFresh(stored.header.takenAtMs, nowMs, planLifeMs)) throw new AppError('plan-stale');
  return stored;
}

/** What is to be imported: a saved plan, or one row of it. */
export interface ImportOrder extends StoredPlan {
  /** Key of the only row to import; the saved plan stays then, with the rows chosen in it. */
  readonly only?: string | undefined;
}

/**
 * The saved plan, if it may be imported as far as can be told without reading anything; with `only`, as it would be were
 * that row the only one chosen. An override was given for the whole and does not count for a part.
 * Errors: as `checkCurrent`, and `plan-blocked`, `plan-empty`.
 */
export function checkImportable(
  stored: StoredPlan | undefined,
  { fingerprint, only }: { readonly fingerprint: string; readonly only?: string | undefined },
  nowMs: number,
): ImportOrder {
  const whole = checkCurrent(stored, fingerprint, nowMs);
  const order: ImportOrder =
    only === undefined
      ? whole
      : { header: { ...whole.header, override: undefined }, plan: withSelection(whole.plan, new Set([only])), only };
  if (blockedBy(order.plan, 'manual', order.header.override).length > 0) throw new AppError('plan-blocked');
  if (operationsOf(order.plan).length === 0) throw new AppError('plan-empty');
  return order;
}

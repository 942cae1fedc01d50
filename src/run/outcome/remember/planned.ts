import type { FieldsBySide, PairState } from '../../../domain/pair-state.ts';
import { type Plan, unreadableOf } from '../../../domain/plan.ts';
import { isHeldLeaver } from '../../../sync/judge/protection.ts';
import type { PairStore } from '../../../history/pair-store.ts';

/** Keeps what a plan shows and a later one is compared with: since when leavers are held back, which fields were lost. */
export async function rememberPlanned(pairs: PairStore, plan: Plan, nowMs: number): Promise<void> {
  const unreadable = unreadableOf(plan.basis);
  const after = (facts: PairState) => ({
    heldLeavers: heldSince(plan, facts, nowMs),
    unreadable,
    lostFields: lostSince(facts, unreadable),
  });
  const facts = await pairs.facts(plan.pair);
  const { heldLeavers, unreadable: before, lostFields } = facts;
  if (JSON.stringify(after(facts)) === JSON.stringify({ heldLeavers, unreadable: before, lostFields })) return;
  await pairs.changeFacts(plan.pair, (now) => ({ ...now, ...after(now) }));
}

function heldSince(
  { changes }: Plan,
  { heldLeavers: before = {} }: PairState,
  nowMs: number,
): PairState['heldLeavers'] {
  const ids = changes.flatMap((row) => (isHeldLeaver(row) && row.siUserId !== undefined ? [row.siUserId] : []));
  // First seen under a clock that was ahead: seen now.
  return Object.fromEntries(ids.map((id) => [id, Math.min(before[id] ?? nowMs, nowMs)]));
}

/** What a new company pair never showed is no loss. */
function lostSince({ unreadable: before, lostFields }: PairState, now: FieldsBySide): FieldsBySide {
  const lost = (side: keyof FieldsBySide) =>
    now[side].filter((field) => lostFields?.[side].includes(field) || (before && !before[side].includes(field)));
  return { bamboo: lost('bamboo'), si: lost('si') };
}

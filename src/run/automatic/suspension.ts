import type { Settings } from '../../config/settings.ts';
import type { PairState } from '../../domain/pair-state.ts';
import type { RunDeps } from '../deps.ts';
import type { Planned } from '../plan/plan-afresh.ts';
import { savePreview } from '../plan/preview.ts';
import { isOn, isSuspended } from './schedule.ts';

type Suspension = NonNullable<PairState['suspension']>;

/**
 * Remembers that automatic imports of the connected pair are suspended, and that they no longer are, by whomever: what
 * piled up meanwhile is not written before somebody could look. Effects: storage, where something is new.
 */
export async function noteSuspension(
  deps: Pick<RunDeps, 'state' | 'pairs' | 'clock'>,
  settings: Settings,
): Promise<void> {
  const connection = await deps.state.get('connection');
  if (!connection) return;
  const { suspension } = await deps.pairs.facts(connection.pair);
  const nowMs = deps.clock.now();
  const next = suspensionNow(suspension, settings, nowMs);
  if (next?.untilMs === suspension?.untilMs && next?.looked === suspension?.looked) return;
  await deps.pairs.changeFacts(connection.pair, (facts) => ({
    ...facts,
    suspension: suspensionNow(facts.suspension, settings, nowMs),
  }));
}

function suspensionNow(known: Suspension | undefined, settings: Settings, nowMs: number): Suspension | undefined {
  const { suspendedUntilMs: untilMs } = settings;
  if (isOn(settings) && untilMs !== undefined && isSuspended(settings, nowMs)) return { untilMs };
  if (known === undefined || !isSuspended({ suspendedUntilMs: known.untilMs }, nowMs)) return known;
  // Ended before its time, or without one.
  return { ...known, untilMs: nowMs };
}

/**
 * After a suspension that has ended the first attempt makes a preview and writes nothing. True where it did.
 * Effects: saves the plan as the current one; remembers that it did.
 */
export async function lookAfterSuspension(
  deps: RunDeps,
  fresh: Planned,
  suspension: PairState['suspension'],
): Promise<true | undefined> {
  if (suspension === undefined || suspension.looked) return undefined;
  await savePreview(deps, fresh);
  await deps.pairs.changeFacts(fresh.plan.pair, (facts) => ({
    ...facts,
    suspension: { ...(facts.suspension ?? suspension), looked: true },
  }));
  return true;
}

import type { RunDeps } from '../deps.ts';
import { afterAcceptance } from './schedule.ts';

/** A key is another, or both were accepted: automatic imports no longer wait for that. Effects: storage, where they did. */
export async function acceptKeys({
  state,
  clock,
  announce,
}: Pick<RunDeps, 'state' | 'clock' | 'announce'>): Promise<void> {
  const schedule = await state.get('schedule');
  if (!schedule?.refused) return;
  await state.change('schedule', (now = schedule) => afterAcceptance(now, clock.now()));
  announce('schedule');
}

import { tickMs } from '../../domain/tick.ts';
import type { RunDeps } from '../deps.ts';
import { isDue } from './schedule.ts';

/**
 * Counts for how long an automatic import has been due while the browser was running: a tick that follows the one before
 * shows that it was, a longer silence that it slept.
 */
export async function noteTick({
  settings,
  state,
  clock,
}: Pick<RunDeps, 'settings' | 'state' | 'clock'>): Promise<void> {
  const nowMs = clock.now();
  const [{ settings: now }, schedule, before] = await Promise.all([
    settings.readable(),
    state.get('schedule'),
    state.get('overdue'),
  ]);
  if (!isDue(now, schedule, nowMs)) {
    if (before) await state.clear('overdue');
    return;
  }
  const attemptMs = schedule?.lastAttemptMs ?? 0;
  const isSame = before?.attemptMs === attemptMs;
  const gapMs = nowMs - (before?.atMs ?? nowMs);
  const wasAwake = isSame && gapMs >= 0 && gapMs <= 2 * tickMs;
  const awakeMs = (isSame ? before.awakeMs : 0) + (wasAwake ? gapMs : 0);
  await state.set('overdue', { attemptMs, atMs: nowMs, awakeMs });
}

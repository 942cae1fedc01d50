import type { Side } from '../domain/people.ts';
import type { RunDeps } from '../run/deps.ts';

/**
 * Notes that what the last automatic import, or preview, met at these sides is over: they work, or have a secret that has not been tried
 * yet. Where they met nothing there is nothing to note.
 */
export async function noteProven({ state, clock, announce }: RunDeps, sides: readonly Side[]): Promise<void> {
  if (sides.length === 0) return;
  const [schedule, previewError] = await Promise.all([state.get('schedule'), state.get('preview-error')]);
  if (!schedule?.lastProblem && !previewError) return;
  const now = Object.fromEntries(sides.map((side) => [`${side}Ms`, clock.now()]));
  await state.set('proven', { ...(await state.get('proven')), ...now });
  announce('schedule');
}

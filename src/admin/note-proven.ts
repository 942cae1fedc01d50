import type { Side } from '../domain/people.ts';
import type { RunDeps } from '../run/deps.ts';

/**
 * Notes that what the last automatic import met at these sides is over: they work, or have a secret that has not been tried
 * yet. Where it met nothing there is nothing to note.
 */
export async function noteProven({ state, clock, announce }: RunDeps, sides: readonly Side[]): Promise<void> {
  if (sides.length === 0 || !(await state.get('schedule'))?.lastProblem) return;
  const now = Object.fromEntries(sides.map((side) => [`${side}Ms`, clock.now()]));
  await state.set('proven', { ...(await state.get('proven')), ...now });
  announce('schedule');
}

import type { Side } from '../domain/people.ts';
import type { NamedState } from '../domain/state.ts';
import type { RunDeps } from '../run/deps.ts';

/**
 * Notes that what the last automatic import, or preview, met at these sides is over: they work, or have a secret that has not been tried
 * yet. Where they met nothing there is nothing to note.
 */
export async function noteProven(deps: RunDeps, sides: readonly Side[]): Promise<void> {
  if (sides.length > 0) await note(deps, (atMs) => Object.fromEntries(sides.map((side) => [`${side}Ms`, atMs])));
}

/** Notes, where the browser withholds access to neither system, that it is granted. */
export async function noteAccess(deps: RunDeps): Promise<void> {
  const withheld = await deps.withheldHosts();
  if (withheld.length === 0) await note(deps, (accessMs) => ({ accessMs }));
}

async function note(
  { state, clock, announce }: RunDeps,
  proof: (atMs: number) => Partial<NamedState['proven']>,
): Promise<void> {
  const [schedule, previewError] = await Promise.all([state.get('schedule'), state.get('preview-error')]);
  if (!schedule?.lastProblem && !previewError) return;
  await state.change('proven', (proven) => ({ ...proven, ...proof(clock.now()) }));
  announce('schedule');
}

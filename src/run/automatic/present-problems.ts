import type { NamedState } from '../../domain/state.ts';
import { isMended, type Problem, type Proofs } from '../../domain/unattended/telling.ts';
import { isPast } from '../../shared/stored-time.ts';
import { blockedBy } from '../../sync/guard/override.ts';
import type { RunDeps } from '../deps.ts';

type ProblemDeps = Pick<RunDeps, 'state' | 'pairs' | 'plans' | 'clock'>;

/**
 * What automatic imports stumbled over and nobody has mended since, the latest first. Nothing is read where the schedule has
 * no problem: every start of a page asks. Errors: storage.
 */
export async function presentProblems(
  deps: ProblemDeps,
  { lastProblem, standing = [] }: NamedState['schedule'] = {},
): Promise<readonly Problem[]> {
  if (lastProblem === undefined) return [];
  const [proofs, nowMs] = [await proofsOf(deps), deps.clock.now()];
  const open = [lastProblem, ...standing].filter((problem) => !isMended(problem, proofs, nowMs));
  // Automatic imports are held to stricter rules than the preview shows.
  const isNewer = ({ guards, atMs }: Problem) => guards !== undefined && isNewPreview(proofs, atMs, nowMs);
  if (!open.some(isNewer) || !(await isUnblocked(deps))) return open;
  return open.filter((problem) => !isNewer(problem));
}

/** When what automatic imports stumble over was last seen to work. */
export async function proofsOf({ state, pairs, plans }: ProblemDeps): Promise<Proofs> {
  const [connection, current, proven] = await Promise.all([
    state.get('connection'),
    state.get('current-plan'),
    state.get('proven'),
  ]);
  const facts = connection && (await pairs.facts(connection.pair));
  const header = current && (await plans.header(current.planId));
  return {
    ...proven,
    importMs: facts?.lastSuccessMs,
    isBlanked: facts?.blanked !== undefined,
    previewMs: header?.takenAtMs,
  };
}

function isNewPreview({ previewMs }: Proofs, atMs: number, nowMs: number): boolean {
  return previewMs !== undefined && isPast(previewMs, nowMs) && (previewMs > atMs || !isPast(atMs, nowMs));
}

/** The preview shows that no rule would stop an automatic import. */
async function isUnblocked({ state, plans }: ProblemDeps): Promise<boolean> {
  const current = await state.get('current-plan');
  const preview = current && (await plans.read(current.planId));
  return preview !== undefined && blockedBy(preview.plan, 'automatic').length === 0;
}

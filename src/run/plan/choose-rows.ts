import type { CommandData } from '../../messaging/protocol.ts';
import { AppError } from '../../shared/app-error.ts';
import type { PlanId } from '../../domain/ids.ts';
import { withSelection } from '../../sync/settle/selection.ts';
import type { RunDeps } from '../deps.ts';

/**
 * Selects or deselects rows of the saved plan; guards, held-back managers and fingerprint follow.
 * Errors: `plan-missing` when another preview or an import has taken its place.
 */
export async function chooseRows(deps: RunDeps, choice: CommandData<'chooseRows'>): Promise<void> {
  // Quick clicks overlap: a choice made on a plan that has changed meanwhile is made once more, so that none gets lost.
  while (!(await tryToChoose(deps, choice)));
  deps.announce('plan');
}

async function tryToChoose(deps: RunDeps, choice: CommandData<'chooseRows'>): Promise<boolean> {
  const saved = await deps.plans.read(choice.planId as PlanId);
  if (!saved || saved.header.runId) throw new AppError('plan-missing');
  const { rows } = choice;
  const choices = new Map<string, boolean>();
  if ('keys' in rows) for (const key of rows.keys) choices.set(key, choice.selected);
  else for (const row of saved.plan.changes) if (row.kind === rows.kind) choices.set(row.key, choice.selected);
  const { changes, ...rest } = withSelection(saved.plan, choices);
  return deps.plans.replace(saved.header, { ...saved.header, ...rest }, changes);
}

import type { Change } from '../../domain/change.ts';
import { AppError } from '../../shared/app-error.ts';
import type { StoredPlan } from '../../history/plan-store.ts';
import type { RunDeps } from '../../run/deps.ts';
import { RunnerError } from '../runner-error.ts';

/** The preview that is kept. Errors: `plan-missing` before there is one */
export async function savedPlan({ state, plans }: Pick<RunDeps, 'state' | 'plans'>): Promise<StoredPlan> {
  const current = await state.get('current-plan');
  const found = current && (await plans.read(current.planId));
  if (!found) throw new AppError('plan-missing');
  return found;
}

/** By what a person is told from others. */
export type Named = Pick<Change, 'key' | 'name' | 'employeeId' | 'siUserId' | 'email'>;

/**
 * The row of a person who was named in any of the ways people are named.
 * Errors: `person-unknown`; `person-unclear`, naming the keys it may be
 */
export function findRow<Row extends Named>(changes: readonly Row[], named: string): Row {
  const sought = plain(named);
  // Whoever has no ID or email is not found by its absence.
  if (sought === '') throw new RunnerError('person-unknown');
  const ways: readonly ((change: Named) => string | undefined)[] = [
    ({ key }) => key,
    ({ employeeId }) => employeeId,
    ({ siUserId }) => siUserId,
    ({ email }) => email,
    ({ name }) => name,
  ];
  for (const way of ways) {
    const found = changes.filter((change) => plain(way(change) ?? '') === sought);
    const [row, ...others] = found;
    if (row && others.length === 0) return row;
    if (row) throw new RunnerError('person-unclear', { facts: found.map(({ key, name }) => `${key}: ${name}`) });
  }
  throw new RunnerError('person-unknown');
}

function plain(word: string): string {
  return word.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

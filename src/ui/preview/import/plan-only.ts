import type { GuardFinding } from '../../../domain/guard.ts';
import type { Change } from '../../../domain/change.ts';
import { rowsPerPage } from '../../../history/schema.ts';
import type { PlanHeader } from '../../../domain/plan.ts';
import { withSelection } from '../../../sync/settle/selection.ts';
import { AppError } from '../../../shared/app-error.ts';
import type { UiPort } from '../../shell/port.ts';

/** What importing one person alone would do. */
export interface OnlyPlan {
  /** The row with what would be written: a field may have to wait for others who are not imported. */
  readonly change: Change;
  readonly blocking: readonly GuardFinding[];
}

/** The saved plan as it would be were this row the only one chosen. Errors: `plan-missing`. */
export async function planOnly(port: UiPort, header: PlanHeader, key: string): Promise<OnlyPlan> {
  const pages = Array.from({ length: Math.ceil(header.rows / rowsPerPage) }, (_, page) =>
    port.history.planPage(header.id, page),
  );
  const changes = (await Promise.all(pages)).flat();
  const plan = withSelection({ ...header, changes }, new Set([key]));
  const change = plan.changes.find((row) => row.key === key);
  if (!change) throw new AppError('plan-missing');
  return { change, blocking: plan.guards.filter((finding) => finding.effect === 'blocks') };
}

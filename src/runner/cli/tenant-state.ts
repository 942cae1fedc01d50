import { readStatus } from '../../admin/status.ts';
import type { Activity } from '../../domain/activity.ts';
import type { PlanHeader } from '../../domain/plan.ts';
import type { Run } from '../../domain/run.ts';
import type { NamedState } from '../../domain/state.ts';
import type { Problem } from '../../domain/unattended/telling.ts';
import { createPairRuns } from '../../history/pair-runs.ts';
import type { Status } from '../../messaging/replies.ts';
import type { RunDeps } from '../../run/deps.ts';
import type { OpenTenant } from '../tenant-deps.ts';

type Automatic = 'on' | 'off' | 'paused';

/** A company in a line. */
export interface Glance {
  readonly name: string;
  readonly bambooSubdomain: string;
  readonly siAddress: string;
  readonly automatic: Automatic;
  /** Of an import, by hand or by itself (epoch ms). */
  readonly lastSuccessMs?: number | undefined;
  readonly nextDueMs?: number | undefined;
}

/** Everything `status` says of a company. */
export interface TenantState extends Glance {
  readonly lastAttemptMs?: number | undefined;
  /** What automatic imports stumbled over last, unless somebody has mended it. */
  readonly lastProblem?: Problem | undefined;
  readonly secrets: Status['secrets'];
  readonly visible?: number | undefined;
  readonly fingerprint?: string | undefined;
  /** Ids of the rules that block the present preview. */
  readonly activity: Activity;
  readonly lastRun?: Run | undefined;
  /** What the sentences are made of. */
  readonly said: {
    readonly status: Status;
    readonly schedule: NamedState['schedule'] | undefined;
    readonly connection: NamedState['connection'] | undefined;
    readonly header: PlanHeader | undefined;
    readonly nowMs: number;
  };
}

export async function glance(name: string, { deps }: OpenTenant): Promise<Glance> {
  const { said: _, ...state } = await tenantState(name, deps);
  const { bambooSubdomain, siAddress, automatic, lastSuccessMs, nextDueMs } = state;
  return { name, bambooSubdomain, siAddress, automatic, lastSuccessMs, nextDueMs };
}

export async function tenantState(name: string, deps: RunDeps): Promise<TenantState> {
  const { state, pairs, plans } = deps;
  const [status, schedule, connection, current, activity, [lastRun]] = await Promise.all([
    readStatus(deps),
    state.get('schedule'),
    state.get('connection'),
    state.get('current-plan'),
    state.get('activity'),
    createPairRuns(deps).list(1),
  ]);
  const facts = connection && (await pairs.facts(connection.pair));
  const header = current && (await plans.header(current.planId));
  const { settings, secrets, nextDueMs } = status;
  return {
    name,
    bambooSubdomain: settings.bambooSubdomain,
    siAddress: settings.siAddress,
    automatic: automaticOf(status, deps.clock.now()),
    lastSuccessMs: facts?.lastSuccessMs ?? schedule?.lastSuccessMs,
    nextDueMs,
    lastAttemptMs: schedule?.lastAttemptMs,
    lastProblem: status.problems?.[0],
    secrets,
    visible: connection?.visible,
    fingerprint: header?.runId === undefined ? header?.fingerprint : undefined,
    activity: activity ?? { kind: 'idle' },
    lastRun,
    said: { status, schedule, connection, header, nowMs: deps.clock.now() },
  };
}

function automaticOf({ settings }: Status, nowMs: number): Automatic {
  const until = settings.suspendedUntilMs;
  if (!settings.automaticImports) return 'off';
  return until === 0 || (until !== undefined && until > nowMs) ? 'paused' : 'on';
}

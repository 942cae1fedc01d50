import type { GuardFinding } from '../../../domain/guard.ts';
import { isMended, type Problem } from '../../../domain/unattended/telling.ts';
import type { ErrorCode, ErrorData } from '../../../shared/app-error.ts';
import { isOutdated } from '../outdated.ts';
import type { Rule, Why, WhyFacts } from './why-facts.ts';

/** What stops everybody at the moment, the hardest first. */
export const presentRules: readonly Rule<WhyFacts>[] = [
  ({ status: { secrets, settings } }) =>
    when(
      !secrets.bambooKey || !secrets.siToken || settings.bambooSubdomain === '' || settings.siAddress === '',
      'not-set-up',
    ),
  ({ status }) => when(status.withheld.length > 0, 'access-withheld'),
  refusedRule,
  ({ connection }) => when(connection?.changed?.includes('company') === true, 'other-company'),
  ({ connection, status: { settings } }) =>
    when(
      connection !== undefined &&
        (connection.subdomain !== settings.bambooSubdomain || connection.siAddress !== settings.siAddress),
      'other-company',
    ),
  ({ connection: { changed = [] } = { changed: [] } }) =>
    when(changed.includes('key-owner') || changed.includes('acting-user'), 'somebody-else'),
  ({ connection }) => when((connection?.changed?.length ?? 0) > 0, 'needs-preview'),
  suspendedRule,
  ({ importing }) => when(importing, 'importing'),
  blockedRule,
];

function when(holds: boolean, cause: Why['cause']): Why | undefined {
  return holds ? { cause } : undefined;
}

/** What goes away by itself: the next automatic attempt may get through. */
const passing: readonly ErrorCode[] = [
  'bamboo-rate-limited',
  'bamboo-unavailable',
  'bamboo-truncated',
  'si-rate-limited',
  'si-unavailable',
  'si-truncated',
  'offline',
  'timeout',
  'run-interrupted',
  'write-not-confirmed',
];

/** Answers of their own follow: these say that somebody has to look, or that something is going on. */
const noFailures: readonly ErrorCode[] = ['aborted', 'plan-changed', 'plan-blocked', 'plan-empty', 'run-busy'];

function refusedRule(facts: WhyFacts): Why | undefined {
  const error = presentError(facts);
  if (error === undefined || noFailures.includes(error.code)) return undefined;
  if (error.code === 'bamboo-wrong-key') return { cause: 'outdated-key' };
  const isTriedAgain = facts.status.settings.automaticImports && passing.includes(error.code);
  return { cause: isTriedAgain ? 'retrying' : 'failing', error };
}

/** Failures of automatic imports and of the preview that nobody has mended, the latest first. */
export function openFailures({
  status,
  previewError,
  proven,
  plan,
  lastSuccessMs,
  nowMs,
}: WhyFacts): readonly Problem[] {
  const proofs = { ...proven, importMs: lastSuccessMs, previewMs: plan?.takenAtMs };
  const preview = previewError && !isMended(previewError, proofs, nowMs) ? [previewError] : [];
  return [...preview, ...(status.problems ?? [])].toSorted((one, other) => other.atMs - one.atMs);
}

function presentError(facts: WhyFacts): ErrorData | undefined {
  const off = facts.status.settings.automaticImports ? [] : (facts.status.problems ?? []);
  const isOver = (problem: Problem) => off.includes(problem) && !isWhyOff(problem);
  return openFailures(facts).find((problem) => problem.error !== undefined && !isOver(problem))?.error;
}

/** Nothing is tried again while automatic imports are off; why they were switched off stays. */
function isWhyOff({ error }: Problem): boolean {
  return error?.code === 'plan-changed';
}

function suspendedRule({ status: { settings }, nowMs }: WhyFacts): Why | undefined {
  const { automaticImports, suspendedUntilMs: untilMs, suspendReason } = settings;
  if (!automaticImports || untilMs === undefined) return undefined;
  const said = suspendReason === '' ? undefined : suspendReason;
  if (untilMs === 0) return { cause: 'suspended-open', said };
  return untilMs > nowMs ? { cause: 'suspended', atMs: untilMs, said } : undefined;
}

function blockedRule(facts: WhyFacts): Why | undefined {
  const planned = isOutdated(facts.plan, facts.lastSuccessMs) ? [] : facts.blocking;
  const blocks = [...planned, ...automaticBlocks(facts)].filter(({ id }) => id !== 'no-manual-import-yet');
  const hidden = blocks.find(({ id }) => id === 'required-field-hidden');
  if (hidden?.fields?.includes('status') === true) return { cause: 'everybody-locked', guard: hidden };
  if (hidden !== undefined) return { cause: 'fields-hidden', guard: hidden };
  const few = blocks.find(({ id }) => id === 'visible-fell' || id === 'nobody-visible');
  if (few !== undefined) return { cause: 'too-few', ...peopleSeen(facts), guard: few };
  const [guard] = blocks;
  return guard === undefined ? undefined : { cause: 'blocked', guard };
}

/** Automatic imports are held to stricter limits than the plan that is looked at. */
export function automaticBlocks({ status: { settings, problems = [] } }: WhyFacts): readonly GuardFinding[] {
  const guards = settings.automaticImports ? problems.flatMap((problem) => problem.guards ?? []) : [];
  return guards.filter((guard) => guard.effect === 'blocks');
}

/** How many people the key saw at the latest reading, and how many it should see; undefined where nobody said. */
export function peopleSeen({ status, connection, plan, pair }: WhyFacts): Pick<Why, 'n' | 'total'> {
  const { headCount } = status.settings;
  if (connection !== undefined && plan !== undefined && connection.atMs > plan.takenAtMs)
    return { n: connection.visible, total: headCount ?? pair?.lastVisible };
  if (plan === undefined) return { total: headCount };
  const { visible, notVisible, lastVisible } = plan.basis;
  const total = headCount ?? lastVisible;
  return { n: visible, total: notVisible > 0 ? Math.max(total ?? 0, visible + notVisible) : total };
}

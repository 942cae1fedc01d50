import type { Settings } from '../../config/settings.ts';
import type { PairState } from '../../domain/pair-state.ts';
import type { Cause, CauseId, Overdue, Problem } from '../../domain/unattended/telling.ts';
import type { ErrorCode } from '../../shared/app-error.ts';

export interface TellingFacts {
  readonly nowMs: number;
  readonly settings: Settings;
  /** What automatic imports stumbled over and nobody has mended, the latest first. */
  readonly problems: readonly Problem[];
  /** Attempts in a row that did not finish. */
  readonly failedInARow: number;
  /** Of the connected company pair. */
  readonly facts: PairState | undefined;
  readonly overdue: Overdue | undefined;
  /** New people the last automatic import left out: the first account is made by hand, and a question follows it. */
  readonly awaiting?: number | undefined;
}

/** A leaver who keeps an account longer than this is told of (design §3.6). */
const heldLimitMs = 3 * 86_400_000;
/** Two failures are no accident any more. */
const failuresToTell = 2;
const intervalsToMiss = 2;

/** Trouble no later attempt mends by itself; everything else is tried again before anybody is told. */
const onlyAdminMends: Partial<Readonly<Record<ErrorCode, CauseId>>> = {
  'bamboo-wrong-key': 'refused-key',
  'si-wrong-token': 'refused-key',
  'secret-lost': 'refused-key',
  'settings-missing': 'incomplete',
  'settings-invalid': 'incomplete',
  'bamboo-wrong-subdomain': 'incomplete',
  'si-wrong-address': 'incomplete',
  'si-api-not-enabled': 'incomplete',
  'permission-missing': 'access-withheld',
  'preview-needed': 'needs-preview',
  'plan-changed': 'needs-preview',
  'write-blanked-field': 'blanked',
};

/** What a problem is told as. */
function idOf({ error, guards }: Problem): CauseId {
  if (guards !== undefined || error === undefined) return 'blocked';
  return onlyAdminMends[error.code] ?? 'failed';
}

/**
 * Which earlier problems stand beside a new one. Whoever was stopped by a rule had read everything, so nothing else stands;
 * an attempt that failed has disproved no rule and no refusal. That every write is refused neither disproves.
 */
export function standingBeside(now: Problem, earlier: readonly Problem[]): readonly Problem[] {
  const said = new Set<CauseId>([idOf(now), 'failed']);
  return earlier.filter((problem) => {
    if (problem.writing) return !now.writing;
    return now.guards === undefined && !said.has(idOf(problem)) && said.add(idOf(problem));
  });
}

/** Everything an administrator should know of now, but for a failing database, which is told without it. */
export function causesOf(facts: TellingFacts): readonly Cause[] {
  if (facts.settings.mode !== 'sync') return [];
  const problems = facts.problems
    .flatMap((problem) => problemCause(facts, problem) ?? [])
    .filter(({ id }, at, all) => all.findIndex((other) => other.id === id) === at);
  // What was not told does not say it already.
  const missed = problems.every(({ quiet }) => quiet) ? missedCause(facts) : undefined;
  // The rule that waits for the first import by hand after a suspension says it already.
  const hasPiledUp = problems.some(({ parts }) => parts.includes('after-suspension'));
  const suspension = hasPiledUp ? undefined : suspensionCause(facts);
  return [...problems, missed, suspension, awaitingCause(facts), ...fieldCauses(facts), leaversCause(facts)].filter(
    (cause) => cause !== undefined,
  );
}

function problemCause({ settings, failedInARow }: TellingFacts, problem: Problem): Cause | undefined {
  const { error, guards } = problem;
  // Whoever switches automatic imports off wants to hear no more of them; this one is why they were switched off.
  if (!settings.automaticImports && error?.code !== 'plan-changed') return undefined;
  const blocking = guards?.filter(({ effect }) => effect === 'blocks') ?? [];
  if (blocking.length > 0) return { id: 'blocked', parts: blocking.map(({ id }) => id), guards: blocking };
  // The database tells of itself.
  if (error === undefined || error.code.startsWith('storage-')) return undefined;
  const id = idOf(problem);
  const isOnce = id === 'failed' && failedInARow < failuresToTell;
  return { id, parts: [error.code], error, ...(isOnce && { quiet: true }) };
}

function missedCause({ settings, overdue }: TellingFacts): Cause | undefined {
  const missedMs = intervalsToMiss * settings.intervalMinutes * 60_000;
  if (!settings.automaticImports || overdue === undefined || overdue.awakeMs < missedMs) return undefined;
  return { id: 'missed', parts: [String(overdue.attemptMs)] };
}

/** A preview waits for somebody to look at what piled up. */
function suspensionCause({ settings, facts }: TellingFacts): Cause | undefined {
  const { suspension } = facts ?? {};
  if (!settings.automaticImports || !suspension?.looked) return undefined;
  return { id: 'suspension-ended', parts: [String(suspension.untilMs)] };
}

/** An account nobody gets is no failed import: without this nobody would hear of it outside the page. */
function awaitingCause({ settings, facts, awaiting: count }: TellingFacts): Cause | undefined {
  if (!settings.automaticImports || !count || facts?.firstCreation?.state === 'answered') return undefined;
  return { id: 'awaiting-answer', parts: ['creations'], count };
}

function fieldCauses({ problems, facts }: TellingFacts): readonly (Cause | undefined)[] {
  const stopped = problems.flatMap(({ guards = [] }) => guards);
  const blocked = new Set(stopped.flatMap(({ fields = [] }): readonly string[] => fields));
  const { bamboo = [], si = [] } = facts?.lostFields ?? {};
  // A rule that stops the import for the same field says it already.
  const lost = [...new Set([...bamboo, ...si])].filter((field) => !blocked.has(field));
  return [ofFields('not-readable', lost), ofFields('not-writable', facts?.notWritable ?? [])];
}

function ofFields(id: 'not-readable' | 'not-writable', fields: readonly string[]): Cause | undefined {
  return fields.length === 0 ? undefined : { id, parts: fields, fields };
}

function leaversCause({ nowMs, facts }: TellingFacts): Cause | undefined {
  const old = Object.entries(facts?.heldLeavers ?? {}).filter(([, sinceMs]) => nowMs - sinceMs > heldLimitMs);
  return old.length === 0
    ? undefined
    : { id: 'held-leavers', parts: old.map(([siUserId]) => siUserId), count: old.length };
}

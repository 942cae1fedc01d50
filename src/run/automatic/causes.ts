import type { Settings } from '../../config/settings.ts';
import type { PairState } from '../../domain/pair-state.ts';
import type { NamedState } from '../../domain/state.ts';
import { type Cause, type CauseId, isMended, type Overdue, type Proofs } from '../../domain/unattended/telling.ts';
import type { ErrorCode } from '../../shared/app-error.ts';

export interface TellingFacts {
  readonly nowMs: number;
  readonly settings: Settings;
  readonly schedule: NamedState['schedule'] | undefined;
  /** Of the connected company pair. */
  readonly facts: PairState | undefined;
  readonly proofs: Proofs;
  /** A preview made since the last problem shows that no rule would stop an automatic import any more. */
  readonly unblocked: boolean;
  readonly overdue: Overdue | undefined;
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

/** Everything an administrator should know of now, but for a failing database, which is told without it. */
export function causesOf(facts: TellingFacts): readonly Cause[] {
  if (facts.settings.mode !== 'sync') return [];
  const problem = problemCause(facts);
  const missed = problem === undefined ? missedCause(facts) : undefined;
  return [problem, missed, suspensionCause(facts), ...fieldCauses(facts), leaversCause(facts)].filter(
    (cause) => cause !== undefined,
  );
}

function problemCause({ settings, schedule, proofs, unblocked }: TellingFacts): Cause | undefined {
  const problem = schedule?.lastProblem;
  if (problem === undefined || isMended(problem, proofs)) return undefined;
  const { error, guards } = problem;
  // Whoever switches automatic imports off wants to hear no more of them; this one is why they were switched off.
  if (!settings.automaticImports && error?.code !== 'plan-changed') return undefined;
  const blocking = guards?.filter(({ effect }) => effect === 'blocks') ?? [];
  if (blocking.length > 0 && !unblocked) {
    return { id: 'blocked', parts: blocking.map(({ id }) => id), guards: blocking };
  }
  // The database tells of itself.
  if (error === undefined || error.code.startsWith('storage-')) return undefined;
  const id = onlyAdminMends[error.code];
  if (id !== undefined) return { id, parts: [error.code], error };
  const isOnce = (schedule?.failedInARow ?? 0) < failuresToTell;
  return { id: 'failed', parts: [error.code], error, ...(isOnce && { quiet: true }) };
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

function fieldCauses({ schedule, facts }: TellingFacts): readonly (Cause | undefined)[] {
  const blocked = new Set(schedule?.lastProblem?.guards?.flatMap(({ fields = [] }): readonly string[] => fields));
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

import type { GuardFinding } from '../guard.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import { isPast } from '../../shared/stored-time.ts';

/** What an administrator is told outside any page of ours, the most urgent first (design §3.6). */
export const causeIds = [
  'storage',
  'blocked',
  'refused-key',
  'incomplete',
  'access-withheld',
  'needs-preview',
  'blanked',
  'failed',
  'missed',
  'suspension-ended',
  'awaiting-answer',
  'not-readable',
  'not-writable',
  'held-leavers',
] as const;

export type CauseId = (typeof causeIds)[number];

/** Something that needs an administrator, as it is now. */
export interface Cause {
  readonly id: CauseId;
  /** What it consists of; a part that was not told yet is told. Never a name or a value of a person. */
  readonly parts: readonly string[];
  /** Of trouble a run met. */
  readonly error?: ErrorData | undefined;
  /** Of `blocked`: what stops automatic imports. */
  readonly guards?: readonly GuardFinding[] | undefined;
  /** Of `not-readable` and `not-writable`: our names of the fields. */
  readonly fields?: readonly string[] | undefined;
  /** Of `awaiting-answer` and `held-leavers`: people. */
  readonly count?: number | undefined;
  /** It shows on the badge only: the next interval may mend it. */
  readonly quiet?: true | undefined;
}

/** Where in our page each is mended, as the hash of its address. */
export const causePlaces: Readonly<Record<CauseId, string>> = {
  storage: '#health',
  blocked: '#preview',
  'refused-key': '#configuration=keys',
  incomplete: '#configuration=keys',
  'access-withheld': '#health',
  'needs-preview': '#preview',
  blanked: '#history',
  failed: '#health',
  missed: '#health',
  'suspension-ended': '#preview',
  'awaiting-answer': '#preview',
  'not-readable': '#health=fields',
  'not-writable': '#health=fields',
  'held-leavers': '#health=leavers',
};

/** Parts of each cause that were told and are still the case. */
export type Told = Readonly<Partial<Record<CauseId, readonly string[]>>>;

/** How long an automatic import has been due while the browser was running. */
export interface Overdue {
  /** The attempt before it (epoch ms); 0 where there was none. */
  readonly attemptMs: number;
  /** When it was last looked at (epoch ms). */
  readonly atMs: number;
  /** Sleep and closed hours are not counted. */
  readonly awakeMs: number;
}

/** When what a run stumbled over was last seen to work (epoch ms), by anybody's doing. */
export interface Proofs {
  /** An import of this company pair went through. */
  readonly importMs?: number | undefined;
  /** A preview was made: both keys work, both systems answered. */
  readonly previewMs?: number | undefined;
  /** Test Connection reached the system with what is saved, or a new key was saved since. */
  readonly bambooMs?: number | undefined;
  readonly siMs?: number | undefined;
  /** The browser was seen to withhold access to neither system. */
  readonly accessMs?: number | undefined;
  /** A write of this pair has emptied a field, and nobody has released automatic imports since. */
  readonly isBlanked?: boolean | undefined;
}

/** What an automatic import stumbled over: an error, or the rules that stopped it. */
export interface Problem {
  readonly error?: ErrorData | undefined;
  readonly guards?: readonly GuardFinding[] | undefined;
  /** Every write was refused: no reading disproves it. */
  readonly writing?: true | undefined;
  /** Epoch ms. */
  readonly atMs: number;
}

/**
 * Whether the trouble is over, whoever mended it; what a run meets while it writes only an import disproves. What a clock
 * that was ahead has noted proves nothing, and trouble it has noted counts as older than every proof.
 */
export function isMended({ error, writing, atMs: notedMs }: Problem, proofs: Proofs, nowMs: number): boolean {
  if (error?.code === 'write-blanked-field') return proofs.isBlanked !== true;
  const past = (atMs = 0) => (isPast(atMs, nowMs) ? atMs : 0);
  const [importMs, previewMs] = [past(proofs.importMs), past(proofs.previewMs)];
  const [bambooMs, siMs] = [past(proofs.bambooMs), past(proofs.siMs)];
  const atMs = past(notedMs);
  if (importMs > atMs) return true;
  if (error === undefined || writing || error.code.startsWith('write-') || error.code === 'run-interrupted')
    return false;
  if (previewMs > atMs) return true;
  if (error.code.startsWith('bamboo-')) return bambooMs > atMs;
  if (error.code.startsWith('si-')) return siMs > atMs;
  if (error.code === 'secret-lost') return Math.max(bambooMs, siMs) > atMs;
  if (error.code === 'permission-missing' && past(proofs.accessMs) > atMs) return true;
  const isOfNetwork = error.code === 'offline' || error.code === 'timeout' || error.code === 'permission-missing';
  return isOfNetwork && Math.min(bambooMs, siMs) > atMs;
}

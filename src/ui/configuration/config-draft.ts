import type { Settings } from '../../config/settings.ts';
import { isSuspensionDate } from '../../config/suspension-date.ts';
import type { SettingsInput } from '../../messaging/protocol.ts';
import type { Status } from '../../messaging/replies.ts';
import type { ManagedField } from '../../domain/fields.ts';
import { normaliseSubdomain } from '../../shared/bamboo-subdomain.ts';
import { normaliseSiAddress } from '../../shared/si-origin.ts';
import { fromDateInput, toDateInput } from '../format/dates.ts';
import { typedNumber } from '../format/numbers.ts';
import type { PlainKey } from '../format/text.ts';

export type GenderWord = Settings['genderTable'][string];

/** What the form shows; numbers and dates as they are typed. */
export interface Draft {
  readonly bambooSubdomain: string;
  readonly bambooKey: string;
  readonly headCount: string;
  readonly siAddress: string;
  readonly siToken: string;
  readonly keysForSession: boolean;
  readonly automaticImports: boolean;
  readonly sendPasswordEmails: boolean;
  readonly deactivateNotImported: boolean;
  readonly deactivateUnmanaged: boolean;
  readonly showPictures: boolean;
  readonly markManagedFields: boolean;
  readonly idKind: Settings['idKind'];
  readonly usePreferredName: boolean;
  readonly genderRows: readonly { readonly word: string; readonly gender: GenderWord }[];
  readonly emptyMeansEmpty: readonly ManagedField[];
  readonly intervalMinutes: number;
  readonly suspend: 'no' | 'date' | 'open';
  readonly suspendDate: string;
  /** The saved end (epoch ms): the day it shows as depends on where the machine is. */
  readonly suspendSavedMs: number | undefined;
  readonly suspendReason: string;
  readonly retentionDays: string;
  readonly retentionRuns: string;
}

export type FieldErrors = Readonly<Partial<Record<keyof Draft, PlainKey>>>;

/** The saved settings as the form shows them. Secrets are never among them. */
export function toDraft({ settings }: Status, nowMs: number): Draft {
  const until = settings.suspendedUntilMs;
  const suspended = until === 0 ? 'open' : until !== undefined && until > nowMs ? 'date' : 'no';
  return {
    bambooSubdomain: settings.bambooSubdomain,
    bambooKey: '',
    headCount: settings.headCount === undefined ? '' : String(settings.headCount),
    siAddress: settings.siAddress,
    siToken: '',
    keysForSession: settings.keysForSession,
    automaticImports: settings.automaticImports,
    sendPasswordEmails: settings.sendPasswordEmails,
    deactivateNotImported: settings.deactivateNotImported,
    deactivateUnmanaged: settings.deactivateUnmanaged,
    showPictures: settings.showPictures,
    markManagedFields: settings.markManagedFields,
    idKind: settings.idKind,
    usePreferredName: settings.usePreferredName,
    genderRows: Object.entries(settings.genderTable).map(([word, gender]) => ({ word, gender })),
    emptyMeansEmpty: settings.emptyMeansEmpty,
    intervalMinutes: settings.intervalMinutes,
    suspend: suspended,
    suspendDate: suspended === 'date' && until !== undefined ? toDateInput(until) : '',
    suspendSavedMs: suspended === 'date' ? until : undefined,
    suspendReason: settings.suspendReason,
    retentionDays: String(settings.retentionDays),
    retentionRuns: String(settings.retentionRuns),
  };
}

/** What is wrong with the form before the worker is asked. */
export function checkDraft(draft: Draft, nowMs: number): FieldErrors {
  const errors: { -readonly [K in keyof Draft]?: PlainKey } = {};
  if (draft.bambooSubdomain.trim() !== '' && normaliseSubdomain(draft.bambooSubdomain) === undefined) {
    errors.bambooSubdomain = 'config.invalid.subdomain';
  }
  if (draft.siAddress.trim() !== '' && normaliseSiAddress(draft.siAddress) === undefined)
    errors.siAddress = 'config.invalid.address';
  if (draft.headCount.trim() !== '' && wholeNumber(draft.headCount) === undefined)
    errors.headCount = 'config.invalid.number';
  if (wholeNumber(draft.retentionDays) === undefined) errors.retentionDays = 'config.invalid.number';
  if (wholeNumber(draft.retentionRuns) === undefined) errors.retentionRuns = 'config.invalid.number';
  if (draft.suspend === 'date') {
    const untilMs = suspendedUntil(draft);
    if (untilMs === null || !isSuspensionDate({ suspendedUntilMs: untilMs }, nowMs))
      errors.suspendDate = 'config.invalid.date';
  }
  return errors;
}

/** The whole form as the worker takes it; null empties a setting, a secret left blank is left out, so the saved one stays. */
export function toInput(draft: Draft): SettingsInput {
  return {
    mode: 'sync',
    bambooSubdomain: draft.bambooSubdomain.trim(),
    siAddress: draft.siAddress.trim(),
    headCount: wholeNumber(draft.headCount) ?? null,
    keysForSession: draft.keysForSession,
    automaticImports: draft.automaticImports,
    sendPasswordEmails: draft.sendPasswordEmails,
    deactivateNotImported: draft.deactivateNotImported,
    deactivateUnmanaged: draft.deactivateUnmanaged && draft.deactivateNotImported,
    showPictures: draft.showPictures,
    markManagedFields: draft.markManagedFields,
    idKind: draft.idKind,
    usePreferredName: draft.usePreferredName,
    genderTable: Object.fromEntries(
      draft.genderRows
        .map((row) => [row.word.trim().toLowerCase(), row.gender] as const)
        .filter(([word]) => word !== ''),
    ),
    emptyMeansEmpty: [...draft.emptyMeansEmpty],
    intervalMinutes: draft.intervalMinutes,
    suspendedUntilMs: suspendedUntil(draft),
    suspendReason: draft.suspend === 'no' ? '' : draft.suspendReason.trim(),
    retentionDays: wholeNumber(draft.retentionDays),
    retentionRuns: wholeNumber(draft.retentionRuns),
    ...secret('bambooKey', draft.bambooKey),
    ...secret('siToken', draft.siToken),
  };
}

function secret(name: 'bambooKey' | 'siToken', typed: string): SettingsInput {
  return typed.trim() === '' ? {} : { [name]: typed.trim() };
}

function suspendedUntil(draft: Draft): number | null {
  if (draft.suspend === 'open') return 0;
  if (draft.suspend !== 'date') return null;
  const { suspendSavedMs: savedMs, suspendDate } = draft;
  return savedMs !== undefined && toDateInput(savedMs) === suspendDate ? savedMs : (fromDateInput(suspendDate) ?? null);
}

function wholeNumber(typed: string): number | undefined {
  const n = typedNumber(typed);
  return n === 0 ? undefined : n;
}

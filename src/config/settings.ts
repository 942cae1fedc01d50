import '../shared/zod-config.ts';
import { managedFields } from '../domain/fields.ts';
import * as z from 'zod/mini';
import { dictionary } from '../shared/dictionary.ts';
import { normaliseSubdomain } from '../shared/bamboo-subdomain.ts';
import { normaliseSiAddress } from '../shared/si-origin.ts';

const managedField = z.enum(managedFields);

/** The gender table a new installation starts with (design §3.3); words are compared in lower case. */
export const defaultGenderTable = { male: 'male', female: 'female' } as const;

/** Empty, or an address in its one form, wherever it comes from: form, storage or policy. */
function address(normalise: (text: string) => string | undefined) {
  return z.string().check(
    z.overwrite((text) => normalise(text) ?? text.trim()),
    z.refine((text) => text === '' || normalise(text) === text),
  );
}

/** The library's own bounds and whole numbers would be four more of its types in every start of the worker (ADR 24). */
function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  return z.number().check(
    z.refine((n) => Number.isSafeInteger(n), { abort: true, params: { whole: true } }),
    z.refine((n) => n >= least, { params: { least } }),
    z.refine((n) => n <= most, { params: { most } }),
  );
}

/** No date anybody means lies behind it (2100-01-01): microseconds were written for milliseconds. */
const latestInstantMs = 4_102_444_800_000;

const fields = {
  /** `undecided` until the first start asked; `viewer` sees reviews and objectives only. */
  mode: z.enum(['undecided', 'viewer', 'sync']),
  bambooSubdomain: address(normaliseSubdomain),
  /** Origin, e.g. `https://acme.small-improvements.com`; empty when not told. */
  siAddress: address(normaliseSiAddress),
  /** Subdomains on whose profiles a viewer without a `bambooSubdomain` agreed to see Small Improvements. */
  panelCompanies: z.array(address(normaliseSubdomain)).check(z.maxLength(20)),
  headCount: wholeNumber(1),
  /** Keys and token are kept in memory and end with the browser's session. Not together with automatic imports. */
  keysForSession: z.boolean(),
  automaticImports: z.boolean(),
  intervalMinutes: wholeNumber(15),
  /** Epoch ms until which automatic imports are suspended; 0 = until switched on again. */
  suspendedUntilMs: wholeNumber(0, latestInstantMs),
  suspendReason: z.string(),
  sendPasswordEmails: z.boolean(),
  deactivateNotImported: z.boolean(),
  deactivateUnmanaged: z.boolean(),
  showPictures: z.boolean(),
  /** On SI's forms, fields BambooHR would overwrite are read-only. */
  markManagedFields: z.boolean(),
  idKind: z.enum(['bamboo-id', 'employee-number']),
  usePreferredName: z.boolean(),
  genderTable: dictionary(z.enum(['male', 'female', 'unspecified'])),
  emptyMeansEmpty: z.array(managedField),
  retentionDays: wholeNumber(1),
  retentionRuns: wholeNumber(1),
};

/**
 * What the admin chose; no secrets. Stored in the extension's database, presettable by managed policy.
 * Every key has a default, so a settings object of any earlier version parses.
 */
export const settingsSchema = z.object({
  mode: z._default(fields.mode, 'undecided'),
  bambooSubdomain: z._default(fields.bambooSubdomain, ''),
  siAddress: z._default(fields.siAddress, ''),
  panelCompanies: z._default(fields.panelCompanies, []),
  headCount: z.optional(fields.headCount),
  keysForSession: z._default(fields.keysForSession, false),
  automaticImports: z._default(fields.automaticImports, false),
  intervalMinutes: z._default(fields.intervalMinutes, 180),
  suspendedUntilMs: z.optional(fields.suspendedUntilMs),
  suspendReason: z._default(fields.suspendReason, ''),
  sendPasswordEmails: z._default(fields.sendPasswordEmails, false),
  deactivateNotImported: z._default(fields.deactivateNotImported, false),
  deactivateUnmanaged: z._default(fields.deactivateUnmanaged, false),
  showPictures: z._default(fields.showPictures, false),
  markManagedFields: z._default(fields.markManagedFields, false),
  idKind: z._default(fields.idKind, 'bamboo-id'),
  usePreferredName: z._default(fields.usePreferredName, false),
  genderTable: z._default(fields.genderTable, { ...defaultGenderTable }),
  emptyMeansEmpty: z._default(fields.emptyMeansEmpty, []),
  retentionDays: z._default(fields.retentionDays, 365),
  retentionRuns: z._default(fields.retentionRuns, 500),
});

/**
 * A change of some settings: a key left out stays as it is, null empties a key that has no default. Made of the bare
 * fields, because zod fills a default in for an absent key even where the key is optional.
 */
export const settingsChangeSchema = () =>
  z.object({
    ...z.partial(z.object(fields)).shape,
    // As it was typed; saving says which of them is none.
    bambooSubdomain: z.optional(z.string()),
    siAddress: z.optional(z.string()),
    headCount: z.optional(z.nullable(fields.headCount)),
    suspendedUntilMs: z.optional(z.nullable(fields.suspendedUntilMs)),
  });

export type Settings = z.infer<typeof settingsSchema>;

/** The settings of a browser nobody has configured. */
export const defaultSettings: Settings = settingsSchema.parse({});

/** A change of one of these makes every saved plan, and the consent to automatic imports, meaningless (design §4). */
export const identity = ['bambooSubdomain', 'siAddress', 'idKind'] as const satisfies readonly (keyof Settings)[];

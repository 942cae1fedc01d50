import { BAMBOO_CHOICES, type BambooModes, defaultBambooModes } from './bamboo-modes.ts';
import { defaultPageModes, PAGE_CHOICES, type SiPageModes } from './page-modes.ts';

/** Keys of a profile whose texts a company may store in a form of its own. */
export type StoredKey = 'firstName' | 'lastName' | 'role' | 'department' | 'team' | 'location';

/** White space collapsed, HTML escaped, cut at 20 characters, or any of these refused. */
export const STORED_FORMS = [
  'collapse',
  'escape',
  'escape-twice',
  'escape-cut',
  'entities',
  'plain',
  'cut',
  'refuse',
] as const;
export type StoredForm = (typeof STORED_FORMS)[number];

/** Open questions of the Small Improvements reference §10, one switch each. */
export interface SiModes extends SiPageModes {
  unauthenticated: 'json-401' | 'redirect';
  errorBody: 'json' | 'html' | 'empty';
  csrf: 'none' | 'header';
  /** Name of the external id key, or nowhere but in the lookup endpoint. */
  externalIdKey: 'externalSystemId' | 'employeeId' | 'lookup-only';
  /** Keys of list rows: proven ones, those of MiniUser with the external id, or all. */
  listKeys: 'proven' | 'mini' | 'full';
  userUpdate: 'patch' | 'replace' | 'reject-unknown';
  /** Keys PUT accepts and drops. */
  ignoredUpdateKeys: string[];
  inviteMail: 'unless-told' | 'by-flag' | 'never' | 'always';
  /** Name of the boolean in the invitation. */
  inviteMailFlag: string;
  inviteFields: 'names-only' | 'all';
  inviteDuplicate: 'error' | 'existing';
  /** Name of the login in the invitation. */
  inviteLoginKey: 'either' | 'loginname' | 'email';
  lockResult: 'changed' | 'all';
  managerOmitted: 'clears' | 'error';
  lockedManager: 'rejected' | 'accepted';
  showLockedDefault: boolean;
  includeGuestsDefault: boolean;
  loginLookup: 'case-insensitive' | 'case-sensitive';
  lookupFindsLocked: boolean;
  lookupMissing: '404' | 'null' | 'empty';
  byIdsUnknown: 'skip' | '404';
  byIdsFindsLocked: boolean;
  /** Whether lists and profiles tell who is an administrator, a guest or of SI's staff (reference §3.3, §3.4). */
  rightsShown: boolean;
  duplicateExternalId: 'error' | 'allowed';
  /** How a hire date is written in answers: number, ISO text, plain date, date and time without a zone. */
  hiringDate: 'epoch' | 'iso' | 'day' | 'local';
  /** The moment a hire date stands at, in UTC or in the company's zone (corrections §9). */
  hiringDateAt: 'utc' | 'zone-midnight' | 'zone-23-before';
  /** Whether a moment that was written comes back as it was, or as the moment its day stands at. */
  hiringDateKeeps: 'instant' | 'day';
  /** Logins and mail addresses that are no address. */
  loginForm: 'refuse' | 'anything';
  /** What becomes of texts, by key of the profile. */
  storedForm: Partial<Record<StoredKey, StoredForm>>;
  /** Corrections §9: the moment an objective is due at. */
  dueAt: 'zone-midnight' | 'utc-midnight';
  /** Words of `customReplacements`. */
  vocabulary: 'plain' | 'renamed';
  /** Corrections §14. */
  userAgent: 'optional' | 'required';
  ruleStatus: 400 | 409 | 422;
  exportReply: 'csv' | 'json';
  rateLimit: null | { perMinute: number; retryAfter: 'seconds' | 'date' | 'none' };
  /** API access is granted by Small Improvements on request (reference §1.2). */
  apiEnabled: boolean;
  sessionHosts: 'same' | 'all';
  /** `SameSite` of the session cookie; the real one is not documented (reference §1.2). */
  sessionCookie: 'lax' | 'none';
  externalLookup: 'everybody' | 'admins';
  reviewsOfOthers: 'empty' | 'forbidden';
  /** Longest accepted request target, bytes. */
  maxUrlBytes: number;
}

export interface Modes {
  bamboo: BambooModes;
  si: SiModes;
}

/** Fresh defaults. */
export function defaultModes(): Modes {
  return {
    bamboo: defaultBambooModes(),
    si: {
      unauthenticated: 'json-401',
      errorBody: 'json',
      csrf: 'none',
      externalIdKey: 'externalSystemId',
      listKeys: 'mini',
      userUpdate: 'patch',
      ignoredUpdateKeys: [],
      inviteMail: 'unless-told',
      inviteMailFlag: 'sendMail',
      inviteFields: 'names-only',
      inviteDuplicate: 'error',
      inviteLoginKey: 'either',
      lockResult: 'changed',
      managerOmitted: 'clears',
      lockedManager: 'rejected',
      showLockedDefault: false,
      includeGuestsDefault: false,
      loginLookup: 'case-insensitive',
      lookupFindsLocked: true,
      lookupMissing: '404',
      byIdsUnknown: 'skip',
      byIdsFindsLocked: true,
      rightsShown: true,
      duplicateExternalId: 'error',
      hiringDate: 'epoch',
      hiringDateAt: 'utc',
      hiringDateKeeps: 'instant',
      loginForm: 'refuse',
      storedForm: {},
      dueAt: 'zone-midnight',
      vocabulary: 'plain',
      userAgent: 'optional',
      ruleStatus: 400,
      exportReply: 'csv',
      rateLimit: null,
      apiEnabled: true,
      sessionHosts: 'same',
      sessionCookie: 'lax',
      externalLookup: 'everybody',
      reviewsOfOthers: 'empty',
      maxUrlBytes: 8192,
      ...defaultPageModes(),
    },
  };
}

const SI_CHOICES: Partial<Record<keyof SiModes, readonly unknown[]>> = {
  unauthenticated: ['json-401', 'redirect'],
  errorBody: ['json', 'html', 'empty'],
  csrf: ['none', 'header'],
  externalIdKey: ['externalSystemId', 'employeeId', 'lookup-only'],
  listKeys: ['proven', 'mini', 'full'],
  userUpdate: ['patch', 'replace', 'reject-unknown'],
  inviteMail: ['unless-told', 'by-flag', 'never', 'always'],
  inviteFields: ['names-only', 'all'],
  inviteDuplicate: ['error', 'existing'],
  inviteLoginKey: ['either', 'loginname', 'email'],
  lockResult: ['changed', 'all'],
  managerOmitted: ['clears', 'error'],
  lockedManager: ['rejected', 'accepted'],
  loginLookup: ['case-insensitive', 'case-sensitive'],
  lookupMissing: ['404', 'null', 'empty'],
  byIdsUnknown: ['skip', '404'],
  duplicateExternalId: ['error', 'allowed'],
  hiringDate: ['epoch', 'iso', 'day', 'local'],
  hiringDateAt: ['utc', 'zone-midnight', 'zone-23-before'],
  hiringDateKeeps: ['instant', 'day'],
  loginForm: ['refuse', 'anything'],
  dueAt: ['zone-midnight', 'utc-midnight'],
  vocabulary: ['plain', 'renamed'],
  userAgent: ['optional', 'required'],
  ruleStatus: [400, 409, 422],
  exportReply: ['csv', 'json'],
  sessionHosts: ['same', 'all'],
  sessionCookie: ['lax', 'none'],
  externalLookup: ['everybody', 'admins'],
  reviewsOfOthers: ['empty', 'forbidden'],
  ...PAGE_CHOICES,
};

const CHOICES: Record<string, Record<string, readonly unknown[]>> = { bamboo: BAMBOO_CHOICES, si: SI_CHOICES };

const STORED_KEYS = new Set<string>(['firstName', 'lastName', 'role', 'department', 'team', 'location']);

/** Refuses values that no list of choices can describe. */
function checkShape(side: string, name: string, value: unknown, present: unknown): void {
  if (Array.isArray(present) && !(Array.isArray(value) && value.every((entry) => typeof entry === 'string'))) {
    throw new RangeError(`mode "${side}.${name}" is a list of names`);
  }
  if (name !== 'storedForm') return;
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  if (!entries.every(([key, form]) => STORED_KEYS.has(key) && STORED_FORMS.includes(form as StoredForm))) {
    throw new RangeError(`mode "si.storedForm" gives keys of a profile one of ${STORED_FORMS.join(', ')}`);
  }
}

/**
 * Merges a partial mode object into the live one.
 * Throws RangeError on an unknown side, name or value, before anything is changed.
 */
export function mergeModes(modes: Modes, patch: unknown): void {
  const sides = modes as unknown as Record<string, Record<string, unknown>>;
  const entries: Array<[string, string, unknown]> = [];
  for (const [side, values] of Object.entries((patch ?? {}) as Record<string, Record<string, unknown>>)) {
    const target = sides[side];
    if (!target) throw new RangeError(`unknown side "${side}"`);
    for (const [name, value] of Object.entries(values)) {
      if (!(name in target)) throw new RangeError(`unknown mode "${side}.${name}"`);
      const choices = CHOICES[side]?.[name];
      if (choices && !choices.includes(value)) {
        throw new RangeError(`mode "${side}.${name}" is one of ${choices.join(', ')}`);
      }
      checkShape(side, name, value, target[name]);
      entries.push([side, name, value]);
    }
  }
  for (const [side, name, value] of entries) (sides[side] as Record<string, unknown>)[name] = value;
}

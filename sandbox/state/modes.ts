import { defaultPageModes, PAGE_CHOICES, type SiPageModes } from './page-modes.ts';

/** Undocumented or varying behaviour of BambooHR; the default is the most likely or the least kind one. */
export interface BambooModes {
  /** Reference §2.1, §11.1: Basic on list-employees. */
  listBasicAuth: 'allowed' | 'unauthorized' | 'forbidden';
  /** Reference §2.1: `_restrictedFields` on rows with nothing withheld. */
  restrictedFields: 'present-empty' | 'absent';
  /** Reference §11.7: unset dates in list-employees. */
  listUnsetDate: 'null' | 'zeros';
  /** Reference §2.1: order without `sort`. */
  listOrder: 'scattered' | 'id';
  /** Reference §11.4: a report column readable on some employees only. */
  partialField: 'null' | 'absent';
  /** Reference §2.5: the empty map. */
  changedEmpty: 'array' | 'object';
  /** Reference §11.3. */
  changedScope: 'all' | 'visible';
  /** Reference §2.3: sharing of the company directory. */
  directory: 'on' | 'org-chart' | 'off';
  /** Reference §11.2: form B with an unknown subdomain. */
  gatewayUnknownCompany: 401 | 403 | 404;
  /** Reference §1.5: the page session authenticates API calls. */
  sessionCookieOnApi: boolean;
  /** Reference §9.3: the markup of the profile pages. */
  era: string;
}

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
  duplicateExternalId: 'error' | 'allowed';
  hiringDate: 'epoch' | 'iso' | 'day';
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
    bamboo: {
      listBasicAuth: 'allowed',
      restrictedFields: 'present-empty',
      listUnsetDate: 'null',
      listOrder: 'scattered',
      partialField: 'null',
      changedEmpty: 'array',
      changedScope: 'all',
      directory: 'on',
      gatewayUnknownCompany: 404,
      sessionCookieOnApi: true,
      era: 'fabric-2025',
    },
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
      duplicateExternalId: 'error',
      hiringDate: 'epoch',
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

const CHOICES: Record<string, readonly unknown[]> = {
  'bamboo.listBasicAuth': ['allowed', 'unauthorized', 'forbidden'],
  'bamboo.restrictedFields': ['present-empty', 'absent'],
  'bamboo.listUnsetDate': ['null', 'zeros'],
  'bamboo.listOrder': ['scattered', 'id'],
  'bamboo.partialField': ['null', 'absent'],
  'bamboo.changedEmpty': ['array', 'object'],
  'bamboo.changedScope': ['all', 'visible'],
  'bamboo.directory': ['on', 'org-chart', 'off'],
  'bamboo.gatewayUnknownCompany': [401, 403, 404],
  'si.unauthenticated': ['json-401', 'redirect'],
  'si.errorBody': ['json', 'html', 'empty'],
  'si.csrf': ['none', 'header'],
  'si.externalIdKey': ['externalSystemId', 'employeeId', 'lookup-only'],
  'si.listKeys': ['proven', 'mini', 'full'],
  'si.userUpdate': ['patch', 'replace', 'reject-unknown'],
  'si.inviteMail': ['unless-told', 'by-flag', 'never', 'always'],
  'si.inviteFields': ['names-only', 'all'],
  'si.inviteDuplicate': ['error', 'existing'],
  'si.inviteLoginKey': ['either', 'loginname', 'email'],
  'si.lockResult': ['changed', 'all'],
  'si.managerOmitted': ['clears', 'error'],
  'si.lockedManager': ['rejected', 'accepted'],
  'si.loginLookup': ['case-insensitive', 'case-sensitive'],
  'si.lookupMissing': ['404', 'null', 'empty'],
  'si.byIdsUnknown': ['skip', '404'],
  'si.duplicateExternalId': ['error', 'allowed'],
  'si.hiringDate': ['epoch', 'iso', 'day'],
  'si.ruleStatus': [400, 409, 422],
  'si.exportReply': ['csv', 'json'],
  'si.sessionHosts': ['same', 'all'],
  'si.sessionCookie': ['lax', 'none'],
  'si.externalLookup': ['everybody', 'admins'],
  'si.reviewsOfOthers': ['empty', 'forbidden'],
  ...PAGE_CHOICES,
};

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
      const choices = CHOICES[`${side}.${name}`];
      if (choices && !choices.includes(value)) {
        throw new RangeError(`mode "${side}.${name}" is one of ${choices.join(', ')}`);
      }
      entries.push([side, name, value]);
    }
  }
  for (const [side, name, value] of entries) (sides[side] as Record<string, unknown>)[name] = value;
}

/** File types BambooHR stores photos in. */
export type PhotoFormat = 'png' | 'jpeg' | 'bmp' | 'gif';

/** `plain`, or what is wrong with the answer of list-employees. */
export type ListAnswer =
  | 'plain'
  | 'no-page'
  | 'no-meta'
  | 'text-total'
  | 'high-total'
  | 'error-body'
  | 'html-type'
  | 'fewer-rows'
  | 'cut-short';

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
  /** Reference §2.5, corrections §3: the empty map. */
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
  /** Corrections §1: `older` does not know the names and filters the newest documentation added. */
  listRevision: 'newest' | 'older';
  /** Ways a list answer can be odd while the report is right. */
  listAnswer: ListAnswer;
  /** Canonical names of fields no source of this company offers. */
  unoffered: string[];
  /** Canonical names of fields every source shows, empty for everybody. */
  blank: string[];
  /** Corrections §7: job title, department and location of the report change places. */
  reportValues: 'aligned' | 'exchanged' | 'exchanged-few';
  /** Corrections §4: the type photos were stored in; `mixed` gives every person one of the four. */
  photoFormat: PhotoFormat | 'mixed';
  /** Reference §5.3, corrections §4: what a photo is announced as. */
  photoContentType: 'stored' | 'jpeg' | 'octet-stream' | 'html';
  /** Photos are filled up to so many bytes. */
  photoBytes: number;
  /** Reference §3.4: form A with an unknown subdomain. */
  unknownCompany: 'redirect' | 404;
}

/** Fresh defaults of the BambooHR side. */
export function defaultBambooModes(): BambooModes {
  return {
    listBasicAuth: 'allowed',
    restrictedFields: 'present-empty',
    listUnsetDate: 'null',
    listOrder: 'scattered',
    partialField: 'null',
    changedEmpty: 'object',
    changedScope: 'all',
    directory: 'on',
    gatewayUnknownCompany: 404,
    sessionCookieOnApi: true,
    era: 'fabric-2025',
    listRevision: 'newest',
    listAnswer: 'plain',
    unoffered: [],
    blank: [],
    reportValues: 'aligned',
    photoFormat: 'png',
    photoContentType: 'stored',
    photoBytes: 0,
    unknownCompany: 'redirect',
  };
}

/** The values a mode may have; modes that are not listed take anything. */
export const BAMBOO_CHOICES: Partial<Record<keyof BambooModes, readonly unknown[]>> = {
  listBasicAuth: ['allowed', 'unauthorized', 'forbidden'],
  restrictedFields: ['present-empty', 'absent'],
  listUnsetDate: ['null', 'zeros'],
  listOrder: ['scattered', 'id'],
  partialField: ['null', 'absent'],
  changedEmpty: ['array', 'object'],
  changedScope: ['all', 'visible'],
  directory: ['on', 'org-chart', 'off'],
  gatewayUnknownCompany: [401, 403, 404],
  listRevision: ['newest', 'older'],
  listAnswer: [
    'plain',
    'no-page',
    'no-meta',
    'text-total',
    'high-total',
    'error-body',
    'html-type',
    'fewer-rows',
    'cut-short',
  ],
  reportValues: ['aligned', 'exchanged', 'exchanged-few'],
  photoFormat: ['png', 'jpeg', 'bmp', 'gif', 'mixed'],
  photoContentType: ['stored', 'jpeg', 'octet-stream', 'html'],
  unknownCompany: ['redirect', 404],
};

/**
 * What the content script and the worker say to each other. Parsed by hand: a schema library would be most of the
 * script that every BambooHR page loads.
 */

/** What a profile page says about itself; the worker asks for it, the page's own scripts never see it. */
export interface PageFacts {
  readonly employeeId: string;
  /** Addresses shown on the page, the most likely work email first. */
  readonly emails: readonly string[];
  /** Title and headings: whose name the page carries. */
  readonly heading: string;
  /** Whoever is signed in at BambooHR, as far as the page tells. */
  readonly viewer: { readonly employeeId?: string; readonly email?: string; readonly name?: string };
}

/** How the shown person stands in the current preview, ready to be read. */
export interface SyncMark {
  readonly tone: 'good' | 'info' | 'warn' | 'calm';
  readonly text: string;
}

/** Worker → content script of the top frame. */
export const describePage = { viewer: 'describePage' } as const;

/** Script of a page that was no profile → worker: it has become one without a load. */
export const arrival = { viewer: 'arrive' } as const;

/** Content script → worker. */
export type PageCall = {
  readonly viewer: 'readSyncMark' | 'openPerson';
  readonly employeeId: string;
};

export function isDescribePage(message: unknown): boolean {
  return isRecord(message) && message['viewer'] === describePage.viewer;
}

export function isArrival(message: unknown): boolean {
  return isRecord(message) && message['viewer'] === arrival.viewer;
}

/** Undefined for anything that is not a call of a content script. */
export function parsePageCall(message: unknown): PageCall | undefined {
  if (!isRecord(message)) return undefined;
  const { viewer, employeeId } = message;
  if (viewer !== 'readSyncMark' && viewer !== 'openPerson') return undefined;
  return isId(employeeId) ? { viewer, employeeId } : undefined;
}

export function parsePageFacts(value: unknown): PageFacts | undefined {
  if (!isRecord(value) || !isId(value['employeeId']) || typeof value['heading'] !== 'string') return undefined;
  const { employeeId, heading, emails, viewer } = value;
  if (!Array.isArray(emails) || !emails.every((email) => typeof email === 'string') || !isRecord(viewer))
    return undefined;
  return {
    employeeId,
    heading,
    emails: emails.slice(0, 3),
    viewer: { ...text(viewer, 'employeeId'), ...text(viewer, 'email'), ...text(viewer, 'name') },
  };
}

export function parseSyncMark(value: unknown): SyncMark | undefined {
  if (!isRecord(value)) return undefined;
  const { tone, text: words } = value;
  const known = tones.find((each) => each === tone);
  return known !== undefined && typeof words === 'string' ? { tone: known, text: words } : undefined;
}

const tones = ['good', 'info', 'warn', 'calm'] as const;

function text<K extends string>(record: Readonly<Record<string, unknown>>, key: K): { readonly [P in K]?: string } {
  const value = record[key];
  return (typeof value === 'string' ? { [key]: value } : {}) as { readonly [P in K]?: string };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

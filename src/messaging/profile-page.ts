import type { Call } from './wire.ts';

/** What content scripts and the worker say to each other, without a schema library: every BambooHR page loads this. */

export const views = ['reviews', 'objectives'] as const;
/** One of the two panels. */
export type View = (typeof views)[number];

/** What a profile page says about itself; the worker asks for it, the page's own scripts never see it. */
export interface PageFacts {
  readonly employeeId: string;
  /** Addresses shown on the page, the most likely work email first. */
  readonly emails: readonly string[];
  /** Title and headings: whose name the page carries. */
  readonly heading: string;
  /** Whoever is signed in at BambooHR, as far as the page tells. */
  readonly viewer: {
    readonly employeeId?: string | undefined;
    readonly email?: string | undefined;
    readonly name?: string | undefined;
  };
  /** Views whose tab was pressed by hand on this profile. */
  readonly pressed: readonly View[];
}

/** How the shown person stands in the current preview, ready to be read. */
export interface SyncMark {
  readonly tone: 'good' | 'info' | 'warn' | 'calm';
  readonly text: string;
}

/** What of ours belongs in a profile page. */
export interface OverlayRights {
  /** The page may be the viewer's company. */
  readonly shown: boolean;
  /** An administrator's chip has something to say. */
  readonly chip: boolean;
}

/** Script of a page that was no profile → worker: it has become one without a load. */
export const arrival: Call = { family: 'profile', command: 'arrive', data: null };

/** Worker → content script of the top frame. */
export const describePage = { ask: 'describePage' } as const;

export function isDescribePage(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'ask' in message && message.ask === describePage.ask;
}

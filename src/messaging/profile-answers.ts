import type { ObjectiveCycle } from '../domain/objective.ts';
import type { ReviewCycle } from '../domain/review.ts';
import type { OverlayRights, SyncMark } from './profile-page.ts';
import type { ProfileCommand } from './profile-protocol.ts';

/** Whether panels answer on the profiles of an origin; `ask`: nobody has said so far that it is the viewer's company. */
export type Access = 'allowed' | 'ask' | 'refused';

/** Why nothing was asked of SI: who the page belongs to, or that nobody has asked for it by hand. */
export type Threshold =
  /** Nobody has said so far that this is the viewer's company. */
  | { readonly state: 'ask-company'; readonly host: string }
  /** The viewer's company is another one. */
  | { readonly state: 'other-company' }
  /** No tab of ours was pressed for this view of this profile. */
  | { readonly state: 'press-first' };

/** Reasons to show something else than data; each has its own words in the panel. */
export type Refusal =
  | Threshold
  /** Nobody is signed in at SI. Where the address is not known for sure, the panel asks for it. */
  | { readonly state: 'signed-out'; readonly loginUrl: string; readonly addressKnown: boolean }
  /** Signed in at SI in a tab, but the browser does not send that session along with our requests. */
  | { readonly state: 'session-kept'; readonly siUrl: string }
  /** One's own profile, and nothing tells whether the session is one's own: the viewer is asked. */
  | { readonly state: 'is-it-you'; readonly viewer: string; readonly viewerId: string; readonly siUrl: string }
  | { readonly state: 'someone-else'; readonly viewer: string; readonly siUrl: string }
  /** `emailSeen`: the page showed an address to look for. */
  | { readonly state: 'not-found'; readonly emailSeen: boolean; readonly siUrl: string }
  | { readonly state: 'forbidden'; readonly siUrl: string }
  | { readonly state: 'module-off' };

/** What both panels show around their data. */
export interface Shown {
  readonly state: 'shown';
  readonly person: string;
  readonly own: boolean;
  readonly viewer: string;
  readonly siUrl: string;
  /** The company's own words, e.g. `manager` → "PR host". */
  readonly vocabulary: Readonly<Record<string, string>>;
}

export interface ReviewsShown extends Shown {
  readonly cycles: readonly ReviewCycle[];
}

export interface ObjectivesShown extends Shown {
  readonly cycles: readonly ObjectiveCycle[];
}

export type ReviewsAnswer = ReviewsShown | Refusal;
export type ObjectivesAnswer = ObjectivesShown | Refusal;

/** What commands answer that answer something; all others answer null. */
interface Replies {
  readonly readReviews: ReviewsAnswer;
  readonly readObjectives: ObjectivesAnswer;
  /** Null where this browser is not connected as an admin. */
  readonly readSyncMark: SyncMark | null;
  readonly readOverlay: OverlayRights;
}

export type ProfileReply<C extends ProfileCommand> = C extends keyof Replies ? Replies[C] : null;

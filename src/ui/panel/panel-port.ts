import type { ObjectivesAnswer, ReviewsAnswer } from '../../messaging/profile-answers.ts';
import type { SyncMark, View } from '../../messaging/profile-page.ts';

export type PanelView = View;

/** Which profile and view the frame was opened for, and how the page around it looks. */
export interface PanelPlace {
  /** `mark`: the administrator's chip. */
  readonly view: PanelView | 'mark';
  readonly employeeId: string;
  readonly theme: 'light' | 'dark';
  readonly font: 'serif' | 'monospace' | 'sans-serif';
}

export type PanelData =
  | { readonly view: 'reviews'; readonly answer: ReviewsAnswer }
  | { readonly view: 'objectives'; readonly answer: ObjectivesAnswer };

/** What the viewer did in this panel by hand. */
export interface ByHand {
  readonly pressed: boolean;
  /** The id of the account the viewer said is their own. */
  readonly confirmed?: string | undefined;
  readonly loggedIn: boolean;
}

/** The worker and browser behind a panel; tests hand in an object. */
export interface PanelPort {
  read(byHand: ByHand): Promise<PanelData>;
  rememberAddress(address: string): Promise<void>;
  /** The viewer agrees to see Small Improvements on this page's company. */
  allowCompany(): Promise<void>;
  openTab(url: string): void;
  /** Calls back whenever a login may have happened elsewhere, or the network is back. Returns the undo. */
  onMaybeChanged(listener: () => void): () => void;
}

/** The worker behind the chip. */
export interface ChipPort {
  read(): Promise<SyncMark | null>;
  open(): Promise<void>;
}

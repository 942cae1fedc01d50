import type { ObjectivesAnswer, ReviewsAnswer } from '../../messaging/profile-answers.ts';

export type PanelView = 'reviews' | 'objectives';

/** Which profile and view the frame was opened for, and how the page around it looks. */
export interface PanelPlace {
  readonly view: PanelView;
  readonly employeeId: string;
  readonly theme: 'light' | 'dark';
  readonly font: string;
}

export type PanelData =
  | { readonly view: 'reviews'; readonly answer: ReviewsAnswer }
  | { readonly view: 'objectives'; readonly answer: ObjectivesAnswer };

/** The worker and browser behind a panel; tests hand in an object. */
export interface PanelPort {
  read(): Promise<PanelData>;
  rememberAddress(address: string): Promise<void>;
  openTab(url: string): void;
  /** Calls back whenever a login may have happened elsewhere, or the network is back. Returns the undo. */
  onMaybeChanged(listener: () => void): () => void;
}

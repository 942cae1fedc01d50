import type { Photo, PictureClaim } from '../domain/people.ts';
import type { ManagedField } from '../domain/fields.ts';

/** What the content script of Small Improvements' pages and the worker say to each other, without a schema library. */

/** What of ours a page shows. */
export interface SiPageChoice {
  readonly pictures: boolean;
  readonly fields: boolean;
}

/** Of whom a form is, when it is somebody the reconcile owns. */
export interface ManagedPerson {
  /** Fields an edit of which would not last. */
  readonly fields: readonly ManagedField[];
  readonly profileUrl: string;
  /** Ready to be read, in the browser's language. */
  readonly texts: { readonly managed: string; readonly open: string };
}

/** Every question of the content script: what it carries and what it is answered. */
export interface SiPageCalls {
  readonly readChoice: { readonly data: null; readonly reply: SiPageChoice };
  /** Null: Small Improvements' own picture stays. */
  readonly readPicture: { readonly data: PictureClaim; readonly reply: Photo | null };
  /** `ids`: parts of the page's address. Null: the form is left alone. */
  readonly readManaged: { readonly data: { readonly ids: readonly string[] }; readonly reply: ManagedPerson | null };
}

export type SiPageCommand = keyof SiPageCalls;

/** Worker → content script: what it may show is to be asked again. */
export interface ChoiceNews {
  readonly ask: 'readChoiceAgain';
  /** Settings or decisions are others: what was answered about a person may be another as well. */
  readonly anew: boolean;
}

export function isChoiceNews(message: unknown): message is ChoiceNews {
  return typeof message === 'object' && message !== null && 'ask' in message && message.ask === 'readChoiceAgain';
}

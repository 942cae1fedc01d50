import type { Page } from 'playwright-core';

export type Role = Parameters<Page['getByRole']>[0];

export interface Wanted {
  /** A text is looked for anywhere in the name and in any case, unless `exact`. */
  readonly name?: string | RegExp;
  readonly exact?: boolean;
  readonly disabled?: boolean;
  readonly selected?: boolean;
}

/** What is found by role, label or text, in whatever browser; each use looks anew and waits until it is there. */
export interface Found {
  click(): Promise<void>;
  fill(text: string): Promise<void>;
  check(): Promise<void>;
  setChecked(checked: boolean): Promise<void>;
  /** @default the state 'visible' */
  waitFor(options?: { readonly state?: 'visible' | 'detached'; readonly timeout?: number }): Promise<void>;
  /** At once, without waiting. */
  count(): Promise<number>;
  isChecked(): Promise<boolean>;
  isDisabled(): Promise<boolean>;
  inputValue(): Promise<string>;
  innerText(): Promise<string>;
  allTextContents(): Promise<string[]>;
  first(): Found;
  nth(index: number): Found;
  filter(by: { readonly hasText: string | RegExp }): Found;
  getByRole(role: Role, wanted?: Wanted): Found;
}

/** Where things are found: a page, or a frame in it. */
export interface Place {
  getByRole(role: Role, wanted?: Wanted): Found;
  getByLabel(text: string): Found;
  getByText(text: string | RegExp): Found;
  /** By CSS selector, into open shadow roots as well. */
  locator(selector: string): Found;
}

/** The part of Playwright's page that the walks use, so that another browser's driver can walk them as well. */
export interface PageWords extends Place {
  frameLocator(selector: string): Place;
  evaluate<Value, Given>(work: (given: Given) => Value | Promise<Value>, given?: Given): Promise<Value>;
  waitForTimeout(ms: number): Promise<void>;
  goto(url: string): Promise<unknown>;
  waitForURL(url: string): Promise<void>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
}

/** The tabs of a browser. */
export interface Tabs<Each extends PageWords = PageWords> {
  newPage(): Promise<Each>;
  /** The next tab somebody opens. */
  waitForEvent(event: 'page', options: { readonly timeout: number }): Promise<Each>;
}

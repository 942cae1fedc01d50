/**
 * What is looked for in BambooHR's pages beside links. Classes are of no use: they change with every build
 * (BambooHR reference §9.3). How often each is found stands beside it and is checked against every era in Chromium.
 */
export const pageSelectors = {
  /** Analytics ids of the main navigation; links in it are never tabs of a profile. */
  mainNavigation: '[data-bi-id^="main-nav"]',
  main: '#js-main-content, main, [role="main"]',
  /** Tabs without addresses are found by their role only. */
  tabList: '[role="tablist"]',
  /** Menus and dialogs hold copies of tabs that are none. */
  popup: '[role="menu"], [role="listbox"], [role="dialog"], dialog, [popover]',
  heading: 'h1',
  mailLink: 'a[href^="mailto:"]',
} as const;

type PageSelector = keyof typeof pageSelectors;

/** Matches on the first tab of a profile, by era of the markup; `*` is every era not named. */
export const expectedMatches: Readonly<Record<PageSelector, Readonly<Record<string, number>>>> = {
  mainNavigation: { 'bem-2018': 6, '*': 7, 'prototype-2026': 7 },
  main: { 'bem-2018': 0, '*': 1 },
  tabList: { 'fab-2021': 1, 'jss-2023': 1, 'prototype-2026': 1, '*': 0 },
  popup: { '*': 0 },
  heading: { '*': 1 },
  mailLink: { '*': 1 },
};

/** Marks of ours on elements of the page; `overlay.css` and the clean-up know them. */
export const marks = {
  /** An element of ours. */
  own: 'data-si-overlay',
  /** Native content that gives way to a panel. */
  hidden: 'data-si-hidden',
  /** A native tab that is not the open one while one of ours is. */
  muted: 'data-si-muted',
  /** The line of a native tab, put away while one of ours is open. */
  line: 'data-si-line',
  /** What a native tab was before it was muted, for a successor of this script. */
  was: 'data-si-was',
} as const;

/** Of elements of ours: nothing is seen of them without `overlay.css`, which goes with the extension. */
export const shown = {
  contents: 'var(--si-contents, none)',
  block: 'var(--si-block, none)',
  flex: 'var(--si-flex, none)',
} as const;

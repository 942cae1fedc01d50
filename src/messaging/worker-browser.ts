interface Globals {
  readonly browser?: unknown;
  readonly chrome?: unknown;
}

const { browser: own, chrome } = globalThis as Globals;

/**
 * What `wxt/browser` gives in the worker's build: the browser's own interface, whose promises are all the worker needs. The
 * library that gives older ones promises is for pages and pages of others; here it would be read and set up at each wake-up.
 */
export const browser = own ?? chrome;

import { ensureBrowser } from '../find-browser.ts';

/**
 * A Firefox that takes extensions without Mozilla's signature: the ESR does, the ordinary release does not.
 * Errors: NoBrowser with the instruction. Effects: may install packages.
 */
export function ensureFirefox(): string {
  return ensureBrowser({
    title: 'Firefox ESR',
    names: ['firefox-esr'],
    variable: 'FIREFOX_PATH',
    packages: ['firefox-esr'],
  });
}

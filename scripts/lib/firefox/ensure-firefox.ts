import { ensureProgram } from '../find-program.ts';

/**
 * A Firefox that takes extensions without Mozilla's signature: the ESR does, the ordinary release does not.
 * Errors: NoProgram with the instruction. Effects: may install packages.
 */
export function ensureFirefox(): string {
  return ensureProgram({
    title: 'Firefox ESR',
    names: ['firefox-esr'],
    variable: 'FIREFOX_PATH',
    packages: ['firefox-esr'],
  });
}

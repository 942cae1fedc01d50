import { ensureProgram } from './find-program.ts';

/** A Chromium that takes unpacked extensions. Errors: NoProgram with the instruction. Effects: may install packages. */
export function ensureChromium(): string {
  return ensureProgram({
    title: 'Chromium',
    // Google Chrome is not among them: since version 137 it ignores `--load-extension`.
    names: ['chromium', 'chromium-browser'],
    variable: 'CHROMIUM_PATH',
    packages: ['chromium', 'chromium-l10n'],
  });
}

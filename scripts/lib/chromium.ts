import { ensureBrowser } from './find-browser.ts';

/** A Chromium that takes unpacked extensions. Errors: NoBrowser with the instruction. Effects: may install packages. */
export function ensureChromium(): string {
  return ensureBrowser({
    title: 'Chromium',
    // Google Chrome is not among them: since version 137 it ignores `--load-extension`.
    names: ['chromium', 'chromium-browser'],
    variable: 'CHROMIUM_PATH',
    packages: ['chromium', 'chromium-l10n'],
  });
}

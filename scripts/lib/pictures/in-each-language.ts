import { startSandbox } from '../../../sandbox/start-sandbox.ts';
import { buildExtension } from '../build-extension.ts';
import { ensureChromium } from '../chromium.ts';
import { NoProgram } from '../find-program.ts';
import { type GuideLanguage, guideLanguages } from '../guide/read-guide.ts';
import { type LaunchedBrowser, launchBrowser } from '../launch.ts';
import { type Camera, walkScenes } from './walk-scenes.ts';

export interface Photographer {
  readonly take: Camera;
  /** After the last scene, with the browser still there. */
  finish(browser: LaunchedBrowser): Promise<void>;
}

/**
 * Builds the extension and walks its scenes once in each language, with a company and a browser of its own. What goes
 * wrong is told and ends the command with 1, a missing Chromium with 2.
 */
export async function inEachLanguage(photographerFor: (language: GuideLanguage) => Photographer): Promise<boolean> {
  try {
    ensureChromium();
    buildExtension();
    for (const language of guideLanguages) await walkIn(language, photographerFor(language));
    return true;
  } catch (error) {
    console.error(error instanceof NoProgram ? error.message : error);
    process.exitCode = error instanceof NoProgram ? 2 : 1;
    return false;
  }
}

async function walkIn(language: GuideLanguage, { take, finish }: Photographer): Promise<void> {
  const sandbox = await startSandbox({ employees: 250, seed: 1 });
  try {
    const browser = await launchBrowser({ port: sandbox.port, language, hideScrollbars: true });
    try {
      await walkScenes(browser, sandbox, language, take);
      await finish(browser);
    } finally {
      await browser.close();
    }
  } finally {
    await sandbox.stop();
  }
}

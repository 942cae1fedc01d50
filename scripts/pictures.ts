import { mkdir, rm, writeFile } from 'node:fs/promises';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { guideFolder, guideLanguages } from './lib/guide/read-guide.ts';
import { buildExtension } from './lib/build-extension.ts';
import { ensureChromium } from './lib/chromium.ts';
import { NoProgram } from './lib/find-program.ts';
import { launchBrowser } from './lib/launch.ts';
import { madeOf, pictureListFile, pictureNames } from './lib/pictures/picture-list.ts';
import { takePictures } from './lib/pictures/take-pictures.ts';

/** Takes the pictures of the user guide: the built extension and the sandbox's company, in both languages. */
async function main(): Promise<void> {
  ensureChromium();
  buildExtension();
  const shown = new Map<string, Set<string>>(pictureNames.map((name) => [name, new Set()]));
  let bytes = 0;
  for (const language of guideLanguages) {
    const folder = `${guideFolder(language)}images/`;
    const sandbox = await startSandbox({ employees: 250, seed: 1 });
    const browser = await launchBrowser({ port: sandbox.port, language });
    try {
      const pictures = await takePictures(browser, sandbox, language);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      for (const picture of pictures) {
        await writeFile(`${folder}${picture.name}.webp`, picture.bytes);
        bytes += picture.bytes.length;
        for (const key of picture.keys) shown.get(picture.name)?.add(key);
      }
    } finally {
      await browser.close();
      await sandbox.stop();
    }
  }
  const shows = Object.fromEntries(
    pictureNames.map((name) => [name, [...(shown.get(name) ?? [])].toSorted().join(' ')]),
  ) as never;
  await writeFile(pictureListFile, `${JSON.stringify({ shows, madeOf: madeOf(shows) }, undefined, 2)}\n`);
  console.log(`${pictureNames.length} pictures in ${guideLanguages.length} languages, ${Math.round(bytes / 1000)} kB`);
}

main().catch((error: unknown) => {
  console.error(error instanceof NoProgram ? error.message : error);
  process.exitCode = error instanceof NoProgram ? 2 : 1;
});

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { guideFolder, guideLanguages } from './lib/guide/read-guide.ts';
import { guideCamera } from './lib/pictures/guide-camera.ts';
import { inEachLanguage } from './lib/pictures/in-each-language.ts';
import { madeOf, pictureListFile, pictureNames } from './lib/pictures/picture-list.ts';

/** Takes the pictures of the user guide: the built extension and the sandbox's company, in both languages. */
const shown = new Map<string, Set<string>>(pictureNames.map((name) => [name, new Set()]));
let bytes = 0;
const taken = await inEachLanguage((language) => {
  const camera = guideCamera(language);
  return {
    take: camera.take,
    async finish() {
      const folder = `${guideFolder(language)}images/`;
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      for (const picture of camera.taken) {
        await writeFile(`${folder}${picture.name}.webp`, picture.bytes);
        bytes += picture.bytes.length;
        for (const key of picture.keys) shown.get(picture.name)?.add(key);
      }
    },
  };
});
if (taken) {
  const shows = Object.fromEntries(
    pictureNames.map((name) => [name, [...(shown.get(name) ?? [])].toSorted().join(' ')]),
  ) as never;
  await writeFile(pictureListFile, `${JSON.stringify({ shows, madeOf: madeOf(shows) }, undefined, 2)}\n`);
  console.log(`${pictureNames.length} pictures in ${guideLanguages.length} languages, ${Math.round(bytes / 1000)} kB`);
}

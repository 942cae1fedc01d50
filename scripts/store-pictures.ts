import { mkdir, rm, writeFile } from 'node:fs/promises';
import { inEachLanguage } from './lib/pictures/in-each-language.ts';
import { storeCamera } from './lib/pictures/store-camera.ts';
import { takeTile } from './lib/pictures/tile.ts';

/**
 * Takes the pictures for the stores, in both languages: what visitors see beside the listing, and the tile of the Chrome
 * Web Store. They are not kept with the sources: a release takes them anew.
 */
const root = '.output/store';
let bytes = 0;
await rm(root, { recursive: true, force: true });
const taken = await inEachLanguage((language) => {
  const folder = `${root}/${language}`;
  const keep = async (name: string, picture: Buffer) => {
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/${name}.png`, picture);
    bytes += picture.length;
  };
  return {
    take: storeCamera(keep),
    finish: async (browser) => keep('tile-440x280', await takeTile(browser, language)),
  };
});
if (taken) console.log(`Pictures for the stores are in ${root}, ${Math.round(bytes / 1000)} kB`);

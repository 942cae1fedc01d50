import type { Page } from 'playwright-core';
import { painted } from '../walk-main-job.ts';
import { capture } from './capture.ts';
import type { Camera, Scene } from './walk-scenes.ts';

/** Scenes for the stores, in the order in which visitors are to see them. */
export const storeScenes = ['new-person', 'run', 'reviews', 'health', 'connection'] as const satisfies readonly Scene[];

/** Pixels of the page on a picture of that width; a small picture shows a smaller window, so that it can be read. */
const widths = [1280, 640] as const;
const windowWidth = (scene: Scene, width: number) => (width === 1280 ? 1280 : scene === 'reviews' ? 1120 : 1000);

/** What the Chrome Web Store asks for: 24 bits a pixel, without transparency. */
const opaque = 2;

/** Takes the whole window in both sizes, and hands each picture on under its name, such as `2-run-1280x800`. */
export function storeCamera(keep: (name: string, picture: Buffer) => Promise<void>): Camera {
  return async (scene, page, of) => {
    const index = (storeScenes as readonly Scene[]).indexOf(scene);
    if (index < 0) return;
    await page.bringToFront();
    const before = page.viewportSize();
    for (const pixels of widths) {
      const width = windowWidth(scene, pixels);
      const window = { width, height: (width * 5) / 8 };
      await page.setViewportSize(window);
      // What leads to it is to be seen above it.
      await of?.evaluate((element) => element.scrollIntoView({ block: 'end' }));
      const picture = await takeOpaque(page, { ...window, scale: pixels / width });
      await keep(`${index + 1}-${scene}-${pixels}x${(pixels * 5) / 8}`, picture);
    }
    if (before) await page.setViewportSize(before);
  };
}

/** The page from its left upper corner, as PNG. Throws where a store would refuse it. */
export async function takeOpaque(
  page: Page,
  { width, height, scale }: { readonly width: number; readonly height: number; readonly scale: number },
): Promise<Buffer> {
  await painted(page);
  const picture = await capture(page, { format: 'png', scale, clip: { x: 0, y: 0, width, height } });
  const facts = [picture.readUInt32BE(16), picture.readUInt32BE(20), picture.readUInt8(25)];
  const wanted = [Math.round(width * scale), Math.round(height * scale), opaque];
  if (facts.join() !== wanted.join()) throw new Error(`a picture is ${facts.join()}, wanted is ${wanted.join()}`);
  return picture;
}

import type { Locator, Page } from 'playwright-core';
import { readMessages } from '../../../test/ui/messages.ts';
import type { GuideLanguage } from '../guide/read-guide.ts';
import { painted } from '../walk-main-job.ts';
import { capture } from './capture.ts';
import { keysShown, type PictureName, pictureNames } from './picture-list.ts';
import type { Camera, Scene } from './walk-scenes.ts';

export interface TakenPicture {
  readonly name: PictureName;
  readonly bytes: Buffer;
  /** Keys of the texts to be seen on it. */
  readonly keys: readonly string[];
}

const quality = 62;

/** Takes the pictures of the user guide: the window, or what matters in it, as WebP. */
export function guideCamera(language: GuideLanguage): { readonly take: Camera; readonly taken: TakenPicture[] } {
  const messages = readMessages(language);
  const taken: TakenPicture[] = [];
  const take: Camera = async (scene, page, of) => {
    if (!isPicture(scene)) return;
    await page.bringToFront();
    await painted(page);
    const bytes = await shoot(page, of);
    const seen = (await (of ?? page.locator('body')).innerText()).split('\n');
    taken.push({ name: scene, bytes, keys: keysShown(seen, messages) });
  };
  return { take, taken };
}

function isPicture(scene: Scene): scene is PictureName {
  return (pictureNames as readonly string[]).includes(scene);
}

async function shoot(page: Page, of: Locator | undefined): Promise<Buffer> {
  await of?.scrollIntoViewIfNeeded();
  const box = await of?.boundingBox();
  const window = page.viewportSize() ?? { width: 0, height: 0 };
  return capture(page, { format: 'webp', quality, clip: box ?? { x: 0, y: 0, ...window } });
}

import { readMessages } from '../../../test/ui/messages.ts';
import type { GuideLanguage } from '../guide/read-guide.ts';
import type { LaunchedBrowser } from '../launch.ts';
import { takeOpaque } from './store-camera.ts';

const size = { width: 440, height: 280, scale: 1 };

/** The small promotional tile of the Chrome Web Store: it fills its area, and can be read at half its size. */
export async function takeTile(browser: LaunchedBrowser, language: GuideLanguage): Promise<Buffer> {
  const messages = readMessages(language);
  const page = await browser.context.newPage();
  await page.setViewportSize(size);
  await page.setContent(
    markup(messages['extensionName'] ?? '', `${messages['overlay_reviews']} · ${messages['overlay_objectives']}`),
  );
  const tile = await takeOpaque(page, size);
  await page.close();
  return tile;
}

/** The mark is the icon's, drawn on the tile's own ground. */
function markup(name: string, line: string): string {
  const [first = '', second = ''] = name.split(/(?= for )/);
  return `<!doctype html>
    <style>
      body { margin: 0; height: 280px; box-sizing: border-box; padding: 0 36px; display: flex; flex-direction: column;
        justify-content: center; background: linear-gradient(150deg, #379145, #215b2b); color: #fff;
        font-family: system-ui, sans-serif; }
      svg { width: 112px; height: 112px; margin: 0 0 6px -22px; fill: none; stroke: #fff; stroke-width: 2.4;
        stroke-linecap: round; stroke-linejoin: round; }
      b { font-size: 29px; line-height: 1.2; white-space: nowrap; }
      p { margin: 8px 0 0; font-size: 18px; opacity: .9; }
    </style>
    <svg viewBox="0 0 32 32">
      <path d="M23.6 12.2A8.6 8.6 0 0 0 8.5 11.6M8.4 19.8a8.6 8.6 0 0 0 15.1.6" />
      <path d="M8 7.2v4.6h4.6M24 24.8v-4.6h-4.6" />
      <circle cx="16" cy="16" r="2.6" fill="#fff" stroke="none" />
    </svg>
    <b>${first}<br>${second}</b>
    <p>${line}</p>`;
}

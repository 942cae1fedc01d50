import type { Page } from 'playwright-core';

export interface Capture {
  readonly format: 'webp' | 'png';
  /** Of WebP, 0 to 100. */
  readonly quality?: number;
  /** Pixels of the picture for one of the page; the page is drawn at that scale, not resampled. */
  readonly scale?: number;
  /** In pixels of the page. */
  readonly clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** What the part of the page looks like now. WebP weighs a third of the same picture as PNG. */
export async function capture(page: Page, { clip, scale = 1, ...format }: Capture): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { ...format, clip: { ...clip, scale } });
  await session.detach();
  return Buffer.from(data, 'base64');
}

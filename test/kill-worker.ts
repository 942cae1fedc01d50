import type { Page } from 'playwright-core';

/** Ends the worker from outside, as the browser ends it: whatever it was at is lost. The end is told before it is over. */
export async function killWorker(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

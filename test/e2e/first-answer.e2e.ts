import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Status } from '../../src/messaging/replies.ts';
import { killWorker } from '../kill-worker.ts';
import { connect, type Product, startProduct } from './product.ts';

interface Extension {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<Answer> } };
}
interface Answer {
  readonly ok: boolean;
  readonly value?: Status;
  readonly error?: { readonly code: string };
}

const work = 'background-work.js';

function ask(page: Page, command: string, data: unknown = null): Promise<Answer> {
  return page.evaluate((call) => (globalThis as unknown as Extension).chrome.runtime.sendMessage(call), {
    family: 'page',
    command,
    data,
  });
}

/** The scripts the worker that is running has read. */
async function scriptsRead({ browser }: Product): Promise<string[]> {
  return (await browser.worker()).evaluate(() => Object.keys((globalThis as unknown as { parts: object }).parts));
}

it('says how things stand before the worker reads its second script, which any other command has it read', async () => {
  const product = await startProduct();
  await connect(product);
  const { page } = product;
  const before = await ask(page, 'getStatus');

  await killWorker(page);
  // A worker that is still going away would answer.
  await page.waitForTimeout(500);
  const after = await ask(page, 'getStatus');
  expect(after).toEqual(before);
  expect(after.value).toMatchObject({ secrets: { bambooKey: true, siToken: true }, previewSeen: true, invalid: [] });
  expect(await scriptsRead(product)).not.toContain(work);

  expect(await ask(page, 'undecide', { id: 7 })).toMatchObject({ ok: false, error: { code: 'message-invalid' } });
  expect(await scriptsRead(product)).toContain(work);
});

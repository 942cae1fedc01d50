import type { Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { type LaunchedBrowser, launchBrowser } from '../../scripts/lib/launch.ts';
import { chooseSync, connectionOf, fillConnection, saveAndPreview } from '../../scripts/lib/walk.ts';
import type { Figure } from './figure.ts';

/** A company of the sandbox, and a browser whose extension is connected to it and shows its first preview. */
export interface Connected {
  readonly sandbox: Sandbox;
  readonly browser: LaunchedBrowser;
  readonly page: Page;
}

/** Measures at a connected browser, and ends it and its company. */
export async function atConnected(
  employees: number,
  measure: (at: Connected) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ employees });
  const browser = await launchBrowser({ port: sandbox.port });
  try {
    const page = await browser.openPopupTab();
    await connectPage(page, sandbox);
    return await measure({ sandbox, browser, page });
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

/** From the first question of a new installation to its first preview. */
export async function connectPage(page: Page, { accounts }: Sandbox): Promise<void> {
  await chooseSync(page);
  await fillConnection(page, connectionOf(accounts));
  await saveAndPreview(page);
}

import type { Accounts } from '../../sandbox/accounts.ts';
import type { Found, PageWords, Tabs } from './page-words.ts';
import { readPlan, readStored } from './stored.ts';

/** The user's steps through the extension's page, by role and name only: what a screen reader would find. */

/** Long enough for 5,000 people on two busy cores. */
const workMs = 10 * 60_000;

export interface Connection {
  readonly subdomain: string;
  readonly apiKey: string;
  readonly address: string;
  readonly token: string;
  readonly headCount?: number;
}

export function connectionOf(accounts: Accounts): Connection {
  const { bamboo, smallImprovements, headCount } = accounts;
  // Whoever connects a key for a part of the company does not expect to see all of it.
  const seesAll = bamboo.apiKey === bamboo.keys['full'];
  return {
    subdomain: bamboo.subdomain,
    apiKey: bamboo.apiKey,
    address: smallImprovements.address,
    token: smallImprovements.token,
    ...(seesAll ? { headCount } : {}),
  };
}

/** The very first question of a new installation. */
export async function chooseSync(page: PageWords): Promise<void> {
  await page.getByRole('button', { name: 'Set up the synchronisation' }).click();
}

export async function fillConnection(page: PageWords, connection: Connection): Promise<void> {
  await page.getByRole('textbox', { name: 'BambooHR ID (subdomain)' }).fill(connection.subdomain);
  await page.getByLabel('BambooHR API key').fill(connection.apiKey);
  await page.getByLabel('Small Improvements address').fill(connection.address);
  await page.getByLabel('Small Improvements access token').fill(connection.token);
  if (connection.headCount !== undefined) {
    await page.getByLabel('Number of employees').fill(String(connection.headCount));
  }
}

/** Clicks "Test Connection" and waits until the button is ready again. */
export async function testConnection(page: PageWords): Promise<void> {
  await page.getByRole('button', { name: 'Test Connection' }).click();
  await page.getByRole('button', { name: 'Test Connection', disabled: false }).waitFor({ timeout: workMs });
}

/** "Save" leads to the preview, which reads both systems when there is none yet. */
export async function saveAndPreview(page: PageWords): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await waitForPreview(page);
}

export async function refreshPreview(page: PageWords): Promise<void> {
  await page.getByRole('tab', { name: 'Preview' }).click();
  await untilNewPlan(page, () => page.getByRole('button', { name: 'Refresh preview' }).click());
}

async function untilNewPlan(page: PageWords, act: () => Promise<void>): Promise<void> {
  await untilAnotherPlan(page, act);
  await waitForPreview(page);
}

/** Until another plan than the present one is stored: its bar stays in view meanwhile. */
export async function untilAnotherPlan(page: PageWords, act: () => Promise<void>): Promise<void> {
  const before = await planId(page);
  await act();
  for (const untilMs = Date.now() + workMs; (await planId(page)) === before; await page.waitForTimeout(50)) {
    if (Date.now() > untilMs) throw new Error('no new preview came');
  }
}

async function planId(page: PageWords): Promise<string | undefined> {
  const [plan] = (await readStored(page, 'plans')) as { readonly id: string }[];
  return plan?.id;
}

/** Until the worker is idle again and the bar shows a plan. */
export async function waitForPreview(page: PageWords): Promise<void> {
  await kindBar(page).waitFor({ timeout: workMs });
  await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: workMs });
}

export function kindBar<Each extends PageWords>(page: Each): ReturnType<Each['getByRole']> {
  return page.getByRole('group', { name: 'Changes by kind' }) as ReturnType<Each['getByRole']>;
}

/** The numbers on the bar, by the label of the segment. */
export async function readCounts(page: PageWords): Promise<Record<string, number>> {
  const names = await kindBar(page).getByRole('button').allTextContents();
  const counts: Record<string, number> = {};
  for (const name of names) {
    const parts = /^(.*\D)\s*([\d.,\u00a0\u202f]+)$/.exec(name.trim());
    if (parts?.[1] && parts[2]) counts[parts[1].trim()] = Number(parts[2].replaceAll(/\D/g, ''));
  }
  return counts;
}

/** Confirms the import and waits for its result, e.g. `Imported 45, failed 0, skipped 0`. */
export async function importAll(page: PageWords): Promise<string> {
  await page.getByRole('button', { name: 'Import…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  // It closes when the import has begun; until then the result of the one before it may still be shown.
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: workMs });
  return waitForResult(page);
}

/**
 * Answers, if it is asked, whether Small Improvements mailed the first person created, and waits for the preview that
 * follows. True when there was a question.
 */
async function answerFirstCreation(page: PageWords): Promise<boolean> {
  // What is stored decides: the page may still be about to show the question.
  const pairs = (await readStored(page, 'pairs')) as { readonly firstCreation?: { readonly state: string } }[];
  if (!pairs.some((pair) => pair.firstCreation?.state === 'asked')) return false;
  await untilNewPlan(page, () => page.getByRole('button', { name: 'Not mailed' }).click());
  return true;
}

/** Imports, answers the question about the first creation if it comes, and imports the people who waited for it. */
export async function importEverybody(page: PageWords): Promise<string[]> {
  const results = [await importAll(page)];
  if (!(await answerFirstCreation(page))) return results;
  const { selected, guards } = await readPlan(page);
  // Nobody waits where the first creation was the only one.
  const open = Object.keys(selected).length > 0 && !guards.some((guard) => guard.effect === 'blocks');
  if (open) results.push(await importAll(page));
  return results;
}

export async function waitForResult(page: PageWords): Promise<string> {
  const result = page.getByRole('status').filter({ hasText: /Imported \d+/ });
  await result.waitFor({ timeout: workMs });
  return (await result.innerText()).trim();
}

/** The page a click opens. A click that meets a frame just being resized can be lost: it is made again, as a person would. */
export async function openByClick<Each extends PageWords>(tabs: Tabs<Each>, target: Found): Promise<Each> {
  for (const triesLeft of [2, 1, 0]) {
    const opened = tabs.waitForEvent('page', { timeout: triesLeft > 0 ? 5_000 : workMs });
    // Without a handler of its own a refusal during the click would end the process.
    opened.catch(() => undefined);
    await target.click();
    try {
      return await opened;
    } catch (error) {
      if (triesLeft === 0) throw error;
    }
  }
  throw new Error('no page was opened');
}

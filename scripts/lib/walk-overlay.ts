import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import type { LaunchedBrowser } from './launch.ts';
import { openByClick } from './walk.ts';

export interface WalkedOverlay {
  readonly reviews: number;
  readonly objectives: number;
  readonly screenshots: readonly string[];
}

const waitMs = 20_000;

/** Signs in at BambooHR, opens a profile, logs in at SI from the tab itself, and counts what both tabs show. */
export async function walkOverlay(browser: LaunchedBrowser, sandbox: Sandbox, folder: string): Promise<WalkedOverlay> {
  const page = await browser.context.newPage();
  const screenshots: string[] = [];
  const shoot = async (name: string) => {
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    screenshots.push(path);
  };
  await openProfile(page, sandbox);
  await page.getByRole('link', { name: 'Reviews' }).click({ timeout: waitMs });
  const reviews = page.frameLocator('iframe[title="Small Improvements reviews"]');
  await logIn(browser, sandbox, page);
  await filled(reviews);
  await page.bringToFront();
  await shoot('9-reviews');
  const shown = { reviews: await reviews.getByRole('article').count(), objectives: 0 };
  await page.getByRole('link', { name: 'Objectives' }).click();
  const objectives = page.frameLocator('iframe[title="Small Improvements objectives"]');
  await filled(objectives);
  await shoot('10-objectives');
  shown.objectives = await objectives.getByRole('article').count();
  await page.close();
  return { ...shown, screenshots };
}

/** Until the panel shows something: an entry, or the sentence that there is none. */
export async function filled(panel: FrameLocator): Promise<void> {
  await panel
    .getByRole('article')
    .or(panel.getByRole('status'))
    .or(panel.getByRole('heading'))
    .first()
    .waitFor({ timeout: waitMs });
  await panel
    .getByRole('article')
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => undefined);
}

/** The profile of somebody whose reviews and objectives the administrator may see. */
export async function openProfile(page: Page, sandbox: Sandbox): Promise<void> {
  const { login, subdomain } = sandbox.accounts.bamboo;
  const id = sandbox.state.bamboo.keys.find((key) => key.name === 'selfOnly')?.employeeId;
  await page.goto(
    `https://${subdomain}.bamboohr.com/login.php?r=${encodeURIComponent(`/employees/employee.php?id=${id}`)}`,
  );
  await page.getByLabel('Email').fill(login.email);
  await page.getByLabel('Password').fill(login.password);
  await page.getByRole('button', { name: 'Log In' }).click();
}

const english = { title: 'Small Improvements reviews', button: 'Log in to Small Improvements' };

/** Logs in from the panel; `names` are the panel's in another language. */
export async function logIn(browser: LaunchedBrowser, sandbox: Sandbox, page: Page, names = english): Promise<void> {
  const button = page.frameLocator(`iframe[title="${names.title}"]`).getByRole('button', { name: names.button });
  await button.waitFor({ timeout: waitMs });
  const login = await openByClick(browser.context, button);
  await login.getByLabel('Email').fill(sandbox.accounts.smallImprovements.login.email);
  await login.getByLabel('Password').fill(sandbox.accounts.smallImprovements.login.password);
  await login.getByRole('button', { name: 'Log in' }).click();
  await login.waitForURL('**/app/home');
  await login.close();
}

import type { BrowserContext, Locator, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { eraNames } from '../../sandbox/bamboo/pages/find-era.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import type { LaunchedBrowser, LaunchOptions } from '../../scripts/lib/launch.ts';
import type { PageWords, Place, Tabs } from '../../scripts/lib/page-words.ts';
import { launchForTest } from './launch-for-test.ts';

export interface OverlayProduct {
  readonly sandbox: Sandbox;
  readonly browser: LaunchedBrowser;
  readonly context: BrowserContext;
  /** A tab that is signed in at BambooHR. */
  readonly page: Page;
}

export interface OverlayOptions {
  readonly era?: string;
  readonly sandbox?: SandboxOptions;
  readonly browser?: Partial<LaunchOptions>;
  /** Who uses the browser. @default 'admin' */
  readonly as?: 'admin' | 'employee';
  /** Signed in at Small Improvements as well. @default true */
  readonly signedIn?: boolean;
  /** `SameSite` of the cookie Small Improvements sets. @default 'lax' */
  readonly siCookie?: 'lax' | 'none';
}

/** The built extension under test; another folder for a build of one's own. */
const extension = process.env['TEST_EXTENSION'];

/** Sandbox and Chromium with the extension, somebody signed in at BambooHR; all gone with the test. */
export async function startOverlay(options: OverlayOptions = {}): Promise<OverlayProduct> {
  const sandbox = await startSandbox({ employees: 60, ...options.sandbox });
  onTestFinished(() => sandbox.stop());
  if (options.era !== undefined) sandbox.modes.bamboo.era = options.era;
  if (options.siCookie !== undefined) sandbox.modes.si.sessionCookie = options.siCookie;
  const browser = await launchForTest({
    port: sandbox.port,
    // Wide enough for the longest row of tabs and ours in the widest letters a machine may have.
    viewport: { width: 1440, height: 800 },
    ...(extension === undefined ? {} : { extension }),
    ...options.browser,
  });
  const { context } = browser;
  const page = await context.newPage();
  await logInAtBamboo(page, sandbox, options.as ?? 'admin');
  const product = { sandbox, browser, context, page };
  if (options.signedIn !== false) await logInAtSi(product, options.as ?? 'admin');
  return product;
}

export async function logInAtBamboo(page: PageWords, sandbox: Sandbox, as: 'admin' | 'employee'): Promise<void> {
  const { subdomain, login, employeeLogin } = sandbox.accounts.bamboo;
  const { email, password } = as === 'admin' ? login : employeeLogin;
  await page.goto(`https://${subdomain}.bamboohr.com/login.php`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log In' }).click();
  await page.waitForURL('**/home');
}

/** In a tab of its own, at the host everybody can sign in at unless another is named. */
export async function logInAtSi(
  { context, sandbox }: { readonly context: Pick<Tabs, 'newPage'>; readonly sandbox: Sandbox },
  as: 'admin' | 'employee',
  host = 'app',
): Promise<void> {
  const { login, employeeLogin } = sandbox.accounts.smallImprovements;
  const page = await context.newPage();
  await page.goto(`https://${host}.small-improvements.com/login`);
  await fillSiLogin(page, as === 'admin' ? login : employeeLogin);
  await page.close();
}

export async function fillSiLogin(
  page: PageWords,
  login: { readonly email: string; readonly password: string },
): Promise<void> {
  await page.getByLabel('Email').fill(login.email);
  await page.getByLabel('Password').fill(login.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL('**/app/home');
}

export function profileUrl(sandbox: Sandbox, employeeId: string, rest = ''): string {
  return `https://${sandbox.accounts.bamboo.subdomain}.bamboohr.com/employees/employee.php?id=${employeeId}${rest}`;
}

/** The employee whose reviews and objectives the admin certainly sees. */
export function sampleId(sandbox: Sandbox): string {
  return idOfKey(sandbox, 'selfOnly');
}

export function adminId(sandbox: Sandbox): string {
  return idOfKey(sandbox, 'full');
}

function idOfKey(sandbox: Sandbox, name: string): string {
  const id = sandbox.state.bamboo.keys.find((key) => key.name === name)?.employeeId;
  if (id === undefined) throw new Error(`there is no key ${name}`);
  return id;
}

/** The tab of ours in the first row, or its link in the launcher. */
export function ownTab<Each extends PageWords>(
  page: Each,
  name: 'Reviews' | 'Objectives',
): ReturnType<Each['locator']> {
  const view = name.toLowerCase();
  const tab = `[data-si-overlay="${view}"] a, [data-si-overlay="corner"] a[href$="#si=${view}"]`;
  return page.locator(tab).first() as ReturnType<Each['locator']>;
}

export function panel<Each extends PageWords>(
  page: Each,
  view: 'reviews' | 'objectives',
): ReturnType<Each['frameLocator']> {
  return page.frameLocator(`iframe[title="Small Improvements ${view}"]`) as ReturnType<Each['frameLocator']>;
}

export async function openPanel<Each extends PageWords>(
  page: Each,
  name: 'Reviews' | 'Objectives',
): Promise<ReturnType<Each['frameLocator']>> {
  await ownTab(page, name).click();
  const frame = panel(page, name === 'Reviews' ? 'reviews' : 'objectives');
  await passThreshold(frame);
  return frame;
}

/** Answers what a panel asks before it reads anything: whether this is the viewer's company, and to press a button. */
export async function passThreshold(frame: Place): Promise<void> {
  const settled = frame.locator('main[aria-busy=false]');
  await settled.waitFor();
  const button = frame.getByRole('button', { name: /^Show | anzeigen$/ });
  if ((await button.count()) === 0) return;
  await button.click();
  await button.waitFor({ state: 'detached' });
  await settled.waitFor();
}

/** The administrator's chip, in its frame. */
export function chipOf(page: Page): Locator {
  return page.frameLocator('iframe[title="Small Improvements"]').getByRole('button', { name: /^Small Improvements: / });
}

/** Every markup the sandbox can serve. */
export const eras = eraNames;

import type { Locator, Page } from 'playwright-core';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { readMessages } from '../../../test/ui/messages.ts';
import type { LaunchedBrowser } from '../launch.ts';
import { painted } from '../walk-main-job.ts';
import { filled, logIn, openProfile } from '../walk-overlay.ts';
import { connectionOf } from '../walk.ts';
import { keysShown, type PictureName } from './picture-list.ts';

export interface TakenPicture {
  readonly name: PictureName;
  readonly bytes: Buffer;
  /** Keys of the texts to be seen on it. */
  readonly keys: readonly string[];
}

const size = { width: 1000, height: 640 };
const quality = 62;
const workMs = 120_000;

/** Walks the job in a fresh browser of the language, and takes the pictures of the user guide on the way. */
export async function takePictures(
  browser: LaunchedBrowser,
  sandbox: Sandbox,
  language: 'en' | 'de',
): Promise<readonly TakenPicture[]> {
  const messages = readMessages(language);
  const say = (key: string) => messages[key] ?? fail(`there is no text ${key}`);
  const button = (page: Page | Locator, key: string) => page.getByRole('button', { name: say(key), exact: true });
  const taken: TakenPicture[] = [];
  const take = async (name: PictureName, page: Page, of?: Locator) => {
    await page.bringToFront();
    await painted(page);
    const bytes = await shoot(page, of);
    const seen = (await (of ?? page.locator('body')).innerText()).split('\n');
    taken.push({ name, bytes, keys: keysShown(seen, messages) });
  };

  const page = await browser.openPopupTab();
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await button(page, 'welcome_sync').waitFor();
  await page.locator('.read-more').waitFor();
  await take('welcome', page);

  await button(page, 'welcome_sync').click();
  const { subdomain, apiKey, address, token, headCount } = connectionOf(sandbox.accounts);
  await page.getByLabel(say('config_bamboo_subdomain')).fill(subdomain);
  await page.getByLabel(say('config_bamboo_key')).fill(apiKey);
  await page.getByLabel(say('config_si_address')).fill(address);
  await page.getByLabel(say('config_si_token')).fill(token);
  await page.getByLabel(say('config_bamboo_headCount')).fill(String(headCount));
  await button(page, 'config_test').click();
  await page.getByText(say('report_rights')).waitFor({ timeout: workMs });
  // High enough for all of what the test found.
  await page.setViewportSize({ ...size, height: 1800 });
  await take('connection', page, page.locator('.report').first());
  await page.setViewportSize(size);

  await button(page, 'config_save').click();
  await idle(page, say('preview_bar'));
  await page
    .locator('.kind-bar, [role=group]')
    .getByRole('button', { name: new RegExp(`^${say('kind_update')}`) })
    .click();
  await page.locator('button[aria-expanded]').first().click();
  await take('preview', page);
  await page.locator('button[aria-pressed=true]').click();

  await button(page, 'import_open').click();
  await take('import-dialog', page, page.getByRole('dialog'));
  await button(page.getByRole('dialog'), 'import_go').click();
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: workMs });
  await button(page, 'firstCreation_notMailed').waitFor({ timeout: workMs });
  await idle(page, say('preview_bar'));
  await take('result', page);

  await page.getByRole('tab', { name: say('app_tab_history') }).click();
  await page.getByRole('list', { name: say('history_list') }).waitFor();
  await take('history', page);
  await page.getByRole('tab', { name: say('app_tab_health') }).click();
  await page.getByRole('heading', { name: say('health_title') }).waitFor();
  await take('health', page);
  await page.getByRole('tab', { name: say('app_tab_configuration') }).click();
  await page.locator('#step-options').waitFor();
  await take('options', page, page.locator('#step-options'));

  const profile = await browser.context.newPage();
  await profile.setViewportSize({ width: 1280, height: 720 });
  await openProfile(profile, sandbox);
  await profile.getByRole('link', { name: say('overlay_reviews'), exact: true }).click({ timeout: workMs });
  const title = say('overlay_reviewsPanel');
  await logIn(browser, sandbox, profile, { title, button: say('panel_signedOut_button') });
  await filled(profile.frameLocator(`iframe[title="${title}"]`));
  await take('reviews', profile);
  return taken;
}

/** Until a preview is shown and nothing is going on. */
async function idle(page: Page, bar: string): Promise<void> {
  await page.getByRole('group', { name: bar }).waitFor({ timeout: workMs });
  await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: workMs });
}

/** The window, or one element of it, as WebP: a third of the size of the same picture as PNG. */
async function shoot(page: Page, of: Locator | undefined): Promise<Buffer> {
  await of?.scrollIntoViewIfNeeded();
  const box = await of?.boundingBox();
  const clip = box ?? { x: 0, y: 0, ...(page.viewportSize() ?? size) };
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality,
    clip: { ...clip, scale: 1 },
  });
  await session.detach();
  return Buffer.from(data, 'base64');
}

function fail(message: string): never {
  throw new Error(message);
}

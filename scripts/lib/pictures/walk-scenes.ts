import type { Locator, Page } from 'playwright-core';
import type { Sandbox } from '../../../sandbox/start-sandbox.ts';
import { readMessages } from '../../../test/ui/messages.ts';
import type { GuideLanguage } from '../guide/read-guide.ts';
import type { LaunchedBrowser } from '../launch.ts';
import { readRuns } from '../stored.ts';
import { filled, logIn, openProfile } from '../walk-overlay.ts';
import { connectionOf, untilAnotherPlan } from '../walk.ts';
import type { PictureName } from './picture-list.ts';

/** Where the walk stops for a picture. */
export type Scene = PictureName | 'new-person' | 'run';

/** Takes a picture of the page if it wants one of this scene; `of` is what matters in it. */
export type Camera = (scene: Scene, page: Page, of?: Locator) => Promise<void>;

const size = { width: 1000, height: 640 };
const workMs = 120_000;

/** Walks the job in a fresh browser of the language, and shows every scene to the camera on the way. */
export async function walkScenes(
  browser: LaunchedBrowser,
  sandbox: Sandbox,
  language: GuideLanguage,
  take: Camera,
): Promise<void> {
  const messages = readMessages(language);
  const say = (key: string) => messages[key] ?? fail(`there is no text ${key}`);
  const button = (page: Page | Locator, key: string) => page.getByRole('button', { name: say(key), exact: true });

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
  const kind = (key: string) =>
    page.getByRole('group', { name: say('preview_bar') }).getByRole('button', { name: new RegExp(`^${say(key)}`) });
  await kind('kind_update').click();
  await page.locator('button[aria-expanded]').first().click();
  await take('preview', page);
  await page.locator('button[aria-expanded=true]').first().click();
  await kind('kind_create').click();
  await page.locator('button[aria-expanded]').first().click();
  await take('new-person', page);
  await page.locator('button[aria-pressed=true]').click();

  await button(page, 'import_open').click();
  await take('import-dialog', page, page.getByRole('dialog'));
  const confirm = async () => {
    await button(page.getByRole('dialog'), 'import_go').click();
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout: workMs });
  };
  await confirm();
  await button(page, 'firstCreation_notMailed').waitFor({ timeout: workMs });
  await idle(page, say('preview_bar'));
  await take('result', page);

  // The people who waited for the answer.
  await untilAnotherPlan(page, () => button(page, 'firstCreation_notMailed').click());
  await idle(page, say('preview_bar'));
  await button(page, 'import_open').click();
  await confirm();
  await runsDone(page, 2);

  await page.getByRole('tab', { name: say('app_tab_history') }).click();
  await page.getByRole('list', { name: say('history_list') }).waitFor();
  await take('history', page);
  await page
    .getByRole('list', { name: say('history_list') })
    .getByRole('button')
    .first()
    .click();
  await page
    .getByRole('list', { name: say('history_people') })
    .locator('button[aria-expanded]')
    .first()
    .click();
  await take('run', page);
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
}

/** Until a preview is shown and nothing is going on. */
async function idle(page: Page, bar: string): Promise<void> {
  await page.getByRole('group', { name: bar }).waitFor({ timeout: workMs });
  await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: workMs });
}

async function runsDone(page: Page, count: number): Promise<void> {
  for (const untilMs = Date.now() + workMs; Date.now() < untilMs; await page.waitForTimeout(50)) {
    const runs = await readRuns(page);
    if (runs.length >= count && runs.every(({ state }) => state === 'done')) return;
  }
  throw new Error('the imports do not end');
}

function fail(message: string): never {
  throw new Error(message);
}

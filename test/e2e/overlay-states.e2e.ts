import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { SiObjective } from '../../sandbox/state/si-state.ts';
import { findLostGrounds } from '../ui/gallery/forced-colors.ts';
import { isTurn } from './counts.ts';
import {
  adminId,
  logInAtSi,
  type OverlayProduct,
  panel,
  passThreshold,
  profileUrl,
  sampleId,
  startOverlay,
} from './overlay-product.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = join('artifacts', 'e2e', 'overlay');

/** A fresh load of a profile with one view open. */
async function show(page: Page, address: string, view: 'reviews' | 'objectives' = 'reviews'): Promise<FrameLocator> {
  await page.goto('about:blank');
  await page.goto(`${address}#si=${view}`);
  const frame = panel(page, view);
  await passThreshold(frame);
  return frame;
}

/** Two pictures for the eye, one in the reader's own colours, and axe for everybody else: the panel's own document. */
async function look(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
  const frame = page.frames().find((each) => each.url().includes('/panel.html'));
  if (!frame) throw new Error('there is no panel');
  // The policy of the extension's page forbids eval, so the script goes in through the debugger.
  await frame.evaluate(axeSource);
  const found = await frame.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  expect(found.violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
  const sideways = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(sideways).toBeLessThanOrEqual(1);
  expect((await findLostGrounds(page, frame)).map((what) => `${name}: ${what}`)).toEqual([]);
  await page.screenshot({ path: join(folder, `${name}-forced.png`) });
  await page.emulateMedia({ forcedColors: 'none' });
}

function siUserOf({ sandbox }: OverlayProduct, employeeId: string) {
  const user = sandbox.state.si.users.find((each) => each.externalSystemId === employeeId);
  if (!user) throw new Error('the employee has no account');
  return user;
}

describe('the panels say what is the case', () => {
  it.runIf(isTurn(0))('from signed out to an answer, with the same words a person would use', async () => {
    const product = await startOverlay({ signedIn: false });
    const { page, sandbox } = product;
    const id = sampleId(sandbox);
    const url = profileUrl(sandbox, id);

    const signedOut = await show(page, url);
    await signedOut.getByRole('button', { name: 'Log in to Small Improvements' }).waitFor();
    await look(page, 'signed-out');

    await signedOut.getByRole('textbox', { name: 'Small Improvements address' }).fill('not an address!');
    await signedOut.getByRole('button', { name: 'Use this address' }).click();
    await signedOut.getByRole('alert').waitFor();
    await look(page, 'address-invalid');

    // Signed in at the company's own host only, and no page of it is open: the address is asked for, once.
    await page.goto('about:blank');
    await logInAtSi(product, 'admin', sandbox.state.si.subdomain);
    const asking = await show(page, url);
    await asking
      .getByRole('textbox', { name: 'Small Improvements address' })
      .fill(`${sandbox.state.si.subdomain}.small-improvements.com/app/home`);
    await asking.getByRole('button', { name: 'Use this address' }).click();
    await asking.getByRole('article').first().waitFor();
    await look(page, 'reviews');

    const objectives = await show(page, url, 'objectives');
    await objectives.getByRole('article').first().waitFor();
    const published = sandbox.state.si.objectives.filter(
      (each) => each.ownerId === siUserOf(product, id).id && each.visibility === 'public',
    );
    expect(await objectives.getByRole('article').count()).toBeGreaterThanOrEqual(published.length);
    await look(page, 'objectives');

    const own = await show(page, profileUrl(sandbox, adminId(sandbox)));
    await own.getByText('about yourself').waitFor();
    expect(sandbox.requests.find({ path: '/api/v2/review/yourReviews' })).not.toEqual([]);

    sandbox.modes.si.reviewsOfOthers = 'forbidden';
    const employee = sandbox.state.si.users.find((each) => each.id === siUserOf(product, id).id);
    if (!employee) throw new Error('nobody');
    const bossOfViewer = siUserOf(product, adminId(sandbox)).managerId;
    const boss = sandbox.state.si.users.find((each) => each.id === bossOfViewer);
    if (boss?.externalSystemId) {
      const forbidden = await show(page, profileUrl(sandbox, boss.externalSystemId));
      await forbidden.getByText('does not show you this').waitFor();
      await look(page, 'forbidden');
      sandbox.modes.si.reviewsOfOthers = 'empty';
      const empty = await show(page, profileUrl(sandbox, boss.externalSystemId));
      await empty.getByText('Nothing to see here yet').waitFor();
      await look(page, 'empty');
    }

    sandbox.state.si.features['review'] = false;
    const off = await show(page, url);
    await off.getByText('Not switched on').waitFor();
    await look(page, 'module-off');
    sandbox.state.si.features['review'] = true;

    const nobody = sandbox.state.bamboo.employees.find(
      (each) =>
        each.status === 'Active' &&
        !sandbox.state.si.users.some(
          (user) => user.externalSystemId === each.id || user.email.toLowerCase() === each.workEmail?.toLowerCase(),
        ),
    );
    if (!nobody) throw new Error('everybody has an account');
    const missing = await show(page, profileUrl(sandbox, nobody.id));
    await missing.getByText('Not found in Small Improvements').waitFor();
    await look(page, 'not-found');
    const noEmail = await show(page, profileUrl(sandbox, nobody.id, '&page=2098'));
    await noEmail.getByText('no work email to look for').waitFor();

    // Without the right to look up ids, the work email on the page decides.
    sandbox.modes.si.externalLookup = 'admins';
    const before = sandbox.requests.entries.length;
    await (await show(page, url)).getByRole('article').first().waitFor();
    expect(sandbox.requests.entries.length).toBeGreaterThan(before);
    sandbox.modes.si.externalLookup = 'everybody';
  });

  it.runIf(isTurn(1))('slow, broken, offline, and somebody else', async () => {
    const product = await startOverlay();
    const { page, sandbox, context } = product;
    const id = sampleId(sandbox);
    const url = profileUrl(sandbox, id);

    sandbox.faults.add({ side: 'si', path: '/api/v2/reviews', count: 1, delayMs: 2_500 });
    await page.goto(`${url}#si=reviews`);
    const slow = panel(page, 'reviews');
    await slow.getByRole('button', { name: 'Show Small Improvements' }).click();
    await slow.getByRole('status').getByText('Loading').waitFor({ state: 'attached' });
    await look(page, 'slow');
    await slow.getByRole('article').first().waitFor();

    sandbox.faults.add({ side: 'si', path: '/api/v2/reviews', count: 'forever', status: 500 });
    const broken = await show(page, url);
    await broken.getByRole('button', { name: 'Try again' }).waitFor();
    await look(page, 'error');
    sandbox.faults.clear();
    await broken.getByRole('button', { name: 'Try again' }).click();
    await broken.getByRole('article').first().waitFor();

    sandbox.setRunning('si', false);
    const offline = await show(page, url);
    await offline.getByText('cannot be reached').waitFor();
    await look(page, 'offline');
    sandbox.setRunning('si', true);
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await offline.getByRole('button', { name: 'Try again' }).click();
    await offline.getByRole('article').first().waitFor();

    // Somebody else's session on a shared computer.
    await context.clearCookies({ domain: 'app.small-improvements.com' });
    await logInAtSi(product, 'employee');
    const other = await show(page, profileUrl(sandbox, adminId(sandbox)));
    await other.getByText('Somebody else is signed in').waitFor();
    expect(await other.getByRole('article').count()).toBe(0);
    await look(page, 'someone-else');
    await other.getByRole('button', { name: 'Open in Small Improvements' }).waitFor();
  });

  it.runIf(isTurn(2))('shows hostile data as text and keeps its shape', async () => {
    const product = await startOverlay();
    const { page, sandbox } = product;
    const id = sampleId(sandbox);
    const user = siUserOf(product, id);
    const cycle = sandbox.state.si.objectiveCycles[0];
    if (!cycle) throw new Error('there is no cycle');
    const titles = [
      '<img src=x onerror="document.title=1"><script>parent.hacked=1</script>',
      '\u202Eright to left override \u2066 and isolates',
      'long'.repeat(2_500),
      '🧗🏽‍♀️ 👩‍👩‍👧‍👦 😀'.repeat(20),
      '   ',
    ];
    sandbox.state.si.objectives = titles.map(
      (title, index): SiObjective => ({
        id: `${'a'.repeat(20)}${index}A`,
        cycleId: cycle.id,
        ownerId: user.id,
        authorId: user.id,
        title,
        visibility: 'public',
        due: Date.UTC(2026, 11, 31),
        createdAt: cycle.from,
        lastModified: cycle.from,
        status: index,
        completionPercentage: index * 30,
        parentId: null,
      }),
    );
    for (const each of sandbox.state.si.reviewCycles) each.name = `<b>${each.name}</b> ${'w'.repeat(10_000)}`;
    user.firstName = '<i>Bobby</i>\u202E';
    const objectives = await show(page, profileUrl(sandbox, id), 'objectives');
    await objectives.getByRole('article').first().waitFor();
    expect(await objectives.getByRole('article').count()).toBe(titles.length);
    expect(await objectives.getByText('<img src=x').count()).toBeGreaterThan(0);
    expect(await objectives.locator('img, article script').count()).toBe(0);
    await look(page, 'hostile-objectives');
    const reviews = await show(page, profileUrl(sandbox, id));
    await reviews.getByRole('article').first().waitFor();
    expect(await reviews.locator('section b').count()).toBe(0);
    await look(page, 'hostile-reviews');
  });

  it.runIf(isTurn(3))('in German, in dark surroundings and by keyboard alone', async () => {
    const product = await startOverlay({ browser: { language: 'de' } });
    const { page, sandbox } = product;
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await page.locator('[data-si-overlay="objectives"] a').waitFor();
    expect(await page.locator('[data-si-overlay="objectives"] a').innerText()).toBe('Ziele');
    await page.getByRole('link', { name: 'Emergency' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const ziele = page.frameLocator('iframe[title="Ziele aus Small Improvements"]');
    await passThreshold(ziele);
    await ziele.getByRole('article').first().waitFor();
    await look(page, 'german');
    await page.goto('about:blank');
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => {
        for (const each of [document.documentElement, document.body]) each?.style.setProperty('background', '#161a15');
      });
    });
    await page.goto(`${profileUrl(sandbox, sampleId(sandbox))}#si=objectives`);
    await passThreshold(ziele);
    await ziele.getByRole('article').first().waitFor();
    await look(page, 'dark');
  });
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectionOf } from '../../scripts/lib/walk.ts';
import { readPlan } from '../../scripts/lib/stored.ts';
import { type Product, startProduct } from './product.ts';
import { places, type Screen } from './screen.ts';
import { seed } from './counts.ts';

const people = { employees: 60, seed };

/** Neither cut off nor scrolled sideways; Chromium grants a popup 800 × 600 at the most. */
async function expectToFit(screen: Screen, isPopup: boolean): Promise<void> {
  const { width, height } = await screen.evaluate<{ width: number; height: number }>(
    '({ width: innerWidth, height: innerHeight })',
  );
  // The page takes the height it was granted a moment after it was opened.
  const beyond =
    '[document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]';
  await expect.poll(async () => Math.max(...(await screen.evaluate<number[]>(beyond)))).toBeLessThanOrEqual(0);
  if (!isPopup) return;
  expect(width).toBeLessThanOrEqual(800);
  expect(height).toBeLessThanOrEqual(600);
  expect(await screen.evaluate('document.documentElement.className')).toBe('in-popup');
}

async function fillIn(screen: Screen, { sandbox }: Product): Promise<void> {
  const { subdomain, apiKey, address, token } = connectionOf(sandbox.accounts);
  // As people paste them.
  await screen.fill('BambooHR ID (subdomain)', ` https://${subdomain.toUpperCase()}.bamboohr.com/home?x=1`);
  await screen.fill('BambooHR API key', apiKey);
  await screen.fill('Small Improvements address', `${address}/app/dashboard#x`);
  await screen.fill('Small Improvements access token', token);
  await screen.fill('Number of employees', String(sandbox.accounts.headCount));
}

/** An empty folder that takes what the browser downloads. */
async function downloads(page: Page): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'downloads-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const session = await page.context().newCDPSession(page);
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  return folder;
}

/** A row's name, from the button that opens it. */
async function someRow(screen: Screen): Promise<string> {
  const { name } = await screen.find('button', /^Show changes for /);
  return name.replace('Show changes for ', '');
}

describe.each(places)('in %s', { timeout: 300_000 }, (place, openIn) => {
  const open = ({ browser }: Product) => openIn(browser);
  const isPopup = place === 'the real popup';

  it('an employee who only reads says so, and can go on to the set-up later', async () => {
    const product = await startProduct({ sandbox: people });
    const screen = await open(product);
    await expectToFit(screen, isPopup);
    await screen.click('button', 'Only see reviews and objectives');
    await screen.find('heading', 'You see reviews and objectives');
    await screen.fill('Small Improvements address', product.sandbox.accounts.smallImprovements.address);
    await screen.click('button', 'Save');
    await screen.says('Saved');
    await expectToFit(screen, isPopup);
    await screen.click('button', 'Set up the synchronisation');
    await screen.find('tab', 'Configuration');
    expect(product.sandbox.requests.entries.filter((entry) => entry.side === 'bamboo')).toEqual([]);
  });

  it('an admin connects, looks, decides, imports, cancels, tries again and looks back', async () => {
    const product = await startProduct({ sandbox: people });
    const { sandbox, page } = product;
    let screen = await open(product);
    await screen.click('button', 'Set up the synchronisation');
    await fillIn(screen, product);
    await screen.click('button', 'Test Connection');
    const total = sandbox.accounts.headCount;
    await screen.says(new RegExp(`People visible\\s*${total} of ${total} expected`));
    await screen.says('Signed in as');
    await expectToFit(screen, isPopup);
    await screen.click('button', 'Save');

    await screen.find('group', 'Changes by kind');
    await screen.gone('progressbar', /./);
    await expectToFit(screen, isPopup);
    const { counts } = await readPlan(page);
    await screen.click('button', `Updated ${counts['update']}`);
    expect((await screen.find('button', `Updated ${counts['update']}`)).states['pressed']).toBe('true');
    await screen.says(`${counts['update']} people`);
    const name = await someRow(screen);
    await screen.fill('Search people', name.toUpperCase());
    await screen.says('1 person');
    await screen.click('button', `Show changes for ${name}`);
    await screen.find('list', `Show changes for ${name}`);
    await screen.click('checkbox', `Include ${name}`);
    await expect.poll(async () => (await readPlan(page)).selected['update']).toBe((counts['update'] ?? 0) - 1);

    // Decided in place, undone in place; a decision about somebody is in force with the next preview.
    await screen.click('button', 'Exclude from synchronisation');
    await screen.says('Decided: Excluded.');
    expect((await screen.find('button', 'Import…')).states['disabled']).toBe(true);
    await screen.click('button', 'Undo');
    await screen.gone('button', 'Undo');
    await screen.click('button', 'Exclude from synchronisation');
    await screen.click('button', 'Refresh to apply');
    await screen.click('button', `Updated ${(counts['update'] ?? 0) - 1}`);
    await screen.says('Excluded by an administrator');

    // Slow enough to be left, found again and cancelled.
    sandbox.faults.add({ side: 'si', method: 'PUT', path: '/api/v2', count: 'forever', delayMs: 6_000 });
    await screen.click('button', 'Import…');
    await screen.find('dialog', 'Import these changes into Small Improvements?');
    await expectToFit(screen, isPopup);
    await screen.click('button', 'Import');
    await screen.find('progressbar', 'Import in progress');
    await screen.close();
    screen = await open(product);
    await screen.find('progressbar', 'Import in progress');
    await screen.click('button', 'Cancel import');
    // Who was created and got no further counts as failed.
    await screen.says(/Imported \d+, failed \d+, skipped [1-9]/);
    sandbox.faults.clear();
    await screen.says('The import was cancelled.');
    await expectToFit(screen, isPopup);

    await screen.click('button', 'Try these again');
    await screen.find('group', /^This preview tries \d+ (person|people) again$/);
    await screen.gone('progressbar', /./);
    await screen.click('button', 'Import…');
    await screen.click('button', 'Import');
    await screen.says(/Imported [1-9]\d*, failed 0/);

    await screen.click('tab', 'History');
    await expect.poll(async () => (await screen.all('button', /manual import/)).length).toBe(2);
    await screen.click('button', /manual import/);
    const done = await someRow(screen);
    await screen.fill('Search people in this run', done);
    await screen.click('button', `Show changes for ${done}`);
    await screen.says('Confirmed');
    await expectToFit(screen, isPopup);

    await screen.click('tab', 'Health');
    await screen.fill('Why is this person not updating?', name);
    await screen.says('An administrator decided that this person is not synchronised.');
    await expectToFit(screen, isPopup);

    const folder = await downloads(page);
    await screen.click('tab', 'Configuration');
    await screen.click('button', 'Export Small Improvements users (CSV)');
    await screen.says(/\d+ accounts saved/);
    await expect.poll(() => readdir(folder)).toEqual([expect.stringMatching(/^small-improvements-users.*\.csv$/)]);
    const csv = await readFile(join(folder, (await readdir(folder))[0] ?? ''), 'utf8');
    const active = sandbox.state.si.users.filter((user) => user.isActive);
    expect(csv.trim().split(/\r?\n/)).toHaveLength(active.length + 1);
    for (const user of active) expect(csv).toContain(user.loginname);
  });
});

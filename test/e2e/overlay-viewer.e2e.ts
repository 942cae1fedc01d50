import { describe, expect, it } from 'vitest';
import { adminId, openPanel, ownTab, profileUrl, sampleId, startOverlay } from './overlay-product.ts';

describe('an ordinary employee with a fresh profile and no settings', () => {
  it('sees their own reviews and what a colleague shows, and nothing is set up for it but the company they agreed to', async () => {
    const { page, sandbox, browser, context } = await startOverlay({ as: 'employee' });
    const own = sampleId(sandbox);
    const account = sandbox.state.si.users.find((user) => user.externalSystemId === own);
    await page.goto(profileUrl(sandbox, own));
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByText('about yourself').waitFor();
    await reviews.getByRole('article').first().waitFor();
    const objectives = await openPanel(page, 'Objectives');
    await objectives.getByRole('article').first().waitFor();
    const titles = sandbox.state.si.objectives.filter((each) => each.ownerId === account?.id).map(({ title }) => title);
    expect(await objectives.getByRole('article').count()).toBe(titles.length);

    const boss = sandbox.state.si.users.find((user) => user.externalSystemId === adminId(sandbox));
    const open = sandbox.state.si.objectives.filter(
      (each) => each.ownerId === boss?.id && each.visibility === 'public',
    ).length;
    await page.goto(profileUrl(sandbox, adminId(sandbox)));
    const theirs = await openPanel(page, 'Objectives');
    if (open > 0) await theirs.getByRole('article').first().waitFor();
    else await theirs.getByText('Nothing to see here yet').waitFor();
    expect(await theirs.getByRole('article').count()).toBe(open);
    const closed = await openPanel(page, 'Reviews');
    expect(await closed.getByRole('article').count()).toBe(0);

    expect(await page.locator('iframe[title="Small Improvements"]').count()).toBe(0);
    await ownTab(page, 'Reviews').waitFor();
    const worker = await browser.worker();
    const stored = await worker.evaluate(async () => {
      const { storage } = (globalThis as unknown as { chrome: { storage: { local: { get(): Promise<object> } } } })
        .chrome;
      return storage.local.get();
    });
    expect(Object.keys(stored).filter((key) => key !== 'settings')).toEqual([]);
    expect(context.pages().filter((each) => each.url().startsWith('chrome-extension:'))).toEqual([]);
    expect(sandbox.requests.find({ side: 'si' }).every((entry) => !entry.who.startsWith('token:'))).toBe(true);
  });
});

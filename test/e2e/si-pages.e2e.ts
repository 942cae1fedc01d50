import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';
import { managed, markup, pictures, registered, setOption, shown, startSiProduct } from './si-product.ts';

const reports = (product: { sandbox: { requests: { find(filter: object): unknown[] } } }) =>
  product.sandbox.requests.find({ side: 'si', path: '/csp-report' });
const photoRequests = (product: { sandbox: { requests: { find(filter: object): { path: string }[] } } }) =>
  product.sandbox.requests.find({ side: 'bamboo', path: '[0-9]/photo/' });

/** Accounts whose people are the same on both sides. */
function unchangedUsers({ state }: Sandbox): SiUser[] {
  return state.si.users.filter(
    (user) => user.isActive && state.truth.employees[user.externalSystemId ?? '']?.kind === 'unchanged',
  );
}

describe('pictures in the pages of Small Improvements', () => {
  it('come and go without a reload, in every way a picture is drawn, and leave no trace', async () => {
    const product = await startSiProduct();
    const { si, origin, page } = product;
    await si.goto(`${origin}/app/home`);
    await si.locator('h1').waitFor();
    expect(await registered(product)).toEqual([]);
    const before = await markup(si);

    await setOption(product, pictures, true);
    await expect.poll(() => shown(si), { timeout: 20_000 }).toBeGreaterThan(10);
    expect(await registered(product)).toEqual(['si-pages', `${origin}/app/*`]);
    expect(await si.locator('[data-bamboohr-photo]').count()).toBeGreaterThan(0);
    expect(
      await si
        .locator('[data-bamboohr-photo]')
        .first()
        .evaluate((photo) => getComputedStyle(photo).borderTopLeftRadius),
    ).toBe('50%');
    expect(await si.locator('img[srcset^="blob:"]').count()).toBeGreaterThan(0);
    const logo = si.getByRole('img', { name: 'Larkspur' }).first();
    if ((await logo.count()) > 0) expect(await logo.getAttribute('src')).toMatch(/^\/imageservice/);
    for (const badge of await si.locator('img[src*="badge-icon"]').all())
      expect(await badge.getAttribute('src')).toContain('badge-icon');
    expect(await markup(si)).not.toContain('images7.bamboohr.com');
    await si.screenshot({ path: 'artifacts/e2e/si-home.png', caret: 'initial' });

    await setOption(product, pictures, false);
    await expect.poll(() => shown(si)).toBe(0);
    expect(await markup(si)).toBe(before);
    expect(await registered(product)).toEqual([]);
    expect(reports(product)).toEqual([]);

    await setOption(product, pictures, true);
    await expect.poll(() => shown(si), { timeout: 20_000 }).toBeGreaterThan(10);
    const database = await page.evaluate(async () => {
      const stores: unknown[] = [];
      for (const { name = '' } of await indexedDB.databases()) {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(new Error(name));
        });
        for (const store of db.objectStoreNames) {
          stores.push(
            await new Promise((resolve) => {
              const all = db.transaction(store).objectStore(store).getAll();
              all.onsuccess = () => resolve(all.result);
            }),
          );
        }
        db.close();
      }
      const { storage } = (
        globalThis as unknown as {
          chrome: { storage: { local: { get(): Promise<object> }; session: { get(): Promise<object> } } };
        }
      ).chrome;
      const names = await caches.keys();
      return JSON.stringify([stores, await storage.local.get(), await storage.session.get(), names, { ...localStorage }]);
    });
    expect(database).toContain('si-token');
    expect(database).not.toMatch(/iVBORw0KGgo|fileBase64|blob:/);
  });

  it('survive navigation and re-rendering on every page, and belong to the people shown', async () => {
    const product = await startSiProduct({}, 400);
    const { si, sandbox, origin } = product;
    await setOption(product, pictures, true);
    for (const path of ['/app/directory', '/app/objectives', '/app/reviews', '/app/home']) {
      await si.locator(`a[href="${path}"]`).first().click();
      await expect.poll(() => shown(si), { timeout: 20_000 }).toBeGreaterThan(1);
      await si.waitForTimeout(900);
      expect(await shown(si)).toBeGreaterThan(1);
    }
    const boss = unchangedUsers(sandbox).find((user) =>
      sandbox.state.si.users.some((other) => other.managerId === user.id && other.isActive),
    );
    await si.goto(`${origin}/app/users/${boss?.id}`);
    await expect.poll(() => si.locator('image[href^="blob:"]').count(), { timeout: 20_000 }).toBeGreaterThan(0);
    await si.screenshot({ path: 'artifacts/e2e/si-profile.png' });
    expect(reports(product)).toEqual([]);
  });
});

describe('managed fields in the forms of Small Improvements', () => {
  it('are read-only for people, not for the page, and go without a trace', async () => {
    const product = await startSiProduct();
    const { si, sandbox, origin } = product;
    const [user] = unchangedUsers(sandbox);
    if (!user) throw new Error('nobody is unchanged');
    await si.goto(`${origin}/app/users/${user.id}/edit`);
    await si.getByLabel('First name').waitFor();
    const before = await markup(si);
    await setOption(product, managed, true);
    const notes = si.getByText('Managed by BambooHR');
    await expect.poll(() => notes.count(), { timeout: 20_000 }).toBe(8);
    await si.screenshot({ path: 'artifacts/e2e/si-form.png', fullPage: true, caret: 'initial' });
    expect(await photoRequests(product)).toEqual([]);
    await setOption(product, managed, false);
    await expect.poll(() => notes.count()).toBe(0);
    expect(await markup(si)).toBe(before);
    expect(reports(product)).toEqual([]);
  });
});

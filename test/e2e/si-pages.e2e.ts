import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { paint } from '../../sandbox/bamboo/picture/paint.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';
import {
  employeesByUser,
  managed,
  markup,
  pictures,
  registered,
  setOption,
  shown,
  startSiProduct,
} from './si-product.ts';
import { killWorker } from '../kill-worker.ts';
import { inTurn, long } from './counts.ts';

const reports = (product: { sandbox: { requests: { find(filter: object): unknown[] } } }) =>
  product.sandbox.requests.find({ side: 'si', path: '/csp-report' });
const photoRequests = (product: { sandbox: { requests: { find(filter: object): { path: string }[] } } }) =>
  product.sandbox.requests.find({ side: 'bamboo', path: '[0-9]/photo/' });

const photoFault = { side: 'bamboo', path: '[0-9]/photo/', count: 'forever' } as const;

/** Accounts whose people are the same on both sides. */
function unchangedUsers({ state }: Sandbox): SiUser[] {
  return state.si.users.filter(
    (user) => user.isActive && state.truth.employees[user.externalSystemId ?? '']?.kind === 'unchanged',
  );
}

function hasPhoto({ state }: Sandbox, user: SiUser): boolean {
  return (state.bamboo.employees.find((each) => each.id === user.externalSystemId)?.photoVersion ?? 0) > 0;
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
    await expect.poll(() => shown(si)).toBeGreaterThan(10);
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
    await expect.poll(() => shown(si)).toBeGreaterThan(10);
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
      return JSON.stringify([
        stores,
        await storage.local.get(),
        await storage.session.get(),
        names,
        Object.entries(localStorage),
      ]);
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
      await expect.poll(() => shown(si)).toBeGreaterThan(1);
      await si.waitForTimeout(900);
      await expect.poll(() => shown(si)).toBeGreaterThan(1);
    }
    const someone = unchangedUsers(sandbox).find((user) => hasPhoto(sandbox, user));
    await si.goto(`${origin}/app/users/${someone?.id}`);
    await expect.poll(() => si.locator('image[href^="blob:"]').count()).toBeGreaterThan(0);
    await si.screenshot({ path: 'artifacts/e2e/si-profile.png' });
    expect(reports(product)).toEqual([]);
  });
});

describe('a directory of a thousand', () => {
  it('asks for what is near the window only, and shows nobody another face while it scrolls', async () => {
    const product = await startSiProduct({ employees: long ? 1_100 : 500, scenario: 'namesakes' });
    const { si, sandbox, origin } = product;
    await si.goto(`${origin}/app/directory`);
    await si.locator('h1').waitFor();
    const before = await markup(si);
    const employees = await employeesByUser(product.page);
    await setOption(product, pictures, true);
    await expect.poll(() => shown(si)).toBeGreaterThan(5);
    await si.waitForTimeout(1_500);
    expect(photoRequests(product).length).toBeLessThanOrEqual(60);
    // Two people of one name and one avatar, told apart by their links; every shown photo is that of the row.
    await expectOwnFaces(si, sandbox, employees);
    for (let step = 0; step < 12; step += 1) {
      await si.mouse.wheel(0, 900);
      await si.waitForTimeout(150);
    }
    await si.waitForTimeout(2_000);
    await expectOwnFaces(si, sandbox, employees);
    // What left the window gave its photo back, also where the answer came after it had left.
    await expect.poll(() => farPhotos(si)).toBe(0);
    await expect.poll(() => shown(si)).toBeGreaterThan(5);
    await setOption(product, pictures, false);
    await expect.poll(() => shown(si)).toBe(0);
    expect(await markup(si)).toBe(before);
    expect(reports(product)).toEqual([]);

    // Nodes that show other people as the list scrolls.
    sandbox.modes.si.pageDirectory = 'windowed';
    await setOption(product, pictures, true);
    await si.goto(`${origin}/app/directory`);
    await expect.poll(() => shown(si)).toBeGreaterThan(5);
    for (let step = 0; step < 10; step += 1) {
      await si.mouse.wheel(0, 700);
      // At this speed a moment may have no photo in it, but none of somebody else.
      expect((await facesOf(si, sandbox, employees)).wrong).toEqual([]);
    }
    await expect.poll(() => shown(si)).toBeGreaterThan(5);
    await expectOwnFaces(si, sandbox, employees);
    expect(reports(product)).toEqual([]);
  });
});

/** Photos further outside the window than the 200 px at which a picture is near. */
function farPhotos(si: Page): Promise<number> {
  return si.evaluate(() => {
    const images = [...document.querySelectorAll('img[src^="blob:"], img[srcset^="blob:"]')];
    return images.filter((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return bottom < -200 || top > innerHeight + 200;
    }).length;
  });
}

/** There are photos in the list, and each is that of the person its row is about. */
async function expectOwnFaces(...page: Parameters<typeof facesOf>): Promise<void> {
  let faces = await facesOf(...page);
  await expect.poll(async () => (faces = await facesOf(...page)).count).toBeGreaterThan(0);
  expect(faces.wrong).toEqual([]);
}

/** How many photos stand in the list, and those that are not of the person their row is about. */
async function facesOf(si: Page, sandbox: Sandbox, employees: ReadonlyMap<string, string>) {
  const faces = await si.evaluate(() => {
    const rows = [...document.querySelectorAll('li')].flatMap((row) => {
      const image = row.querySelector<HTMLImageElement>('img[srcset^="blob:"], img[src^="blob:"]');
      const id = row.querySelector('a')?.pathname.split('/')[3];
      if (!image || id === undefined || !image.complete) return [];
      const canvas = document.createElement('canvas');
      canvas.width = 340;
      canvas.height = 340;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0, 340, 340);
      return [{ id, corner: [...(context?.getImageData(2, 2, 1, 1).data ?? [])].slice(0, 3) }];
    });
    return rows;
  });
  const wrong = faces.filter(({ id, corner }) => {
    const employee = sandbox.state.bamboo.employees.find((each) => each.id === employees.get(id));
    if (!employee) return true;
    const expected = paint(`${employee.id}-${employee.photoVersion}`, 340).colourAt(2, 2);
    return expected.some((value, index) => Math.abs(value - (corner[index] ?? -9)) > 2);
  });
  return { count: faces.length, wrong };
}

/** Why there is no photo, and how that comes about. */
const noPhoto: readonly (readonly [string, (sandbox: Sandbox) => void])[] = [
  ['missing', (sandbox) => sandbox.state.bamboo.employees.forEach((each) => (each.photoVersion = 0))],
  ['forbidden', (sandbox) => void sandbox.faults.add({ ...photoFault, status: 403 })],
  ['not found, in HTML', (sandbox) => void sandbox.faults.add({ ...photoFault, status: 404, html: true })],
  ['a web page', (sandbox) => void sandbox.faults.add({ ...photoFault, html: true })],
  ['five megabytes', (sandbox) => void (sandbox.modes.bamboo.photoBytes = 5_000_000)],
  ['of a type no page is given', (sandbox) => void (sandbox.modes.bamboo.photoFormat = 'bmp')],
  [
    'something else under JSON',
    (sandbox) => void sandbox.faults.add({ ...photoFault, json: { mimeType: 'image/png', fileBase64: 'PHN2Zz4=' } }),
  ],
];

describe('photos that cannot be had', () => {
  it.each(inTurn(noPhoto, 4))('(%s) leave the picture of Small Improvements', async (_name, prepare) => {
    const product = await startSiProduct();
    const { si, sandbox, origin } = product;
    prepare(sandbox);
    await si.goto(`${origin}/app/home`);
    await si.locator('h1').waitFor();
    const before = await markup(si);
    await setOption(product, pictures, true);
    const minimum = sandbox.state.bamboo.employees.some((each) => each.photoVersion > 0) ? 5 : 1;
    await expect.poll(() => photoRequests(product).length).toBeGreaterThan(minimum);
    await si.waitForTimeout(1_000);
    expect(await shown(si)).toBe(0);
    expect(await markup(si)).toBe(before);
    expect(reports(product)).toEqual([]);
  });

  it('come late, and after the worker was ended in between; a wrong announcement does not matter', async () => {
    const product = await startSiProduct();
    const { si, sandbox, origin, page } = product;
    sandbox.modes.bamboo.photoContentType = 'html';
    sandbox.modes.bamboo.photoFormat = 'jpeg';
    sandbox.faults.add({ ...photoFault, count: 4, hold: true });
    await setOption(product, pictures, true);
    await si.goto(`${origin}/app/home`);
    await expect.poll(() => photoRequests(product).length).toBeGreaterThan(3);
    await killWorker(page);
    sandbox.faults.clear();
    sandbox.faults.add({ ...photoFault, delayMs: 800 });
    await expect.poll(() => shown(si)).toBeGreaterThan(10);
    expect(reports(product)).toEqual([]);
  });
});

const markups = [
  ['current', 'en'],
  ['current', 'de'],
  ['recast', 'en'],
  ['recast', 'de'],
] as const;

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
    await expect.poll(() => notes.count()).toBe(8);
    await si.screenshot({ path: 'artifacts/e2e/si-form.png', fullPage: true, caret: 'initial' });
    expect(photoRequests(product)).toEqual([]);
    await setOption(product, managed, false);
    await expect.poll(() => notes.count()).toBe(0);
    expect(await markup(si)).toBe(before);
    expect(reports(product)).toEqual([]);
  });

  it.each(inTurn(markups, 4))('are recognised in the markup "%s" (%s)', async (era, language) => {
    const product = await startSiProduct({}, 300);
    const { si, sandbox, origin } = product;
    sandbox.modes.si.pageEra = era;
    sandbox.modes.si.pageLanguage = language;
    const [user] = unchangedUsers(sandbox);
    if (!user) throw new Error('nobody is unchanged');
    await setOption(product, managed, true);
    await si.goto(`${origin}/app/${era === 'recast' ? `profile/${user.id}/settings` : `users/${user.id}/edit`}`);
    const notes = si.getByText('Managed by BambooHR');
    await expect.poll(() => notes.count()).toBe(8);
    const [title, phone] = language === 'en' ? ['Job title', 'Phone'] : ['Position', 'Telefon'];
    const field = si.getByRole('textbox', { name: title, exact: era === 'current' });
    await field.click();
    await si.keyboard.type('Boss');
    expect(await field.inputValue()).toBe(user.role ?? '');
    // It has the focus, and says why nothing happens.
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    const gender = si.getByRole('combobox', { name: language === 'en' ? 'Gender' : 'Geschlecht' });
    // It says that it is disabled, so the browser of the test is told to click all the same.
    await gender.click({ force: true });
    expect(await gender.evaluate((element) => element === document.activeElement)).toBe(true);
    await si.keyboard.press('ArrowDown');
    await si.keyboard.press('Enter');
    expect(await si.getByRole('listbox').count()).toBe(0);
    await si.getByRole('textbox', { name: phone }).fill('+49 30 1');
    // A script of the page may still change a field, and what the form holds is saved.
    await field.evaluate((element) => {
      (element as HTMLInputElement).value = 'Set by script';
      element.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await si.screenshot({ path: `artifacts/e2e/si-form-${era}-${language}.png`, fullPage: true });
    await si.getByRole('button', { name: language === 'en' ? 'Save changes' : 'Änderungen speichern' }).click();
    const account = () => sandbox.state.si.users.find((each) => each.id === user.id);
    await expect.poll(() => account()?.phone).toBe('+49 30 1');
    expect(account()).toMatchObject({
      role: 'Set by script',
      firstName: user.firstName,
      gender: user.gender,
      managerId: user.managerId,
    });
    expect(reports(product)).toEqual([]);
  });

  it('are left alone where nothing says what they are, and on people nobody manages', async () => {
    const product = await startSiProduct();
    const { si, sandbox, origin } = product;
    await setOption(product, managed, true);
    const own = Object.keys(sandbox.state.truth.onlyInSi)[0];
    await si.goto(`${origin}/app/users/${own}/edit`);
    await si.getByLabel('First name').waitFor();
    await si.waitForTimeout(1_500);
    expect(await si.getByText('Managed by BambooHR').count()).toBe(0);
    expect(await si.locator('[readonly], [aria-disabled]').count()).toBe(0);
    sandbox.modes.si.pageEra = 'unlabelled';
    await si.goto(`${origin}/app/users/${unchangedUsers(sandbox)[0]?.id}/edit`);
    await si.locator('[name=f1]').waitFor();
    const before = await markup(si);
    await si.waitForTimeout(1_500);
    expect(await markup(si)).toBe(before);
    expect(await si.locator('[readonly], [aria-disabled], [data-bamboohr-note]').count()).toBe(0);
  });
});

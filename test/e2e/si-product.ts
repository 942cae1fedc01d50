import type { Page } from 'playwright-core';
import type { SandboxOptions } from '../../sandbox/start-sandbox.ts';
import type { PageWords } from '../../scripts/lib/page-words.ts';
import { putStored, readStored } from '../../scripts/lib/stored.ts';
import { fillSiLogin } from './overlay-product.ts';
import { type AtWork, connect, type Product, startProduct } from './product.ts';

export const pictures = 'Show BambooHR employee pictures in Small Improvements';
export const managed = 'Mark fields managed by BambooHR in Small Improvements';

export interface SiProduct extends Product {
  /** A tab that is signed in at Small Improvements. */
  readonly si: Page;
  readonly origin: string;
}

/** Connected, previewed, everybody matched is linked, and an administrator is signed in at Small Improvements. */
export async function startSiProduct(sandboxOptions: SandboxOptions = {}, rerenderMs = 0): Promise<SiProduct> {
  const product = await startProduct({ sandbox: { employees: 60, ...sandboxOptions } });
  const { sandbox, browser } = product;
  sandbox.modes.si.pageRerenderMs = rerenderMs;
  await connect(product);
  await linkEverybody(product.page);
  const si = await browser.context.newPage();
  const origin = sandbox.accounts.smallImprovements.address;
  await si.goto(`${origin}/login`);
  await fillSiLogin(si, sandbox.accounts.smallImprovements.login);
  return { ...product, si, origin };
}

interface StoredRow {
  readonly employeeId?: string;
  readonly siUserId?: string;
  readonly kind: string;
}

/** Whose account is whose, as the preview has it. */
export async function employeesByUser(page: Page): Promise<ReadonlyMap<string, string>> {
  const rows = ((await readStored(page, 'pages')) as { readonly changes: readonly StoredRow[] }[]).flatMap(
    (each) => each.changes,
  );
  return new Map(rows.map(({ siUserId = '', employeeId = '' }) => [siUserId, employeeId]));
}

/** As if an import had confirmed everybody who is matched. */
export async function linkEverybody(page: PageWords): Promise<void> {
  const [plan] = (await readStored(page, 'plans')) as { readonly pair: string }[];
  const rows = ((await readStored(page, 'pages')) as { readonly changes: readonly StoredRow[] }[]).flatMap(
    (each) => each.changes,
  );
  const links = rows
    .filter((row) => row.employeeId && row.siUserId && row.kind !== 'conflict')
    .map(({ employeeId, siUserId }) => ({
      value: { pair: plan?.pair, employeeId, siUserId, by: 'employee-id', confirmedAtMs: 1 },
    }));
  await putStored(page, 'links', links);
}

/** Chooses an option in the form and saves it. */
export async function setOption({ page }: Pick<AtWork, 'page'>, label: string, on: boolean): Promise<void> {
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await page.getByRole('checkbox', { name: label }).setChecked(on);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('tab', { name: 'Preview', selected: true }).waitFor();
}

/** How many pictures of the page show something of ours. */
export function shown(si: PageWords): Promise<number> {
  return si.evaluate(
    () => document.querySelectorAll('img[src^="blob:"], img[srcset^="blob:"], image[href^="blob:"]').length,
  );
}

/** The document as markup. */
export function markup(si: Page): Promise<string> {
  return si.evaluate(() => document.documentElement.outerHTML);
}

/** Ids of registered content scripts. */
export async function registered({ browser }: Product): Promise<readonly string[]> {
  const worker = await browser.worker();
  return worker.evaluate(async () => {
    const { scripting } = (
      globalThis as unknown as {
        chrome: { scripting: { getRegisteredContentScripts(): Promise<{ id: string; matches: string[] }[]> } };
      }
    ).chrome;
    return (await scripting.getRegisteredContentScripts()).flatMap(({ id, matches }) => [id, ...matches]);
  });
}

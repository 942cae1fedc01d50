import { describe, expect, it } from 'vitest';
import { readPlan, readStored } from '../../scripts/lib/stored.ts';
import { importEverybody, refreshPreview } from '../../scripts/lib/walk.ts';
import { connect, startProduct } from './product.ts';

interface StoredRow {
  readonly name: string;
  readonly kind: string;
  readonly reason?: { readonly code: string; readonly text?: string };
  readonly fields: readonly {
    readonly field: string;
    readonly after: string | null;
    readonly note?: { readonly code: string; readonly text?: string };
  }[];
}

type Page = Awaited<ReturnType<typeof startProduct>>['page'];

async function rowsOf(page: Page): Promise<readonly StoredRow[]> {
  const pages = (await readStored(page, 'pages')) as { readonly changes: readonly StoredRow[] }[];
  return pages.flatMap(({ changes }) => changes);
}

async function openRow(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search people' }).fill(name);
  await page
    .getByRole('button', { name: `Show changes for ${name}` })
    .first()
    .click();
}

const selected = async (page: Page) =>
  Object.values((await readPlan(page)).selected).reduce((sum, count) => sum + count, 0);

describe('a work email that is no address', () => {
  it('is never sent, and the row shows what stands in its place; one that is only dirty is cleaned', async () => {
    const product = await startProduct({ sandbox: { scenario: 'dirty-emails', seed: 1 } });
    const { page, sandbox } = product;
    await connect(product);
    const held = (await rowsOf(page)).find(({ fields }) => fields.some(({ note }) => note?.code === 'email-unusable'));
    const text = held?.fields.find(({ note }) => note?.code === 'email-unusable')?.note?.text;
    if (!held || text === undefined) throw new Error('the scenario has nobody whose work email is none');
    await openRow(page, held.name);
    await expect.poll(() => page.getByText(`“${text}”`).count()).toBeGreaterThan(0);
    await page.getByRole('searchbox', { name: 'Search people' }).fill('');

    await importEverybody(page);
    const logins = sandbox.state.si.users.map(({ loginname }) => loginname);
    expect(logins.filter((login) => !/^[^\s\p{C}@,;<>()]+@[^\s\p{C}@,;<>()]+\.[a-z]+$/iu.test(login))).toEqual([]);
    await refreshPreview(page);
    expect(await selected(page)).toBe(0);
  });
});

describe('a value Small Improvements keeps in a form of its own', () => {
  it('is no difference at the second import, and the row says how it is kept', async () => {
    const product = await startProduct({ sandbox: { scenario: 'own-form', seed: 1 } });
    const { page } = product;
    await connect(product);
    await importEverybody(page);
    await refreshPreview(page);
    expect(await selected(page)).toBe(0);
    const kept = (await rowsOf(page)).find(({ fields }) =>
      fields.some(({ after, note }) => after === 'Lead  Engineer' && note?.code === 'own-form'),
    );
    if (!kept) throw new Error('nothing was kept in a form of its own');
    expect(kept.kind).toBe('unchanged');
    await openRow(page, kept.name);
    await expect
      .poll(() => page.getByText('Small Improvements keeps it as “Lead Engineer”.').count())
      .toBeGreaterThan(0);

    await page.getByRole('tab', { name: 'Health' }).click();
    await expect.poll(() => page.getByText('Fields Small Improvements does not take').count()).toBe(0);
  });
});

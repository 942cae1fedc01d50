import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { readPlan, readStored } from '../../scripts/lib/stored.ts';
import { importEverybody, refreshPreview } from '../../scripts/lib/walk.ts';
import { connect, startProduct } from './product.ts';

interface StoredRow {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly siUserId?: string;
  readonly selected: boolean;
  readonly reason?: { readonly code: string };
  readonly match?: { readonly by: string };
}

async function rowsOf(page: Page): Promise<readonly StoredRow[]> {
  const pages = (await readStored(page, 'pages')) as { readonly changes: readonly StoredRow[] }[];
  return pages.flatMap((each) => each.changes);
}

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search people' }).fill(name);
  await page
    .getByRole('button', { name: `Show changes for ${name}` })
    .first()
    .click();
}

/** SI's account of that name. */
function accountOf(sandbox: Sandbox, firstName: string, lastName: string) {
  const found = sandbox.state.si.users.find((user) => user.firstName === firstName && user.lastName === lastName);
  if (!found) throw new Error(`the scenario has no account of ${firstName} ${lastName}`);
  return found;
}

describe('an account that carries somebody else’s ID or email', () => {
  it('is taken by nobody, shown beside the record that asks for it, and linked by an admin', async () => {
    const product = await startProduct({ sandbox: { scenario: 'identity', seed: 1 } });
    const { page, sandbox } = product;
    const schmidt = accountOf(sandbox, 'Maria', 'Schmidt');
    const before = { ...schmidt };
    await connect(product);
    const rowOf = async (id: string) => (await rowsOf(page)).find((row) => row.key === `e:${id}`);
    expect(await rowOf('9112')).toMatchObject({ kind: 'conflict', reason: { code: 'recycled-id' }, selected: false });
    expect(await rowOf('9057')).toMatchObject({ kind: 'conflict', reason: { code: 'email-of-other-id' } });
    expect(await rowOf('9099')).toMatchObject({ kind: 'conflict', reason: { code: 'recycled-email' } });
    expect(await rowOf('9104')).toMatchObject({
      kind: 'create',
      reason: { code: 'possible-duplicate' },
      selected: false,
    });

    await open(page, 'Maria Lopez');
    await page.getByText('ID used again for another person').first().waitFor();
    await page.getByText('Records to compare').waitFor();
    await page.getByText('BambooHR 9112', { exact: true }).waitFor();
    await page.getByText(`Small Improvements ${schmidt.id}`, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Link to Maria Schmidt' }).waitFor();

    // A conflict stops nobody else, and nothing of it is written.
    expect(Object.keys((await readPlan(page)).selected).length).toBeGreaterThan(0);
    await page.getByRole('searchbox', { name: 'Search people' }).fill('');
    await importEverybody(page);
    expect(accountOf(sandbox, 'Maria', 'Schmidt')).toMatchObject(before);
    expect(accountOf(sandbox, 'Walter', 'Brown').loginname).toMatch(/^j\.smith@/);
    expect(sandbox.state.si.users.filter((user) => user.lastName === 'Müller' && user.firstName === 'Jörg')).toEqual(
      [],
    );

    await refreshPreview(page);
    await open(page, 'Maria Schmidt');
    await page.getByRole('button', { name: 'Link to Maria Schmidt' }).click();
    await expect.poll(async () => (await readStored(page, 'decisions')).length).toBe(1);
    await refreshPreview(page);
    expect(await rowOf('9057')).toMatchObject({ siUserId: schmidt.id, match: { by: 'pin' } });
    expect(await rowOf('9112')).toMatchObject({ kind: 'conflict', selected: false });
  });
});

describe('one person in two spellings', () => {
  it('is joined, without a conflict or a second account', async () => {
    const product = await startProduct({ sandbox: { scenario: 'same-person', seed: 1 } });
    await connect(product);
    const rows = await rowsOf(product.page);
    const matchOf = (name: string) => rows.find((row) => row.name === name)?.match?.by;
    for (const name of ['Ines Falk', 'Robert Hale', 'Łukasz Wójcik', 'Vincent van der Berg', 'Minh Nguyen'])
      expect([name, matchOf(name)]).toEqual([name, 'email']);
    for (const name of ['Anna Vogel-Arendt', 'Björn Großmann-Öhl', 'Дмитрий Иванов'])
      expect([name, matchOf(name)]).toEqual([name, 'employee-id']);
    expect(rows.filter(({ reason }) => /^(?:recycled|possible|user-claimed)/.test(reason?.code ?? ''))).toEqual([]);
  });
});

describe('a company that moved to another email domain', () => {
  it('is matched and can be imported', async () => {
    const product = await startProduct({ sandbox: { scenario: 'domain-change', seed: 1 } });
    await connect(product);
    const { counts, selected, guards } = await readPlan(product.page);
    expect(selected['update'] ?? 0).toBeGreaterThan(200);
    expect(guards.map(({ id }) => id)).not.toContain('identity-changes');
    const codes = (await rowsOf(product.page)).flatMap(({ reason }) => reason?.code ?? []);
    expect(codes.filter((code) => code.startsWith('recycled'))).toEqual([]);
    expect(selected['create'] ?? 0).toBeLessThan(counts['update'] ?? 0);
  });
});

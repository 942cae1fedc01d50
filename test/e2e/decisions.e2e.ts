import { describe, expect, it } from 'vitest';
import { readPlan, readStored } from '../../scripts/lib/stored.ts';
import { refreshPreview } from '../../scripts/lib/walk.ts';
import { connect, startProduct } from './product.ts';

interface StoredRow {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly siUserId?: string;
  readonly reason?: { readonly code: string };
}

describe('a possible duplicate', () => {
  it('is linked in place, follows at the next preview, and can be taken back', async () => {
    const product = await startProduct({ sandbox: { scenario: 'duplicates', seed: 1 } });
    const { page } = product;
    await connect(product);
    const rows = async () =>
      ((await readStored(page, 'pages')) as { readonly changes: readonly StoredRow[] }[]).flatMap(
        (each) => each.changes,
      );
    const duplicate = (await rows()).find((row) => row.reason?.code === 'possible-duplicate');
    if (!duplicate) throw new Error('the scenario has no possible duplicate');
    expect((await readPlan(page)).selected['create'] ?? 0).toBeLessThan((await readPlan(page)).counts['create'] ?? 0);

    await page.getByRole('searchbox', { name: 'Search people' }).fill(duplicate.name);
    await page
      .getByRole('button', { name: `Show changes for ${duplicate.name}` })
      .first()
      .click();
    await page
      .getByRole('button', { name: /^Link to / })
      .first()
      .click();
    await expect.poll(async () => (await readStored(page, 'decisions')).length).toBe(1);
    await refreshPreview(page);
    const linked = (await rows()).find((row) => row.key === duplicate.key);
    expect(linked?.kind).not.toBe('create');
    expect(linked?.siUserId).toBeDefined();

    await page.getByRole('tab', { name: 'Configuration' }).click();
    await page
      .getByRole('button', { name: /^Remove/ })
      .first()
      .click();
    await expect.poll(async () => (await readStored(page, 'decisions')).length).toBe(0);
    await refreshPreview(page);
    expect((await rows()).find((row) => row.key === duplicate.key)?.kind).toBe('create');
  });
});

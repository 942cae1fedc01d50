import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { readPlan, readStored } from '../../scripts/lib/stored.ts';
import { importAll, importEverybody, refreshPreview } from '../../scripts/lib/walk.ts';
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

describe('a protected person who left', () => {
  it('is deactivated once the name was typed, this one time, and nobody else with them', async () => {
    const product = await startProduct({ sandbox: { scenario: 'protected', seed: 1 } });
    const { page, sandbox } = product;
    await connect(product);
    await importEverybody(page);
    const held = sandbox.state.si.users.filter(
      (user) => user.isActive && statusOf(sandbox, user.externalSystemId) === 'Inactive',
    );
    expect(held).toHaveLength(3);
    const [user] = held;
    if (!user) throw new Error('nobody is held back');
    const name = `${user.firstName} ${user.lastName}`;
    await refreshPreview(page);

    await page.getByRole('searchbox', { name: 'Search people' }).fill(name);
    await page.getByRole('button', { name: `Show changes for ${name}` }).click();
    await page.getByRole('button', { name: 'Deactivate…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Deactivate a protected account?' });
    await dialog.getByRole('button', { name: 'Deactivate with the next import' }).click();
    await dialog.getByText(`The name is not “${name}”.`).waitFor();
    expect(await readStored(page, 'decisions')).toEqual([]);
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('button', { name: 'Deactivate with the next import' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await readStored(page, 'decisions')).toMatchObject([
      { decision: { kind: 'deactivate', siUserId: user.id, typedName: name } },
    ]);
    await refreshPreview(page);
    await page.getByRole('checkbox', { name: new RegExp(name) }).check();
    await expect.poll(async () => (await readPlan(page)).selected['deactivate']).toBe(1);
    await importAll(page);

    const still = sandbox.state.si.users.filter((each) => held.includes(each) && each.isActive);
    expect(still.map(({ id }) => id).sort()).toEqual(
      held
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    expect(await readStored(page, 'decisions')).toEqual([]);
  });
});

describe('a field Small Improvements accepts and drops', () => {
  it('is left out from then on, named in Health, and compared again when an admin asks for it', async () => {
    const product = await startProduct({ sandbox: { employees: 60, seed: 1 } });
    const { page, sandbox } = product;
    sandbox.modes.si.ignoredUpdateKeys.push('location');
    for (const employee of sandbox.state.bamboo.employees) employee.location = 'Moved';
    await connect(product);
    await importAll(page);
    const isWritten = () => sandbox.state.si.users.some((user) => user.location === 'Moved');
    expect(isWritten()).toBe(false);
    await refreshPreview(page);
    expect((await readPlan(page)).counts['update'] ?? 0).toBe(0);

    await page.getByRole('tab', { name: 'Health' }).click();
    await page.getByText('Fields Small Improvements does not take').waitFor();
    await page.getByText('They are left out of the comparison.').waitFor();
    sandbox.modes.si.ignoredUpdateKeys.length = 0;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The next preview compares them again.').waitFor();
    await page.getByRole('tab', { name: 'Preview' }).click();
    await refreshPreview(page);
    expect((await readPlan(page)).counts['update'] ?? 0).toBeGreaterThan(0);
    await importAll(page);
    expect(isWritten()).toBe(true);
  });
});

function statusOf(sandbox: Sandbox, id: string | null): string | undefined {
  return sandbox.state.bamboo.employees.find((employee) => employee.id === id)?.status;
}

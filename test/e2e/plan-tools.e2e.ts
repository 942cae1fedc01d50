import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Download, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { readLastRun, readPlan, readRuns, readStored } from '../../scripts/lib/stored.ts';
import { importAll, importEverybody, refreshPreview } from '../../scripts/lib/walk.ts';
import { connect, siWrites, startProduct } from './product.ts';
import { seed } from './counts.ts';

/** An account of somebody at work, matched by its ID as by its address, and without rights that protect it. */
function isOrdinary(sandbox: Sandbox, user: Sandbox['state']['si']['users'][number]): boolean {
  const employee = sandbox.state.bamboo.employees.find((each) => each.id === user.externalSystemId);
  // Where the address is another, the ID may be a recycled one.
  const isTheirs = employee?.workEmail?.toLowerCase() === user.loginname.toLowerCase();
  const isPlain = user.isActive && !user.isAdmin && !user.isHR && !user.isAssistant;
  return isTheirs && isPlain && employee?.status === 'Active';
}

async function exported(page: Page, button: 'Save as CSV' | 'Save as JSON', rows?: RegExp): Promise<Download> {
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the preview' });
  const choice = dialog.getByRole('combobox', { name: 'People to export' });
  if (rows) {
    const label = await choice.getByRole('option').filter({ hasText: rows }).textContent();
    await choice.selectOption({ label: label ?? '' });
  }
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: button }).click();
  return download;
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

describe('the export of a preview', () => {
  it('is saved as a file without formulas, of the people shown or of everybody, as table and as data', async () => {
    const product = await startProduct({ sandbox: { employees: 100, seed } });
    const { page, sandbox } = product;
    const evil = `=HYPERLINK("https://evil.example","Click")`;
    const user = sandbox.state.si.users.find((each) => isOrdinary(sandbox, each));
    const employee = sandbox.state.bamboo.employees.find((each) => each.id === user?.externalSystemId);
    if (!employee) throw new Error('nobody is matched');
    employee.jobTitle = evil;
    await connect(product);
    const { counts } = await readPlan(page);
    const everybody = Object.values(counts).reduce((sum, each) => sum + each, 0);

    const table = await exported(page, 'Save as CSV', /^Everybody/);
    expect(table.suggestedFilename()).toMatch(/^preview-\d{4}-\d\d-\d\d\.csv$/);
    const text = await textOf(table);
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const { data, errors } = Papa.parse<Record<string, string>>(text.slice(1).trimEnd(), { header: true });
    expect(errors).toEqual([]);
    const ids = new Set(data.map((row) => `${row['BambooHR ID']}|${row['Small Improvements ID']}`));
    expect(ids.size).toBe(everybody);
    expect(data.filter((row) => row['BambooHR ID'] === employee.id).map((row) => row['After'])).toContain(`'${evil}`);
    expect(data.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);

    const whole = JSON.parse(await textOf(await exported(page, 'Save as JSON', /^Everybody/))) as {
      readonly counts: unknown;
      readonly rows: readonly { readonly kind: string }[];
    };
    expect(whole.counts).toEqual(counts);
    expect(whole.rows).toHaveLength(everybody);

    await page.getByRole('button', { name: /^New / }).click();
    const shown = JSON.parse(await textOf(await exported(page, 'Save as JSON'))) as typeof whole;
    expect(shown.rows).toHaveLength(counts['create'] ?? 0);
    expect(new Set(shown.rows.map((row) => row.kind))).toEqual(new Set(['create']));
    expect(siWrites(sandbox)).toEqual([]);
  });
});

describe('"Store employee IDs"', () => {
  it('writes just the IDs, and many replaced ones only once their number was typed', async () => {
    const product = await startProduct({ sandbox: { employees: 100, seed } });
    const { page, sandbox } = product;
    await connect(product);
    await importEverybody(page);
    const all = sandbox.state.si.users.filter((each) => isOrdinary(sandbox, each));
    const replaced = all.slice(0, 8);
    const filled = all.slice(8, 11);
    const ids = new Map([...replaced, ...filled].map((user) => [user.id, user.externalSystemId]));
    for (const user of replaced) user.externalSystemId = `OLD-${user.externalSystemId}`;
    for (const user of filled) user.externalSystemId = null;
    await refreshPreview(page);
    const before = sandbox.state.si.audit.length;
    const writes = siWrites(sandbox).length;
    const [{ basis }] = (await readStored(page, 'plans')) as [{ basis: { idsToStore: number; idsToReplace: number } }];
    expect(basis.idsToReplace).toBe(replaced.length);
    // The company has a few more people who lack an ID or a hire date.
    const count = basis.idsToStore;
    expect(count).toBeGreaterThanOrEqual(ids.size);

    await page.getByRole('button', { name: `Store employee IDs (${count})` }).click();
    const dialog = page.getByRole('dialog', { name: 'Store employee IDs in Small Improvements?' });
    await dialog.getByText('8 of them carry another employee ID now.').waitFor();
    const number = dialog.getByRole('textbox', { name: 'Type the number of IDs to replace (8)' });
    await dialog.getByRole('button', { name: 'Store' }).click();
    await number.fill(String(count));
    await dialog.getByRole('button', { name: 'Store' }).click();
    await dialog.getByText('The number is not 8.').waitFor();
    expect(siWrites(sandbox)).toHaveLength(writes);

    const runs = (await readRuns(page)).length;
    await number.fill('8');
    await dialog.getByRole('button', { name: 'Store' }).click();
    await expect.poll(async () => (await readRuns(page)).length).toBe(runs + 1);
    await expect.poll(async () => (await readLastRun(page))?.state).toBe('done');
    expect(await readLastRun(page)).toMatchObject({ counts: { confirmed: count, failed: 0 } });
    await page.getByText(`Imported ${count}, failed 0, skipped 0`).waitFor();

    const written = sandbox.state.si.audit.slice(before);
    expect(new Set(written.map(({ userId }) => userId)).size).toBe(count);
    expect(new Set(written.flatMap(({ after }) => Object.keys(after)))).toEqual(
      new Set(['externalSystemId', ...written.flatMap(({ after }) => ('hiringDate' in after ? ['hiringDate'] : []))]),
    );
    const now = new Map(sandbox.state.si.users.map((user) => [user.id, user.externalSystemId]));
    for (const [id, externalSystemId] of ids) expect(now.get(id)).toBe(externalSystemId);
    await refreshPreview(page);
    expect(await page.getByRole('button', { name: /^Store employee IDs/ }).count()).toBe(0);
  });
});

describe('what changed since the last preview', () => {
  it('is told in numbers, marked on its rows, and shown alone on request', async () => {
    const product = await startProduct({ sandbox: { employees: 100, seed } });
    const { page, sandbox } = product;
    await connect(product);
    expect(await page.getByText(/^Since /).count()).toBe(0);
    await refreshPreview(page);
    await page.getByText(/^Nothing changed since the preview of /).waitFor();

    const user = sandbox.state.si.users.find((each) => isOrdinary(sandbox, each));
    const employee = sandbox.state.bamboo.employees.find((each) => each.id === user?.externalSystemId);
    if (!employee) throw new Error('nobody is matched');
    employee.jobTitle = 'Keeper of the Since';
    await refreshPreview(page);
    await page.getByText(/^Since .*: 1 different/).waitFor();
    const only = page.getByRole('button', { name: 'Show only these' });
    await only.click();
    expect(await only.getAttribute('aria-pressed')).toBe('true');
    const rows = page.getByRole('button', { name: /^Show changes for / });
    await expect.poll(() => rows.count()).toBe(1);
    await rows.first().click();
    await page.getByText('Keeper of the Since').first().waitFor();
    await only.click();
    await expect.poll(() => rows.count()).toBeGreaterThan(1);
  });
});

describe('an override', () => {
  it('releases exactly the plan it was given for: another choice of rows or another preview is blocked again', async () => {
    const product = await startProduct({ sandbox: { scenario: 'mass-leave', employees: 60, seed } });
    const { page, sandbox } = product;
    // With some seeds less than half of the company leaves.
    const active = sandbox.state.bamboo.employees.filter(({ status }) => status === 'Active');
    for (const employee of active.slice(10, 25)) employee.status = 'Inactive';
    await connect(product);
    const [finding] = ((await readStored(page, 'plans')) as { guards: { id: string; count: number }[] }[]).flatMap(
      (plan) => plan.guards.filter((guard) => guard.id === 'deactivations'),
    );
    const count = finding?.count ?? 0;
    const start = page.getByRole('button', { name: 'Import…' });
    await expect.poll(() => start.isDisabled()).toBe(true);

    const release = async (number: number) => {
      await page.getByRole('button', { name: 'Override…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog
        .getByRole('textbox', { name: `Type the number of people concerned (${count})` })
        .fill(String(number));
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('The works were sold');
      await dialog.getByRole('button', { name: 'Override', exact: true }).click();
    };
    await release(count + 1);
    await page.getByText(`The number is not ${count}.`).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await start.isDisabled()).toBe(true);
    await release(count);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => start.isEnabled()).toBe(true);

    // One person fewer is another plan, though as many leave.
    await page.getByRole('button', { name: /^Updated / }).click();
    await page
      .getByRole('checkbox', { name: /^Include (?!all)/ })
      .first()
      .uncheck();
    await expect.poll(() => start.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Override…' }).waitFor();
    await release(count);
    await expect.poll(() => start.isEnabled()).toBe(true);

    // So is the next preview, though it finds the same.
    await refreshPreview(page);
    await expect.poll(() => start.isDisabled()).toBe(true);
    expect(siWrites(sandbox)).toEqual([]);

    await release(count);
    await expect.poll(() => start.isEnabled()).toBe(true);
    expect(await importAll(page)).toMatch(/failed 0/);
    expect(sandbox.state.si.audit.filter(({ after }) => after['isActive'] === false)).toHaveLength(count);
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('tabpanel', { name: 'History' }).getByRole('list').getByRole('button').first().click();
    await page.getByText('The works were sold').waitFor();
  });
});

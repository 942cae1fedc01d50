import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  chooseSync,
  connectionOf,
  fillConnection,
  kindBar,
  saveAndPreview,
  testConnection,
} from '../../scripts/lib/walk.ts';
import { connect, siWrites, startProduct } from './product.ts';

/** What the page says in its alerts. */
async function alerts(page: Page): Promise<string> {
  return (await page.getByRole('alert').allInnerTexts()).join('\n');
}

describe('bad input', () => {
  it('tells a wrong key, a wrong subdomain, a wrong token and a pasted address apart', async () => {
    const product = await startProduct({ sandbox: { employees: 60 } });
    const { page, sandbox } = product;
    const good = connectionOf(sandbox.accounts);
    await chooseSync(page);

    await fillConnection(page, { ...good, apiKey: 'not-a-key', token: 'not-a-token' });
    await testConnection(page);
    expect(await alerts(page)).toMatch(/BambooHR.*(API )?key/i);
    expect(await alerts(page)).toMatch(/token/i);

    await fillConnection(page, { ...good, subdomain: 'nobody-of-that-name' });
    await testConnection(page);
    expect(await alerts(page)).toMatch(/BambooHR ID/);

    await fillConnection(page, {
      ...good,
      subdomain: `https://${good.subdomain}.bamboohr.com/employees/employee.php?id=4`,
    });
    await testConnection(page);
    expect(await page.getByRole('alert').count()).toBe(0);
    await saveAndPreview(page);
    expect(await page.getByRole('tab', { name: 'Preview', selected: true }).count()).toBe(1);
  });

  it.each([
    ['a page instead of data', { html: true }],
    ['an answer that is cut off', { truncate: 900 }],
    ['a refused key', { status: 401 }],
    ['an outage', { status: 503 }],
  ])('says what is wrong with %s and writes nothing', async (_title, fault) => {
    const product = await startProduct({ sandbox: { employees: 60 } });
    const { page, sandbox } = product;
    sandbox.faults.add({ side: 'bamboo', path: '/api/v1', count: 'forever', ...fault });
    await chooseSync(page);
    await fillConnection(page, connectionOf(sandbox.accounts));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const alert = page.getByRole('alert').first();
    await alert.waitFor({ timeout: 60_000 });
    expect((await alert.innerText()).length).toBeGreaterThan(20);
    expect(await kindBar(page).count()).toBe(0);
    expect(siWrites(sandbox)).toEqual([]);
  });

  it('names rows it cannot read and goes on with the others', async () => {
    const product = await startProduct({ sandbox: { employees: 60 } });
    const { page, sandbox } = product;
    const [first, second] = sandbox.state.bamboo.employees.filter((each) => each.status === 'Active');
    if (!first || !second) throw new Error('the company is empty');
    first.status = 'On Sabbatical' as never;
    await connect(product);
    expect(
      await kindBar(page)
        .getByRole('button', { name: /^Ignored/ })
        .innerText(),
    ).toMatch(/\d/);
    await page.getByRole('button', { name: /^Ignored/ }).click();
    await page.getByRole('searchbox', { name: 'Search people' }).fill(first.lastName ?? '');
    expect(await page.getByRole('button', { name: /^Show changes for / }).count()).toBeGreaterThan(0);
    expect(siWrites(sandbox)).toEqual([]);
  });
});

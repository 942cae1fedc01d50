import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { readPlan, readStored } from '../../scripts/lib/stored.ts';
import { importEverybody, refreshPreview } from '../../scripts/lib/walk.ts';
import { connect, startProduct } from './product.ts';

interface StoredRow {
  readonly key: string;
  readonly kind: string;
  readonly siUserId?: string;
  readonly selected: boolean;
  readonly reason?: { readonly code: string };
  readonly match?: { readonly by: string };
}

const ids = { lopez: '9112', schmidt: '9057', jane: '9099' } as const;

describe('an account that carries somebody else’s ID or email', () => {
  it('is taken by nobody, shown beside the record that asks for it, and linked by an admin', async () => {
    const product = await startProduct({ sandbox: { employees: 60, seed: 1 } });
    const { page, sandbox } = product;
    const schmidt = addStrangers(sandbox);
    const before = structuredClone(schmidt);
    await connect(product);
    const rowOf = async (id: string) => {
      const pages = (await readStored(page, 'pages')) as { readonly changes: readonly StoredRow[] }[];
      return pages.flatMap((each) => each.changes).find((row) => row.key === `e:${id}`);
    };
    expect(await rowOf(ids.lopez)).toMatchObject({
      kind: 'conflict',
      reason: { code: 'recycled-id' },
      selected: false,
    });
    expect(await rowOf(ids.schmidt)).toMatchObject({ kind: 'conflict', reason: { code: 'email-of-other-id' } });
    expect(await rowOf(ids.jane)).toMatchObject({ kind: 'conflict', reason: { code: 'recycled-email' } });

    await page.getByRole('searchbox', { name: 'Search people' }).fill('Maria Lopez');
    await page.getByRole('button', { name: 'Show changes for Maria Lopez' }).click();
    await page.getByText('ID used again for another person').first().waitFor();
    await page.getByText('Records to compare').waitFor();
    await page.getByText(`BambooHR ${ids.lopez}`, { exact: true }).waitFor();
    await page.getByText(`Small Improvements ${schmidt.id}`, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Link to Maria Schmidt' }).waitFor();

    // A conflict stops nobody else, and nothing of it is written.
    expect(Object.keys((await readPlan(page)).selected).length).toBeGreaterThan(0);
    await page.getByRole('searchbox', { name: 'Search people' }).fill('');
    await importEverybody(page);
    expect(sandbox.state.si.users.find((user) => user.id === schmidt.id)).toMatchObject(before);
    expect(sandbox.state.si.users.find((user) => user.loginname === 'j.smith@larkspur.example')?.firstName).toBe(
      'Walter',
    );

    await refreshPreview(page);
    await page.getByRole('searchbox', { name: 'Search people' }).fill('Maria Schmidt');
    await page.getByRole('button', { name: 'Show changes for Maria Schmidt' }).first().click();
    await page.getByRole('button', { name: 'Link to Maria Schmidt' }).click();
    await expect.poll(async () => (await readStored(page, 'decisions')).length).toBe(1);
    await refreshPreview(page);
    expect(await rowOf(ids.schmidt)).toMatchObject({ siUserId: schmidt.id, match: { by: 'pin' } });
    expect(await rowOf(ids.lopez)).toMatchObject({ kind: 'conflict', selected: false });
  });
});

/** Maria Lopez, whose id is Maria Schmidt's old ID, and Jane Smith, who was given Walter Brown's address. Returns Schmidt's account. */
function addStrangers(sandbox: Sandbox): Sandbox['state']['si']['users'][number] {
  const { bamboo, si } = sandbox.state;
  const employee = bamboo.employees.find((each) => each.status === 'Active');
  const account = si.users.find((each) => each.isActive && !each.isAdmin && !each.isGuest);
  if (!employee || !account) throw new Error('the company has nobody to copy');
  const addEmployee = (id: string, firstName: string, lastName: string, workEmail: string, hireDate: string) =>
    bamboo.employees.push({
      ...structuredClone(employee),
      ...{ id, employeeNumber: `E${id}`, firstName, lastName, preferredName: null, workEmail, hireDate },
    });
  const addAccount = (at: number, firstName: string, lastName: string, login: string, externalSystemId: string) => {
    const id = `${account.id.slice(0, 20)}${'ab'[at]}${account.id.slice(21)}`;
    const hiringDate = Date.UTC(2012, 1, 1);
    const made = { ...structuredClone(account), id, firstName, lastName, externalSystemId, hiringDate };
    const user = { ...made, loginname: login, email: login };
    si.users.push(user);
    return user;
  };
  addEmployee(ids.lopez, 'Maria', 'Lopez', 'm.lopez@larkspur.example', '2023-05-02');
  addEmployee(ids.schmidt, 'Maria', 'Schmidt', 'm.schmidt@larkspur.example', '2012-02-01');
  addEmployee(ids.jane, 'Jane', 'Smith', 'j.smith@larkspur.example', '2024-05-02');
  addAccount(1, 'Walter', 'Brown', 'j.smith@larkspur.example', '9017');
  return addAccount(0, 'Maria', 'Schmidt', 'm.schmidt@larkspur.example', ids.lopez);
}

import { expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { readLastRun, readStored } from '../../scripts/lib/stored.ts';
import { importAll, importEverybody, refreshPreview } from '../../scripts/lib/walk.ts';
import { connect, type Product, startProduct } from './product.ts';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly employeeId?: string;
}

interface StoredLink {
  readonly employeeId: string;
  readonly siUserId: string;
}

/** A key that sees three quarters of the company; two people it sees and the product manages, without rights or reports. */
async function start() {
  const product = await startProduct({ sandbox: { employees: 60, seed: 7 } });
  const { page, sandbox } = product;
  const key = sandbox.state.bamboo.keys.find((each) => each.key === sandbox.accounts.bamboo.apiKey);
  if (!key) throw new Error('there is no key');
  const ids = sandbox.state.bamboo.employees.map((employee) => employee.id);
  const seen = ids.filter((id, at) => at % 4 !== 3 || id === key.employeeId);
  key.reach = { kind: 'ids', ids: seen };
  await connect(product, { headCount: seen.length });
  await importEverybody(page);
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await page.getByRole('checkbox', { name: 'Deactivate all Small Improvements accounts not imported' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('tab', { name: 'Preview', selected: true }).waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  const [first, second] = await managed(product);
  if (!first || !second) throw new Error('nobody fits');
  return { ...product, first, second };
}

async function managed({ page, sandbox }: Product): Promise<readonly StoredLink[]> {
  const supervisors = new Set(sandbox.state.bamboo.employees.map((employee) => employee.supervisorEId));
  const links = (await readStored(page, 'links')) as StoredLink[];
  return links.filter(({ employeeId, siUserId }) => {
    const user = sandbox.state.si.users.find((each) => each.id === siUserId);
    const rights = [user?.isAdmin, user?.isHR, user?.isAssistant, user?.isGuest, user?.isSmallImprovements];
    const isPlain = user?.isActive === true && !rights.includes(true);
    const employee = sandbox.state.bamboo.employees.find((each) => each.id === employeeId);
    return isPlain && employee?.status === 'Active' && !supervisors.has(employeeId);
  });
}

const rowOf = async ({ page }: Pick<Product, 'page'>, siUserId: string) =>
  ((await readStored(page, 'pages')) as { readonly changes: readonly Row[] }[])
    .flatMap(({ changes }) => changes)
    .find((row) => row.key === `s:${siUserId}`);

async function removeEmployee(sandbox: Sandbox, id: string) {
  const answer = await fetch(`${sandbox.controlUrl}/bamboo/employees/${id}`, { method: 'DELETE' });
  expect(answer.ok).toBe(true);
}

function promote(sandbox: Sandbox, id: string, title: string) {
  const employee = sandbox.state.bamboo.employees.find((each) => each.id === id);
  if (employee) employee.jobTitle = title;
}

it('proposes a deleted person again who was left out once, with a key that sees only a part', async () => {
  const { page, sandbox, first, second } = await start();
  await removeEmployee(sandbox, first.employeeId);
  promote(sandbox, second.employeeId, 'Second Title');
  await refreshPreview(page);
  const leaver = await rowOf({ page }, first.siUserId);
  expect(leaver?.kind).toBe('deactivate');
  await page.getByRole('searchbox', { name: 'Search people' }).fill(leaver?.name ?? '');
  await page.getByRole('checkbox', { name: `Include ${leaver?.name}` }).uncheck();
  await page.getByRole('searchbox', { name: 'Search people' }).fill('');
  await importAll(page);
  expect(await readLastRun(page)).toMatchObject({ state: 'done', counts: { failed: 0 } });

  for (const title of ['Third Title', 'Fourth Title']) {
    promote(sandbox, second.employeeId, title);
    await refreshPreview(page);
    expect((await rowOf({ page }, first.siUserId))?.kind).toBe('deactivate');
    await importAll(page);
  }
  expect(sandbox.state.si.users.find((user) => user.id === first.siUserId)?.isActive).toBe(true);
});

it('proposes a person who was deleted while an import was going on', async () => {
  const { page, sandbox, first, second } = await start();
  promote(sandbox, first.employeeId, 'Second Title');
  promote(sandbox, second.employeeId, 'Second Title');
  await refreshPreview(page);
  sandbox.triggers.add({
    side: 'si',
    method: 'PUT',
    path: '^/api/v2/users/[^/]+$',
    calls: [{ method: 'DELETE', path: `/bamboo/employees/${first.employeeId}` }],
  });
  await importAll(page);
  expect(await readLastRun(page)).toMatchObject({ state: 'done', counts: { confirmed: 2, failed: 0 } });
  await refreshPreview(page);
  expect((await rowOf({ page }, first.siUserId))?.kind).toBe('deactivate');
});

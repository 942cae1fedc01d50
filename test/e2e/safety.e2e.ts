import { describe, expect, it } from 'vitest';
import { reachOf } from '../../sandbox/bamboo/access.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { readLastRun, readPlan, readSchedule, readStored } from '../../scripts/lib/stored.ts';
import {
  chooseSync,
  connectionOf,
  fillConnection,
  importAll,
  importEverybody,
  kindBar,
  refreshPreview,
  saveAndPreview,
} from '../../scripts/lib/walk.ts';
import { connect, makeTickDue, type Product, startProduct, tickAt } from './product.ts';
import { inTurn, long, seed } from './counts.ts';

/** Accounts that were locked, and values that were emptied, since a moment of the audit. */
function harm(sandbox: Sandbox, since: number): string[] {
  return sandbox.state.si.audit.slice(since).flatMap(({ action, after, before }) => {
    if (after['isActive'] === false) return [action];
    const emptied = Object.keys(after).filter((key) => after[key] == null && before[key] != null);
    return emptied.map((key) => `${action} empties ${key}`);
  });
}

function fullKey(sandbox: Sandbox) {
  const key = sandbox.state.bamboo.keys.find((each) => each.key === sandbox.accounts.bamboo.apiKey);
  if (!key) throw new Error('there is no key');
  return key;
}

/** Everything an administrator of BambooHR, or the network, can do to make half a company look gone. */
const causes: readonly (readonly [string, (sandbox: Sandbox) => void])[] = [
  ['the key no longer sees the status', (sandbox) => fullKey(sandbox).hiddenFields.push('status')],
  [
    'the status is withheld person by person',
    (sandbox) => {
      const ids = sandbox.state.bamboo.employees.filter((_, index) => index % 2 === 0).map((each) => each.id);
      fullKey(sandbox).hiddenFor = { ids, fields: ['status', 'department', 'jobTitle', 'location', 'gender'] };
    },
  ],
  [
    'the key sees nobody',
    (sandbox) => {
      fullKey(sandbox).reach = { kind: 'none' };
    },
  ],
  [
    'the key sees half the staff',
    (sandbox) => {
      const ids = sandbox.state.bamboo.employees.filter((_, index) => index % 2 === 0).map((each) => each.id);
      fullKey(sandbox).reach = { kind: 'ids', ids };
    },
  ],
  [
    'half the staff is set to inactive',
    (sandbox) => {
      for (const [index, employee] of sandbox.state.bamboo.employees.entries()) {
        if (index % 20 < 11) employee.status = 'Inactive';
      }
    },
  ],
  [
    'the answer is cut off',
    (sandbox) => void sandbox.faults.add({ side: 'bamboo', path: '/api/v1', truncate: 2_000, count: 'forever' }),
  ],
  [
    'a page comes instead of data',
    (sandbox) => void sandbox.faults.add({ side: 'bamboo', path: '/api/v1', html: true, count: 'forever' }),
  ],
  [
    'the key is refused',
    (sandbox) => void sandbox.faults.add({ side: 'bamboo', path: '/api/v1', status: 401, count: 'forever' }),
  ],
];

/** Imports once by hand, then switches automatic imports and "not imported" on. */
async function settle(product: Product): Promise<void> {
  const { page } = product;
  await connect(product);
  await importEverybody(page);
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await page.getByRole('checkbox', { name: 'Automatic Imports' }).check();
  await page.getByRole('checkbox', { name: 'Deactivate all Small Improvements accounts not imported' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('tab', { name: 'Preview', selected: true }).waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
}

describe.each(inTurn(causes, 4))('when %s', (_title, cause) => {
  it('nobody is locked and nothing is emptied, by hand or automatically', async () => {
    const product = await startProduct({ sandbox: { employees: 100, seed } });
    const { page, sandbox } = product;
    await settle(product);
    const before = sandbox.state.si.audit.length;
    cause(sandbox);

    const attempted = (await readSchedule(page))?.lastAttemptMs ?? 0;
    await makeTickDue(product);
    const attempt = async () => {
      // A tick that meets the preview after an import is none; the alarm rings again.
      await tickAt(page, Date.now());
      return (await readSchedule(page))?.lastAttemptMs ?? 0;
    };
    await expect.poll(attempt, { interval: 2_000 }).toBeGreaterThan(attempted);
    await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 60_000 });
    await expect
      .poll(async () => (await readStored(page, 'state')).some((each) => (each as { kind?: string }).kind === 'idle'))
      .toBe(true);
    expect(harm(sandbox, before)).toEqual([]);

    await page.getByRole('button', { name: 'Refresh preview' }).click();
    await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 60_000 });
    const button = page.getByRole('button', { name: 'Import…' });
    if ((await button.count()) > 0 && (await button.isEnabled())) {
      await importAll(page);
      expect((await readLastRun(page))?.trigger).toBe('manual');
    }
    expect(harm(sandbox, before)).toEqual([]);
  });
});

describe('when one person really leaves', () => {
  it('that person, and nobody else, is locked automatically', async () => {
    const product = await startProduct({ sandbox: { employees: 100, seed } });
    const { sandbox } = product;
    await settle(product);
    const before = sandbox.state.si.audit.length;
    const leaver = sandbox.state.bamboo.employees.find((each) => {
      const account = sandbox.state.si.users.find((user) => user.externalSystemId === each.id);
      return each.status === 'Active' && account?.isActive && !account.isAdmin && !account.isHR && !account.isAssistant;
    });
    if (!leaver) throw new Error('nobody can leave');
    leaver.status = 'Inactive';
    await makeTickDue(product);
    await expect.poll(() => harm(sandbox, before).length).toBe(1);
  });
});

describe("when another company's key and address are entered", () => {
  it('no account of this company is locked or emptied', async () => {
    const product = await startProduct({ sandbox: { employees: 100, seed } });
    const { page, sandbox } = product;
    await settle(product);
    const before = sandbox.state.si.audit.length;
    const { otherSubdomain, keys } = sandbox.accounts.bamboo;
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await fillConnection(page, {
      ...connectionOf(sandbox.accounts),
      subdomain: otherSubdomain,
      apiKey: keys['otherCompany'] ?? '',
    });
    await saveAndPreview(page);
    expect((await readPlan(page)).selected['deactivate'] ?? 0).toBe(0);
    expect(harm(sandbox, before)).toEqual([]);
  });
});

describe('a key that sees 30 of 600 people', () => {
  it('manages those 30 and touches nobody else', async () => {
    const product = await startProduct({ sandbox: { scenario: 'subset', seed } });
    const { page, sandbox } = product;
    const visible = fullKey(sandbox).reach;
    const ids = new Set(visible.kind === 'ids' ? visible.ids : []);
    expect(ids.size).toBe(30);
    await chooseSync(page);
    await fillConnection(page, { ...connectionOf(sandbox.accounts), headCount: 30 });
    await page.getByRole('checkbox', { name: 'Deactivate all Small Improvements accounts not imported' }).check();
    await saveAndPreview(page);
    const before = sandbox.state.si.audit.length;
    const { selected } = await readPlan(page);
    if (Object.keys(selected).length > 0) await importEverybody(page);
    await refreshPreview(page);
    expect((await readPlan(page)).selected).toEqual({});

    const emails = new Set(
      sandbox.state.bamboo.employees.filter((each) => ids.has(each.id)).map((each) => each.workEmail?.toLowerCase()),
    );
    const strangers = sandbox.state.si.audit.slice(before).filter(({ userId }) => {
      const user = sandbox.state.si.users.find((each) => each.id === userId);
      return !ids.has(user?.externalSystemId ?? '') && !emails.has(user?.loginname.toLowerCase());
    });
    expect(strangers).toEqual([]);
  });
});

/** What a key withholds from everybody, as the keys of SI's accounts nobody may see written then. */
const withheld: Readonly<Record<string, readonly string[]>> = {
  noStatus: ['isActive'],
  noGender: ['gender'],
  noEmail: ['email', 'loginname'],
  noHireDate: ['hiringDate'],
  noSupervisor: ['managerId'],
  noOptional: ['role', 'department', 'location'],
};

/** Every other key of the sandbox but the full one, the subset and the other company's, which have their own tests. */
const otherKeys = [
  'byLocation',
  'noTerminated',
  'selfOnly',
  'reportsOnly',
  'nobody',
  'partialEmail',
  'noEmployee',
  'disabledOwner',
  ...Object.keys(withheld),
];
/** A few of them, others each time; all in the long run. */
const chosenKeys = long ? otherKeys : otherKeys.filter((name, at) => name === 'reportsOnly' || (at + seed) % 4 === 0);

describe.each(chosenKeys)('with the key "%s"', (name) => {
  it('only people the key can see are changed, in nothing it withholds, "not imported" ticked or not', async () => {
    const product = await startProduct({ sandbox: { employees: 100, seed } });
    const { page, sandbox } = product;
    const key = sandbox.state.bamboo.keys.find((each) => each.name === name);
    if (!key) throw new Error(`there is no key ${name}`);
    const people = sandbox.state.bamboo.employees.filter(reachOf(key, sandbox.state.bamboo));
    const { headCount: _all, ...connection } = connectionOf(sandbox.accounts);
    await chooseSync(page);
    await fillConnection(page, { ...connection, apiKey: key.key });
    await page.getByRole('checkbox', { name: 'Deactivate all Small Improvements accounts not imported' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await kindBar(page).or(page.getByRole('alert')).first().waitFor({ timeout: 60_000 });
    await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 60_000 });
    const button = page.getByRole('button', { name: 'Import…' });
    const imports = (await button.count()) > 0 && (await button.isEnabled());
    // Without anybody, or anybody's status, there is nothing to import; few people may all be in step.
    if (['nobody', 'disabledOwner', 'noStatus'].includes(name)) expect(imports).toBe(false);
    else if (key.reach.kind === 'all') expect(imports).toBe(true);
    if (imports) await importEverybody(page);

    const ids = new Set(people.map((each) => each.id));
    const emails = new Set(people.map((each) => each.workEmail?.toLowerCase()));
    const { audit } = sandbox.state.si;
    const strangers = audit.filter(({ userId }) => {
      const user = sandbox.state.si.users.find((each) => each.id === userId);
      return !ids.has(user?.externalSystemId ?? '') && !emails.has(user?.loginname.toLowerCase());
    });
    expect(strangers).toEqual([]);
    const keys = withheld[name] ?? [];
    const guessed = audit.filter(({ after }) =>
      keys.some((each) => ![undefined, null, '', 'unspecified'].includes(after[each] as string | null | undefined)),
    );
    expect(guessed).toEqual([]);
    if (name === 'partialEmail') {
      const hidden = new Set(key.hiddenFor?.ids);
      const mailed = audit.filter(({ userId, after }) => {
        const user = sandbox.state.si.users.find((each) => each.id === userId);
        return hidden.has(user?.externalSystemId ?? '') && ('email' in after || 'loginname' in after);
      });
      expect(mailed).toEqual([]);
    }
  });
});

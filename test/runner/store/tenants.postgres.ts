import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../src/config/settings.ts';
import type { Stores } from '../../../src/run/deps.ts';
import { createSealedSecrets, sealingKeyOf } from '../../../src/runner/store/sealed-secrets.ts';
import { tenantOf } from '../../../src/runner/store/tenant.ts';
import { createTenants } from '../../../src/runner/store/tenants.ts';
import {
  aChange,
  acme,
  aJournalRow,
  aPlanHeader,
  aRun,
  aRunPerson,
  employeeId,
  planId,
  runId,
  siUserId,
} from '../../builders/stored.ts';
import { propertyOptions } from '../../property.ts';
import { freshDatabase } from '../support/fresh-database.ts';
import { putFacts } from '../../put-facts.ts';

const fresh = freshDatabase();
const host = 'acme.bamboohr.com';

/** Everything the database holds of a tenant, as text; binary as hex. */
async function dumpOf(tenant: string): Promise<readonly string[]> {
  const { database } = fresh();
  const tables = await database.rows<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'runner' AND column_name = 'tenant'",
  );
  const all: string[] = [];
  for (const { name } of tables.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const rows = await database.rows<{ row: string }>(
      `SELECT row_to_json(t)::text AS row FROM runner.${name} t WHERE tenant = $1 ORDER BY 1`,
      [tenant],
    );
    all.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return all;
}

/** Everything a store can be asked to change, under ids every tenant uses. */
const changes: Readonly<Record<string, (stores: Stores) => Promise<unknown>>> = {
  'save a plan': ({ plans }) => plans.save(aPlanHeader('p'), [aChange(1)]),
  'replace a plan': ({ plans }) => plans.replace(aPlanHeader('p'), aPlanHeader('p', { rows: 7 }), [aChange(2)]),
  'drop a plan': ({ plans }) => plans.drop(planId('p')),
  'open a run': ({ runs }) => runs.open(aRun('r', 1), [aRunPerson('r', 0)], [aJournalRow('r', 0)]),
  'put a run': ({ runs }) => runs.put(aRun('r', 2, { state: 'failed' })),
  'put people': ({ runs }) => runs.putPeople([aRunPerson('r', 0, { outcome: 'failed' })]),
  'drop runs': ({ runs }) => runs.prune({ beforeMs: 99, keep: 0 }),
  'put links': ({ pairs }) =>
    pairs.putLinks(acme, [{ employeeId: employeeId('1'), siUserId: siUserId('u'), by: 'pin', confirmedAtMs: 1 }]),
  'put a decision': ({ pairs }) =>
    pairs.putDecision({ pair: acme, id: 'i', decision: { kind: 'ignore', employeeId: employeeId('1') }, atMs: 1 }),
  'take a decision back': ({ pairs }) => pairs.removeDecision(acme, 'i'),
  'put facts': ({ pairs }) => putFacts(pairs, { pair: acme, manualImportDone: true, notWritable: [] }),
  'put reverted rows': ({ pairs }) => pairs.putReverted([{ pair: acme, changeKey: 'e:1', atMs: 1, runId: runId('r') }]),
  'forget reverted rows': ({ pairs }) => pairs.forgetReverted(acme, ['e:1']),
  'take over': ({ pairs }) => pairs.takeOver(acme, 'other|si' as typeof acme),
  'lose somebody who was not informed': ({ pairs }) => pairs.changeUninformed(acme, [], [siUserId('u')]),
  'lose forms': ({ pairs }) => pairs.putOwnForms([{ pair: acme, siUserId: siUserId('u'), forms: {} }]),
  'add to the audit': ({ audit }) => audit.add([{ atMs: 1, what: 'mode' }]),
  'set state': ({ state }) => state.set('schedule', { nextDueMs: 1 }),
  'clear state': ({ state }) => state.clear('schedule'),
  'set settings': ({ settings }) => settings.set({ ...defaultSettings, headCount: 3 }),
  'set a secret': ({ secrets }) => secrets.set('bamboo-key', host, 'k3y'),
  'remove a secret': ({ secrets }) => secrets.remove('bamboo-key'),
};

/** Something of every kind. */
async function fill(stores: Stores): Promise<void> {
  for (const [name, change] of Object.entries(changes))
    if (/^(?:save|open|put|add|set) /.test(name)) await change(stores);
  const waiting = { pair: acme, siUserId: siUserId('u'), name: 'Ann', why: 'created', sinceMs: 1 } as const;
  await stores.pairs.changeUninformed(acme, [{ ...waiting, runId: runId('r') }], []);
  await stores.pairs.putOwnForms([
    { pair: acme, siUserId: siUserId('u'), forms: { jobTitle: { sent: 'a', kept: 'b' } } },
  ]);
}

describe('two tenants of one database', () => {
  test('never touch each other, whatever one of them does under ids the other has too', async () => {
    const [mine, theirs] = [await fresh().home(), await fresh().home()];
    await fill(theirs.stores());
    const before = await dumpOf(theirs.tenant);
    expect(before.length).toBeGreaterThan(15);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(changes)), { minLength: 1, maxLength: 8 }),
        async (names) => {
          const stores = mine.stores();
          for (const name of names) await changes[name]?.(stores);
          expect(await dumpOf(theirs.tenant)).toEqual(before);
        },
      ),
      propertyOptions(0.4),
    );
  });

  test('see nothing of each other', async () => {
    const [mine, theirs] = [await fresh().home(), await fresh().home()];
    await fill(theirs.stores());
    const { plans, runs, pairs, audit, state, settings, secrets } = mine.stores();
    const seen = [
      await plans.header(planId('p')),
      await plans.read(planId('p')),
      ...(await plans.page(planId('p'), 0)),
      await runs.get(runId('r')),
      await runs.openRun(),
      ...(await runs.list(9)),
      ...(await runs.listOf(acme, 9)),
      ...(await runs.people(runId('r'))),
      ...(await runs.journal(runId('r'))),
      ...(await runs.timeline(acme, 'e:0', 9)),
      ...(await pairs.known()),
      ...(await pairs.links(acme)),
      ...(await pairs.decisions(acme)),
      ...(await pairs.reverted(acme)),
      ...(await pairs.uninformed(acme)),
      ...(await pairs.ownForms(acme)),
      ...(await audit.list(9)),
      await state.get('schedule'),
      await state.get('current-plan'),
      (await settings.get()).headCount,
      await secrets.get('bamboo-key', host),
    ];
    expect(seen.filter((each) => each !== undefined)).toEqual([]);
    expect(await runs.countOthers(undefined)).toBe(0);
  });
});

describe('the list of tenants', () => {
  test('takes each name once, and only names that are safe in commands', async () => {
    const tenants = createTenants(fresh().database);
    await tenants.add('acme');
    await tenants.add('globex-2');
    await expect(tenants.add('acme')).rejects.toMatchObject({ code: 'tenant-taken' });
    for (const name of ['', 'Acme', 'a b', '-a', 'a-', 'a;b', '../a', 'ä', 'a'.repeat(64)])
      await expect(tenants.add(name)).rejects.toMatchObject({ code: 'tenant-name' });
    expect((await tenants.list()).filter((name) => !name.startsWith('tenant-'))).toEqual(['acme', 'globex-2']);
  });

  test('loses one with everything that is stored of it, and nothing comes after', async () => {
    const tenants = createTenants(fresh().database);
    const { tenant, stores } = await fresh().home();
    await fill(stores());
    await tenants.remove(tenant);

    expect(await dumpOf(tenant)).toEqual([]);
    await expect(tenants.remove(tenant)).rejects.toMatchObject({ code: 'tenant-unknown' });
    for (const name of ['save a plan', 'open a run', 'put a run', 'set state', 'set a secret', 'put facts'])
      await expect(changes[name]?.(stores())).rejects.toMatchObject({ code: 'storage-failed' });
    await expect(stores().runs.putRow(aJournalRow('r', 0))).rejects.toMatchObject({ code: 'storage-failed' });
    expect(await dumpOf(tenant)).toEqual([]);
  });
});

describe('a sealed secret', () => {
  const secret = 'k3y-of-acme-0123456789';
  const move = async (change: string, tenant: string) =>
    fresh().database.rows(`UPDATE runner.secrets SET ${change} WHERE tenant = $1`, [tenant]);

  test('lies nowhere in the database as plain text', async () => {
    const { tenant, stores } = await fresh().home();
    await stores().secrets.set('bamboo-key', host, secret);
    const dump = (await dumpOf(tenant)).join('\n');
    expect(dump).toContain('bamboo-key');
    for (const text of [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')])
      expect(dump).not.toContain(text);
  });

  test.each([
    ['another host', "host = 'globex.bamboohr.com'", 'bamboo-key', 'globex.bamboohr.com'],
    ['another name', "name = 'si-token'", 'si-token', host],
  ] as const)('moved to %s does not open', async (_to, change, name, at) => {
    const { tenant, stores } = await fresh().home();
    await stores().secrets.set('bamboo-key', host, secret);
    await move(change, tenant);
    await expect(stores().secrets.get(name, at)).rejects.toMatchObject({
      code: 'secret-lost',
      context: { fields: [name] },
    });
  });

  test('moved to another tenant does not open', async () => {
    const [mine, theirs] = [await fresh().home(), await fresh().home()];
    await theirs.stores().secrets.set('bamboo-key', host, secret);
    await move(`tenant = '${mine.tenant}'`, theirs.tenant);
    await expect(mine.stores().secrets.get('bamboo-key', host)).rejects.toMatchObject({ code: 'secret-lost' });
  });

  test('does not open with another key; a new one can be saved', async () => {
    const { tenant, stores } = await fresh().home();
    await stores().secrets.set('bamboo-key', host, secret);
    const other = createSealedSecrets(tenantOf(fresh().database, tenant), await sealingKeyOf(new Uint8Array(32)));
    await expect(other.get('bamboo-key', host)).rejects.toMatchObject({ code: 'secret-lost' });
    await other.set('bamboo-key', host, 'another');
    expect(await other.get('bamboo-key', host)).toBe('another');
  });

  test('needs a key of 32 bytes', async () => {
    await expect(sealingKeyOf(new Uint8Array(16))).rejects.toMatchObject({ code: 'sealing-key' });
  });
});

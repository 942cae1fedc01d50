import { expect, test } from 'vitest';
import { runHere } from '../../../scripts/lib/runner/run-here.ts';
import { secretHosts } from '../../../src/config/secret-hosts.ts';
import { defaultSettings } from '../../../src/config/settings.ts';
import { sealingKeyOf } from '../../../src/runner/store/sealed-secrets.ts';
import { createStores } from '../../../src/runner/store/stores.ts';
import { aJournalRow, aPlanHeader, aRun, aRunPerson, runId } from '../../builders/stored.ts';
import { freshDatabase } from '../support/fresh-database.ts';

const fresh = freshDatabase();
const key = { RUNNER_KEY: Buffer.alloc(32, 7).toString('base64') };

const settings = {
  ...defaultSettings,
  mode: 'sync' as const,
  bambooSubdomain: 'acme',
  siAddress: 'https://acme.small-improvements.com',
};

async function said(...args: readonly string[]) {
  const { code, out } = await runHere([...args, '--json'], { DATABASE_URL: fresh().url, ...key });
  return { code, said: JSON.parse(out) as unknown };
}

/** A tenant with an import that was left open before anything was sent; nobody answers at its two systems. */
async function leftOpen() {
  const { tenant } = await fresh().home();
  const stores = createStores(fresh().database, tenant, { key: await sealingKeyOf(new Uint8Array(32).fill(7)) });
  await stores.settings.set(settings);
  const hosts = secretHosts(settings);
  await stores.secrets.set('bamboo-key', hosts['bamboo-key'], 'k3y');
  await stores.secrets.set('si-token', hosts['si-token'], 't0ken');
  await stores.runs.open(
    { ...aRun('left', Date.now()), state: 'running' },
    [aRunPerson('left', 1)],
    [aJournalRow('left', 1)],
  );
  return { tenant, stores };
}

test('a run that was left open is gone on with only by whoever asks for that', async () => {
  const { tenant, stores } = await leftOpen();
  for (const args of [
    ['preview', tenant],
    ['import', tenant, '--plan', '3f9c'],
    ['mail', tenant, '--all'],
  ])
    expect(await said(...args)).toMatchObject({ code: 5, said: { error: { code: 'run-open' } } });
  expect(await stores.runs.openRun()).toMatchObject({ id: 'left' });
});

test('one person alone is never the rest of an import that was left open', async () => {
  const { tenant, stores } = await leftOpen();
  await stores.plans.save(aPlanHeader('p', { fingerprint: '3f9c', runId: runId('left') }), []);
  for (const which of [['--plan', '3f9c'], ['--resume']])
    expect(await said('import', tenant, ...which, '--only', 'anna@acme.com')).toMatchObject({
      code: 5,
      said: { error: { code: 'run-open' } },
    });
  expect(await stores.state.get('activity')).toBeUndefined();
});

test('a run that was left open is given up on request, without asking anybody', async () => {
  const { tenant, stores } = await leftOpen();
  expect(await said('import', tenant, '--cancel')).toMatchObject({
    code: 0,
    said: { run: { id: 'left', state: 'cancelled' } },
  });
  expect(await stores.runs.openRun()).toBeUndefined();
  expect((await stores.runs.journal(runId('left'))).filter(({ state }) => state === 'sent')).toEqual([]);
  expect(await said('import', tenant, '--cancel')).toMatchObject({ code: 2, said: { error: { code: 'run-unknown' } } });
});

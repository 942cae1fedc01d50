import { beforeEach, describe, expect, test } from 'vitest';
import { prepareStorage } from '../../src/admin/prepare-storage.ts';
import { createSettingsStore } from '../../src/config/settings-store.ts';
import type { HistoryDb } from '../../src/history/open.ts';
import { createSecretStore } from '../../src/history/secret-store.ts';
import { createSecretKeeper, createSessionSecrets } from '../../src/history/session-secrets.ts';
import { createSettingsRecord } from '../../src/history/settings-record.ts';
import { dumpOf, openFreshHistory } from '../history/support.ts';
import { areaOf } from '../contract/stores/indexeddb-home.ts';

const hosts = { bamboo: 'acme.bamboohr.com', si: 'acme.small-improvements.com' };
const saved = { bambooSubdomain: 'Acme', siAddress: 'https://acme.small-improvements.com', mode: 'sync' };

let db: HistoryDb;
let local: object | undefined;
let memory: Map<string, unknown>;

beforeEach(async () => {
  db = await openFreshHistory();
  local = saved;
  memory = new Map();
});

function stores(policy: Record<string, unknown> = {}) {
  const settings = createSettingsStore(createSettingsRecord(db), async () => policy);
  const secrets = createSecretKeeper({
    disk: createSecretStore(db, crypto),
    session: createSessionSecrets(areaOf(memory), () => 'mark'),
    forSession: async () => (await settings.readable()).settings.keysForSession,
  });
  const left = {
    read: async () => local,
    clear: async () => {
      local = undefined;
    },
  };
  return { crypto, settings, secrets, left };
}

/** As versions before 5 left it: a sealed key that is bound to nothing, and settings elsewhere. */
async function asBefore(): Promise<void> {
  await createSecretStore(db, crypto).set('bamboo-key', '', 'prepared');
  const key = await db.get('keys', 'seal');
  if (!key) throw new Error('there is no key');
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode('k3y'));
  await db.put('secrets', { name: 'bamboo-key', iv, sealed });
  await db.put('settings', true, 'take-over');
}

describe('what an earlier version left', () => {
  test('is settings in the database and a key for its host, and nothing elsewhere', async () => {
    await asBefore();
    const deps = stores();
    await prepareStorage(db, deps);
    expect(await deps.settings.get()).toMatchObject({ ...saved, bambooSubdomain: 'acme' });
    expect(await deps.secrets.get('bamboo-key', hosts.bamboo)).toBe('k3y');
    expect(local).toBeUndefined();
  });

  test('is not looked for a second time', async () => {
    await asBefore();
    await prepareStorage(db, stores());
    local = { ...saved, bambooSubdomain: 'evil' };
    await prepareStorage(db, stores());
    expect((await stores().settings.get()).bambooSubdomain).toBe('acme');
  });
});

test('a policy that keeps keys for the session only takes them off the disk', async () => {
  const before = stores();
  await before.settings.set({ ...(await before.settings.get()), ...saved, mode: 'sync' });
  await before.secrets.set('si-token', hosts.si, 't0ken');
  const deps = stores({ keysForSession: true });
  await prepareStorage(db, deps);
  expect(await db.getAllKeys('secrets')).toEqual([]);
  expect(await dumpOf(db)).not.toContain('t0ken');
  expect(await deps.secrets.get('si-token', hosts.si)).toBe('t0ken');
});

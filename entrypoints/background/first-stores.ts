import { prepareStorage } from '../../src/admin/prepare-storage.ts';
import type { StatusDeps } from '../../src/admin/status-of.ts';
import { leftSettings, sessionArea } from '../../src/config/browser-storage.ts';
import { readManagedPolicy } from '../../src/config/policy.ts';
import { createRememberedSettings } from '../../src/config/remembered-settings.ts';
import type { SettingsStore } from '../../src/config/settings-store.ts';
import { type HistoryDb, onConnection, openHistory } from '../../src/history/open.ts';
import { createSecretStore } from '../../src/history/secret-store.ts';
import { createSecretKeeper, createSessionSecrets, type SecretKeeper } from '../../src/history/session-secrets.ts';
import { createSettingsRecord } from '../../src/history/settings-record.ts';
import { createStateStore } from '../../src/history/state-store.ts';

type Read = Parameters<typeof createRememberedSettings>[0]['read'];

/** What the first answer needs, made without the schemas. */
export interface FirstStores extends Pick<StatusDeps, 'settings' | 'secrets' | 'state'> {
  readonly db: HistoryDb;
}

/**
 * The database with what is stored there in its present form: once, and anew when the database was taken away. `read`
 * reads settings that were not read before. Effects: opens the database at the first question.
 */
export function openFirstStores(read: Read): () => Promise<FirstStores> {
  return onConnection(
    () => openHistory(),
    async (db) => {
      const memory = {
        get: () => sessionArea.get('read-settings'),
        set: (reading: object) => sessionArea.set('read-settings', reading),
      };
      const settings = createRememberedSettings({
        record: createSettingsRecord(db),
        readPolicy: readManagedPolicy,
        memory,
        read,
      });
      const secrets = keeperOf(db, settings);
      await prepareStorage(db, { crypto, left: leftSettings, settings, secrets });
      return { db, settings, secrets, state: createStateStore(db) };
    },
  );
}

/** The secrets, where the settings want them. */
export function keeperOf(db: HistoryDb, settings: Pick<SettingsStore, 'readable'>): SecretKeeper {
  return createSecretKeeper({
    disk: createSecretStore(db, crypto),
    session: createSessionSecrets(sessionArea, () => crypto.randomUUID()),
    forSession: async () => (await settings.readable()).settings.keysForSession,
  });
}

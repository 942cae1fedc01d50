import { secretHosts } from '../config/secret-hosts.ts';
import type { SettingsStore } from '../config/settings-store.ts';
import { type HistoryDb, stored } from '../history/open.ts';
import { bindSecrets } from '../history/secret-store.ts';
import type { SecretKeeper } from '../history/session-secrets.ts';
import { type LeftSettings, takeOverSettings } from '../history/settings-record.ts';

/**
 * Brings what an earlier version left into its present form: settings into the database, secrets bound to their hosts, and
 * no secret on the disk where the choice, or a policy since, is to keep them for the session only.
 * Effects: may be broken off anywhere; the next call goes on.
 */
export async function prepareStorage(
  db: HistoryDb,
  deps: {
    readonly crypto: Crypto;
    readonly left: LeftSettings;
    readonly settings: Pick<SettingsStore, 'readable'>;
    readonly secrets: SecretKeeper;
  },
): Promise<void> {
  const { hasLeft, secrets } = await lookThrough(db);
  if (hasLeft) await takeOverSettings(db, deps.left);
  if (secrets === 0) return;
  const { settings } = await deps.settings.readable();
  const hosts = secretHosts(settings);
  await bindSecrets(db, deps.crypto, (name) => hosts[name]);
  if (settings.keysForSession) await deps.secrets.move(hosts, 'session');
}

/** In one transaction, as every wake-up waits for it; most browsers only show reviews, and there is nothing to do. */
async function lookThrough(db: HistoryDb): Promise<{ readonly hasLeft: boolean; readonly secrets: number }> {
  return stored('storage.prepare', async () => {
    const tx = db.transaction(['settings', 'secrets']);
    const [left, secrets] = await Promise.all([
      tx.objectStore('settings').get('take-over'),
      tx.objectStore('secrets').count(),
    ]);
    return { hasLeft: left !== undefined, secrets };
  });
}

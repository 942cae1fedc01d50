import { secretHosts } from '../config/secret-hosts.ts';
import type { SettingsStore } from '../config/settings-store.ts';
import type { HistoryDb } from '../history/open.ts';
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
    readonly settings: SettingsStore;
    readonly secrets: SecretKeeper;
  },
): Promise<void> {
  await takeOverSettings(db, deps.left);
  const { settings } = await deps.settings.readable();
  const hosts = secretHosts(settings);
  await bindSecrets(db, deps.crypto, (name) => hosts[name]);
  if (settings.keysForSession) await deps.secrets.move(hosts, 'session');
}

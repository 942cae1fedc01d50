import { AppError } from '../shared/app-error.ts';
import { type HistoryDb, stored } from './open.ts';
import type { SecretName } from '../domain/state.ts';

/**
 * The two secrets, sealed with a key that cannot leave the browser (design §5). Content scripts cannot reach
 * this database in any browser; `storage.local` they can read in Firefox.
 */
export interface SecretStore {
  has(name: SecretName): Promise<boolean>;
  /** Tells one saving of the secret from another and nothing about the secret itself; empty where there is none. */
  mark(name: SecretName): Promise<string>;
  /** Errors: `secret-lost` when the seal does not open any more. */
  get(name: SecretName): Promise<string | undefined>;
  set(name: SecretName, secret: string): Promise<void>;
  remove(name: SecretName): Promise<void>;
}

export function createSecretStore(db: HistoryDb, crypto: Crypto): SecretStore {
  async function sealingKey(): Promise<CryptoKey> {
    const kept = await db.get('keys', 'seal');
    if (kept) return kept;
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // Looked up and put in one transaction: of two pages that come first at once, one key wins for both.
    const tx = db.transaction('keys', 'readwrite');
    const winner = await tx.store.get('seal');
    if (!winner) await tx.store.put(made, 'seal');
    await tx.done;
    return winner ?? made;
  }

  return {
    has: (name) => stored('secret.has', async () => (await db.getKey('secrets', name)) !== undefined),
    // The initialisation vector is random and drawn anew at each saving.
    mark: (name) =>
      stored('secret.mark', async () => {
        const row = await db.get('secrets', name);
        return row ? Array.from(row.iv, (byte) => byte.toString(16).padStart(2, '0')).join('') : '';
      }),
    get: (name) =>
      stored('secret.get', async () => {
        const row = await db.get('secrets', name);
        if (!row) return undefined;
        const key = await sealingKey();
        try {
          const open = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: row.iv }, key, row.sealed);
          return new TextDecoder().decode(open);
        } catch (cause) {
          throw new AppError('secret-lost', { fields: [name] }, { cause });
        }
      }),
    set: (name, secret) =>
      stored('secret.set', async () => {
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const data = new TextEncoder().encode(secret);
        const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await sealingKey(), data);
        await db.put('secrets', { name, iv, sealed });
      }),
    remove: (name) => stored('secret.remove', () => db.delete('secrets', name)),
  };
}

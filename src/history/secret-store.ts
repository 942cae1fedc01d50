import { AppError } from '../shared/app-error.ts';
import { type HistoryDb, stored } from './open.ts';
import type { SecretName } from '../domain/state.ts';

/**
 * The two secrets, each for one host. A secret saved for another host is as good as none: it is never sent there.
 * `host`: e.g. `acme.bamboohr.com`.
 */
export interface SecretStore {
  has(name: SecretName, host: string): Promise<boolean>;
  /** Tells one saving of the secret from another and nothing about the secret itself; empty where there is none. */
  mark(name: SecretName): Promise<string>;
  /** Undefined where none is saved for the host. Errors: `secret-lost` when the seal does not open. */
  get(name: SecretName, host: string): Promise<string | undefined>;
  set(name: SecretName, host: string, secret: string): Promise<void>;
  remove(name: SecretName): Promise<void>;
}

/**
 * Secrets in the database of the extension's origin, which no page and no content script of any browser can reach, sealed
 * with a key script cannot take out of the browser. Name and host are sealed in: a record put under another name or given
 * another host does not open. The browser keeps the key beside them, so a copied profile can be opened (ADR 3).
 */
export function createSecretStore(db: HistoryDb, crypto: Crypto): SecretStore {
  return {
    has: (name, host) => stored('secret.has', async () => (await db.get('secrets', name))?.host === host),
    // The initialisation vector is random and drawn anew at each saving.
    mark: (name) =>
      stored('secret.mark', async () => {
        const row = await db.get('secrets', name);
        return row ? hex(row.iv) : '';
      }),
    get: (name, host) =>
      stored('secret.get', async () => {
        const row = await db.get('secrets', name);
        if (!row || row.host !== host) return undefined;
        const key = await sealingKey(db, crypto);
        try {
          const algorithm = { name: 'AES-GCM', iv: row.iv, additionalData: bound(name, host) };
          return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, row.sealed));
        } catch (cause) {
          throw new AppError('secret-lost', { fields: [name] }, { cause });
        }
      }),
    set: (name, host, secret) =>
      stored('secret.set', async () => {
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const algorithm = { name: 'AES-GCM', iv, additionalData: bound(name, host) };
        const data = new TextEncoder().encode(secret);
        const sealed = await crypto.subtle.encrypt(algorithm, await sealingKey(db, crypto), data);
        await db.put('secrets', { name, host, iv, sealed });
      }),
    remove: (name) => stored('secret.remove', () => db.delete('secrets', name)),
  };
}

/**
 * Binds what an earlier version sealed for no host to the host it was used with until now.
 * Effects: a secret that does not open, or whose host is not known, is removed; it has to be entered again.
 */
export async function bindSecrets(db: HistoryDb, crypto: Crypto, hostOf: (name: SecretName) => string): Promise<void> {
  const store = createSecretStore(db, crypto);
  for (const row of await stored('secret.bind', () => db.getAll('secrets'))) {
    if (row.host !== undefined) continue;
    const secret = hostOf(row.name) === '' ? undefined : await openUnbound(db, crypto, row);
    if (secret === undefined) await store.remove(row.name);
    else await store.set(row.name, hostOf(row.name), secret);
  }
}

async function openUnbound(
  db: HistoryDb,
  crypto: Crypto,
  { iv, sealed }: { readonly iv: Uint8Array<ArrayBuffer>; readonly sealed: ArrayBuffer },
): Promise<string | undefined> {
  const key = await stored('secret.bind', () => sealingKey(db, crypto));
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed));
  } catch {
    // The seal is broken: there is nothing to bind.
    return undefined;
  }
}

async function sealingKey(db: HistoryDb, crypto: Crypto): Promise<CryptoKey> {
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

/** What the seal vouches for beside the secret; the separator is no part of a name or a host. */
function bound(name: SecretName, host: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${name} ${host}`);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

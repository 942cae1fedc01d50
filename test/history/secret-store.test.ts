import { beforeEach, describe, expect, test } from 'vitest';
import type { HistoryDb } from '../../src/history/open.ts';
import { createSecretStore, type SecretStore } from '../../src/history/secret-store.ts';
import { dumpOf, openFreshHistory } from './support.ts';

const bambooHost = 'acme.bamboohr.com';
const siHost = 'acme.small-improvements.com';
const secret = 'k3y-of-acme-0123456789';

let db: HistoryDb;
let secrets: SecretStore;

beforeEach(async () => {
  db = await openFreshHistory();
  secrets = createSecretStore(db, crypto);
});

describe('a secret', () => {
  test('lies nowhere in the database as plain text', async () => {
    await secrets.set('bamboo-key', bambooHost, secret);
    const dump = await dumpOf(db);

    expect(dump).toContain('bamboo-key');
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(secret.slice(0, 6));
  });

  test('is sealed differently each time', async () => {
    await secrets.set('bamboo-key', bambooHost, secret);
    const first = await db.get('secrets', 'bamboo-key');
    await secrets.set('bamboo-key', bambooHost, secret);
    const second = await db.get('secrets', 'bamboo-key');

    expect(new Uint8Array(second?.iv ?? [])).not.toEqual(new Uint8Array(first?.iv ?? []));
    expect(new Uint8Array(second?.sealed ?? new ArrayBuffer(0))).not.toEqual(
      new Uint8Array(first?.sealed ?? new ArrayBuffer(0)),
    );
  });

  test('is sealed with a key that cannot be taken out of the browser', async () => {
    await secrets.set('bamboo-key', bambooHost, secret);
    const key = await db.get('keys', 'seal');

    expect(key?.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toThrow('not extractable');
  });
});

describe('a broken seal', () => {
  test('is said as `secret-lost`, naming which secret and nothing more', async () => {
    await secrets.set('bamboo-key', bambooHost, secret);
    const row = await db.get('secrets', 'bamboo-key');
    if (!row) throw new Error('nothing was stored');
    const sealed = row.sealed.slice(0);
    new Uint8Array(sealed).fill(0, 0, 4);
    await db.put('secrets', { ...row, sealed });

    await expect(secrets.get('bamboo-key', bambooHost)).rejects.toMatchObject({
      code: 'secret-lost',
      context: { fields: ['bamboo-key'] },
    });
  });

  test('is said when the key is gone; a new secret can be saved and opened', async () => {
    await secrets.set('bamboo-key', bambooHost, secret);
    await db.delete('keys', 'seal');

    await expect(secrets.get('bamboo-key', bambooHost)).rejects.toMatchObject({ code: 'secret-lost' });
    await secrets.set('bamboo-key', bambooHost, 'another');
    expect(await secrets.get('bamboo-key', bambooHost)).toBe('another');
  });

  test('is not claimed when only the database failed', async () => {
    await secrets.set('bamboo-key', bambooHost, secret);
    const failing = new Proxy(db, {
      get(target, key) {
        if (key !== 'get') return Reflect.get(target, key) as unknown;
        return async (store: 'secrets' | 'keys', name: never) => {
          if (store === 'keys') throw new DOMException('the disk is away', 'UnknownError');
          return target.get(store, name);
        };
      },
    });

    await expect(createSecretStore(failing, crypto).get('bamboo-key', bambooHost)).rejects.toMatchObject({
      code: 'storage-failed',
    });
  });
});

describe('a secret is for one name and one host', () => {
  const other = 'globex.bamboohr.com';
  const moved = async (change: object) => {
    const row = await db.get('secrets', 'bamboo-key');
    if (!row) throw new Error('nothing was stored');
    await db.put('secrets', { ...row, ...change });
  };

  test('a record given another host does not open', async () => {
    await secrets.set('bamboo-key', bambooHost, secret);
    await moved({ host: other });
    await expect(secrets.get('bamboo-key', other)).rejects.toMatchObject({
      code: 'secret-lost',
      context: { fields: ['bamboo-key'] },
    });
    expect(await secrets.get('bamboo-key', bambooHost)).toBeUndefined();
  });

  test('a record put under another name does not open', async () => {
    await secrets.set('bamboo-key', bambooHost, secret);
    await moved({ name: 'si-token', host: siHost });
    await expect(secrets.get('si-token', siHost)).rejects.toMatchObject({ code: 'secret-lost' });
    await moved({ name: 'si-token' });
    await expect(secrets.get('si-token', bambooHost)).rejects.toMatchObject({ code: 'secret-lost' });
  });
});

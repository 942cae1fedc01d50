import type { webcrypto } from 'node:crypto';
import type { SecretName } from '../../domain/state.ts';
import type { SecretKeeper } from '../../history/session-secrets.ts';
import { AppError } from '../../shared/app-error.ts';
import { RunnerError } from '../runner-error.ts';
import type { Tenant } from './tenant.ts';

/** What seals secrets; it lies outside the database. */
export type SealingKey = webcrypto.CryptoKey;

/** Makes the key of 32 bytes. Errors: `sealing-key` when they are more or less */
export async function sealingKeyOf(bytes: Uint8Array<ArrayBuffer>): Promise<SealingKey> {
  if (bytes.length !== 32) throw new RunnerError('sealing-key');
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

interface Sealed {
  readonly host: string;
  readonly iv: Buffer;
  readonly sealed: Buffer;
}

/** Beside the keys of both systems, where and how the tenant is told. */
type SealedName = SecretName | 'webhook';

export interface SealedSecrets extends SecretKeeper {
  /** Undefined where none is saved. */
  hostOf(name: SealedName): Promise<string | undefined>;
  get(name: SealedName, host: string): Promise<string | undefined>;
  set(name: SealedName, host: string, secret: string): Promise<void>;
  remove(name: SealedName): Promise<void>;
}

/**
 * A tenant's secrets, sealed with a key the database does not hold. Tenant, name and host are sealed in: a row that is
 * moved to another of them does not open. There is one place for them, so nothing is kept for a session only.
 */
export function createSealedSecrets(tenant: Tenant, key: SealingKey): SealedSecrets {
  const find = async (operation: string, name: SealedName) => {
    const text = 'SELECT host, iv, sealed FROM runner.secrets WHERE tenant = $1 AND name = $2';
    return (await tenant.rows<Sealed>(operation, text, name))[0];
  };
  const algorithm = (iv: Uint8Array<ArrayBuffer>, name: SealedName, host: string) => {
    const additionalData = new TextEncoder().encode(JSON.stringify([tenant.name, name, host]));
    return { name: 'AES-GCM', iv, additionalData };
  };
  return {
    hostOf: async (name) => (await find('secret.hostOf', name))?.host,
    has: async (name, host) => (await find('secret.has', name))?.host === host,
    // The initialisation vector is random and drawn anew at each saving.
    mark: async (name) => (await find('secret.mark', name))?.iv.toString('hex') ?? '',
    get: async (name, host) => {
      const row = await find('secret.get', name);
      if (row?.host !== host) return undefined;
      try {
        const opened = await crypto.subtle.decrypt(algorithm(bytesOf(row.iv), name, host), key, bytesOf(row.sealed));
        return new TextDecoder().decode(opened);
      } catch (cause) {
        throw new AppError('secret-lost', { fields: [name] }, { cause });
      }
    },
    set: async (name, host, secret) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(algorithm(iv, name, host), key, new TextEncoder().encode(secret));
      const text = `
        INSERT INTO runner.secrets VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant, name) DO UPDATE
        SET host = excluded.host, iv = excluded.iv, sealed = excluded.sealed`;
      await tenant.write('secret.set', text, name, host, Buffer.from(iv), Buffer.from(sealed));
    },
    remove: async (name) => {
      await tenant.write('secret.remove', 'DELETE FROM runner.secrets WHERE tenant = $1 AND name = $2', name);
    },
    move: async () => undefined,
  };
}

function bytesOf(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}

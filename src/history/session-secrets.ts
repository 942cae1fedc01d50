import type { SecretName } from '../domain/state.ts';
import type { SecretStore } from './secret-store.ts';

/** Memory of the browser that ends with its session and that only the extension's own contexts can read. */
export interface SessionArea {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

interface SessionSecret {
  readonly host: string;
  readonly mark: string;
  readonly secret: string;
}

/** Secrets that never reach the disk: gone when the browser is closed. */
export function createSessionSecrets(area: SessionArea, newMark: () => string): SecretStore {
  const read = async (name: SecretName) => (await area.get(keyOf(name))) as SessionSecret | undefined;
  return {
    has: async (name, host) => (await read(name))?.host === host,
    mark: async (name) => (await read(name))?.mark ?? '',
    get: async (name, host) => {
      const kept = await read(name);
      return kept?.host === host ? kept.secret : undefined;
    },
    set: (name, host, secret) => area.set(keyOf(name), { host, mark: newMark(), secret } satisfies SessionSecret),
    remove: (name) => area.remove(keyOf(name)),
  };
}

function keyOf(name: SecretName): string {
  return `secret:${name}`;
}

/** The secrets where the admin wants them. */
export interface SecretKeeper extends SecretStore {
  /** `forSession`: where settings that were just read say it; else it is asked for. */
  has(name: SecretName, host: string, forSession?: boolean): Promise<boolean>;
  /** Brings saved secrets to a place. Effects: nothing is left at the other; what is at this place already stays. */
  move(hosts: Readonly<Record<SecretName, string>>, to: 'disk' | 'session'): Promise<void>;
}

/** `forSession`: whether secrets are kept for the browser's session only, asked at each use. */
export function createSecretKeeper({
  disk,
  session,
  forSession,
}: {
  readonly disk: SecretStore;
  readonly session: SecretStore;
  readonly forSession: () => Promise<boolean>;
}): SecretKeeper {
  const places = async (isForSession?: boolean) =>
    (isForSession ?? (await forSession())) ? ([session, disk] as const) : ([disk, session] as const);
  const wanted = async (isForSession?: boolean) => (await places(isForSession))[0];
  return {
    has: async (name, host, isForSession) => (await wanted(isForSession)).has(name, host),
    mark: async (name) => (await wanted()).mark(name),
    get: async (name, host) => (await wanted()).get(name, host),
    set: async (name, host, secret) => {
      const [to, other] = await places();
      await to.set(name, host, secret);
      await other.remove(name);
    },
    remove: async (name) => {
      await Promise.all([disk.remove(name), session.remove(name)]);
    },
    move: async (hosts, place) => {
      const [to, from] = place === 'session' ? [session, disk] : [disk, session];
      for (const name of ['bamboo-key', 'si-token'] as const) {
        if (!(await to.has(name, hosts[name]))) {
          const secret = await from.get(name, hosts[name]).catch(() => undefined);
          if (secret !== undefined) await to.set(name, hosts[name], secret);
        }
        await from.remove(name);
      }
    },
  };
}

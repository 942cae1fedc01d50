import type { SettingsStore, ReadableSettings } from './settings-store.ts';

/** What a reading came to, and what was read. */
interface Reading {
  readonly of: string;
  readonly readable: ReadableSettings;
}

/**
 * Settings as far as they can be read, without the schemas: as they were read before, while exactly the same is stored and
 * preset. Anything else is given to `read`, which has the schemas, and remembered.
 *
 * `memory`: ends, like that of the browser's session, with the version of the extension that read them.
 */
export function createRememberedSettings(deps: {
  readonly record: { read(): Promise<unknown> };
  readonly readPolicy: () => Promise<Readonly<Record<string, unknown>>>;
  readonly memory: { get(): Promise<unknown>; set(reading: Reading): Promise<void> };
  readonly read: (stored: unknown, policy: Readonly<Record<string, unknown>>) => Promise<ReadableSettings>;
}): Pick<SettingsStore, 'readable'> {
  return {
    async readable() {
      const [policy, before, stored] = await Promise.all([
        deps.readPolicy(),
        quietly(() => deps.memory.get()),
        deps.record.read(),
      ]);
      const of = JSON.stringify([stored, policy]);
      const known = before as Reading | undefined;
      if (known?.of === of) return known.readable;
      const readable = await deps.read(stored, policy);
      await quietly(() => deps.memory.set({ of, readable }));
      return readable;
    },
  };
}

/** Where the browser has no memory for it, it is read anew each time. */
async function quietly(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}

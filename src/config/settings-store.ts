import { browser } from 'wxt/browser';
import { AppError } from '../shared/app-error.ts';
import { defaultSettings, type Settings, settingsSchema } from './settings.ts';

/** Settings as far as they can be read. */
export interface ReadableSettings {
  /** Defaults stand where what is stored cannot be used. */
  readonly settings: Settings;
  /** Settings that cannot be used; `settings` when nothing of what is stored can. */
  readonly invalid: readonly string[];
}

/** The admin's settings with what managed policy fixes laid over them. */
export interface SettingsStore {
  get(): Promise<Settings>;
  /** For showing and mending them; nothing is synchronised by these. */
  readable(): Promise<ReadableSettings>;
  /** Keeps what the admin chose; a setting fixed by managed policy keeps what was stored under the policy. */
  set(settings: Settings): Promise<void>;
  /** Keys fixed by managed policy. */
  locked(): Promise<readonly string[]>;
}

const key = 'settings';

/** One record in `storage.local`. Every setting has a default, so a record of any earlier version parses as it is. */
const item = {
  getValue: async (): Promise<unknown> => (await browser.storage.local.get(key))[key] ?? defaultSettings,
  setValue: (settings: object): Promise<void> => browser.storage.local.set({ [key]: settings }),
};

/**
 * `readPolicy` gives what IT preset (`storage.managed`), or an empty object.
 * Errors: `settings-invalid` when what is stored does not parse: nothing is guessed about whom to sync.
 */
export function createSettingsStore(readPolicy: () => Promise<Record<string, unknown>>): SettingsStore {
  const readAll = async () => {
    const [stored, policy] = await Promise.all([item.getValue(), readPolicy()]);
    return { stored, policy, object: isObject(stored) ? { ...stored, ...policy } : undefined };
  };
  return {
    get: async () => {
      const { object } = await readAll();
      if (!object) throw new AppError('settings-invalid', { fields: ['settings'] });
      const parsed = settingsSchema.safeParse(object);
      if (!parsed.success) throw new AppError('settings-invalid', { fields: badKeys(object) }, { cause: parsed.error });
      return parsed.data;
    },
    readable: async () => {
      const { object, policy } = await readAll();
      const present = object ?? policy;
      const invalid = badKeys(present);
      const usable = Object.fromEntries(Object.entries(present).filter(([key]) => !invalid.includes(key)));
      return { settings: settingsSchema.parse(usable), invalid: object ? invalid : ['settings', ...invalid] };
    },
    set: async (settings) => {
      const { stored, policy } = await readAll();
      const own = new Map(isObject(stored) ? Object.entries(stored) : []);
      const chosen = Object.entries(settings).filter(([key]) => !(key in policy));
      const kept = Object.keys(policy).flatMap((key) => (own.has(key) ? [[key, own.get(key)] as const] : []));
      await item.setValue(Object.fromEntries([...chosen, ...kept]));
    },
    locked: async () => Object.keys(await readPolicy()).filter((key) => key in settingsSchema.shape),
  };
}

function isObject(stored: unknown): stored is Readonly<Record<string, unknown>> {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored);
}

function badKeys(stored: Readonly<Record<string, unknown>>): string[] {
  const parsed = settingsSchema.safeParse(stored);
  return parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? 'settings')))];
}

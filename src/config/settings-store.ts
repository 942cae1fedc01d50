import { storage } from '@wxt-dev/storage';
import { AppError } from '../shared/app-error.ts';
import { defaultSettings, type Settings, settingsSchema } from './settings.ts';

/** The admin's settings with what managed policy fixes laid over them. */
export interface SettingsStore {
  get(): Promise<Settings>;
  set(settings: Settings): Promise<void>;
  /** Keys fixed by managed policy. */
  locked(): Promise<readonly string[]>;
}

const item = storage.defineItem<unknown>('local:settings', { fallback: defaultSettings, version: 1 });

/**
 * `readPolicy` gives what IT preset (`storage.managed`), or an empty object.
 * Errors: `settings-invalid` when what is stored does not parse: nothing is guessed about whom to sync.
 */
export function createSettingsStore(readPolicy: () => Promise<Record<string, unknown>>): SettingsStore {
  return {
    get: async () => {
      const [stored, policy] = await Promise.all([item.getValue(), readPolicy()]);
      if (typeof stored !== 'object' || Array.isArray(stored))
        throw new AppError('settings-invalid', { fields: ['settings'] });
      const parsed = settingsSchema.safeParse({ ...(stored as object), ...policy });
      if (!parsed.success) {
        const fields = parsed.error.issues.map((issue) => String(issue.path[0] ?? ''));
        throw new AppError('settings-invalid', { fields }, { cause: parsed.error });
      }
      return parsed.data;
    },
    set: (settings) => item.setValue(settings),
    locked: async () => Object.keys(await readPolicy()).filter((key) => key in settingsSchema.shape),
  };
}

import { AppError } from '../shared/app-error.ts';
import { identity, type Settings, settingsSchema } from './settings.ts';

/** Settings as far as they can be read. */
export interface ReadableSettings {
  /** Defaults stand where what is stored cannot be used. */
  readonly settings: Settings;
  /** Settings that cannot be used; `settings` when nothing of what is stored can. */
  readonly invalid: readonly string[];
  /** Keys fixed by managed policy. */
  readonly locked: readonly string[];
  /** Keys managed policy names with a value that fits no setting, as if it did not name them; entries as `key: entry`. */
  readonly leftOut: readonly string[];
}

/** The admin's settings with what managed policy fixes laid over them. */
export interface SettingsStore {
  get(): Promise<Settings>;
  /** For showing and mending them; nothing is synchronised by these. */
  readable(): Promise<ReadableSettings>;
  /** Keeps what the admin chose; a setting fixed by managed policy, or by another setting, keeps what was stored under it. */
  set(settings: Settings): Promise<void>;
  /** Keys fixed by managed policy. */
  locked(): Promise<readonly string[]>;
  /**
   * Runs what reads the settings and saves what follows from them, one after the other: of two at once none is undone,
   * whichever process they are in.
   */
  inTurn<T>(change: () => Promise<T>): Promise<T>;
}

/** Where the settings lie; every one has a default, so a record of any earlier version parses as it is. */
interface StoredSettings {
  /** Undefined before anything was saved. */
  read(): Promise<unknown>;
  write(settings: object): Promise<void>;
  /** Runs the change while nobody else is alone with them. */
  alone<T>(change: () => Promise<T>): Promise<T>;
}

/**
 * `readPolicy` gives what IT preset (`storage.managed`), or an empty object.
 * Errors: `settings-invalid` when what is stored does not parse: nothing is guessed about whom to sync.
 */
export function createSettingsStore(
  record: StoredSettings,
  readPolicy: () => Promise<Record<string, unknown>>,
): SettingsStore {
  const readBoth = () => Promise.all([record.read(), readPolicy()]);
  const readAll = async () => together(...(await readBoth()));
  return {
    get: async () => {
      const { object } = await readAll();
      if (!object) throw new AppError('settings-invalid', { fields: ['settings'] });
      const parsed = settingsSchema.safeParse(object);
      if (!parsed.success) throw new AppError('settings-invalid', { fields: badKeys(object) }, { cause: parsed.error });
      return inForce(parsed.data);
    },
    readable: async () => readableOf(...(await readBoth())),
    set: async (settings) => {
      const { stored, policy, object } = await readAll();
      const own = new Map(isObject(stored) ? Object.entries(stored) : []);
      const fixed = [...Object.keys(policy), ...forced(object, settings)];
      const chosen = Object.entries(settings).filter(([key]) => !fixed.includes(key));
      const kept = fixed.flatMap((key) => (own.has(key) ? [[key, own.get(key)] as const] : []));
      await record.write(Object.fromEntries([...chosen, ...kept]));
    },
    locked: async () => lockedBy(usable(await readPolicy()).policy),
    inTurn: (change) => record.alone(change),
  };
}

/** Settings as far as they can be read; the same for the same that is stored and preset. */
export function readableOf(record: unknown, preset: Readonly<Record<string, unknown>>): ReadableSettings {
  const { object, policy, leftOut } = together(record, preset);
  const present = object ?? policy;
  const invalid = badKeys(present);
  const sound = Object.fromEntries(Object.entries(present).filter(([key]) => !invalid.includes(key)));
  const settings = inForce(settingsSchema.parse(sound));
  return { settings, invalid: object ? invalid : ['settings', ...invalid], locked: lockedBy(policy), leftOut };
}

function together(record: unknown, preset: Readonly<Record<string, unknown>>) {
  const { policy, leftOut } = usable(preset);
  const stored = record ?? {};
  return { stored, policy, leftOut, object: isObject(stored) ? { ...stored, ...policy } : undefined };
}

function lockedBy(policy: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(policy).filter((key) => key in settingsSchema.shape);
}

/** Letters of an entry that are shown. */
const mostEntry = 60;

const addresses: readonly string[] = ['bambooSubdomain', 'siAddress'];

/**
 * Chromium itself leaves out what its schema of the policy does not allow, Firefox hands over everything. An address that
 * is none stays and is refused: nothing is guessed about whom to sync.
 */
function usable(given: Readonly<Record<string, unknown>>) {
  const { fixed, unfit } = companiesOf(given);
  const policy = { ...given, ...fixed };
  const bad = badKeys(policy).filter((key) => !addresses.includes(key));
  const fits = Object.entries(policy).filter(([key]) => !bad.includes(key));
  return { policy: Object.fromEntries(fits) as Readonly<Record<string, unknown>>, leftOut: [...bad, ...unfit] };
}

/** A policy that names companies restricts to them also where some, or all it says, are none: nobody is asked instead. */
function companiesOf({ panelCompanies: named }: Readonly<Record<string, unknown>>) {
  if (named === undefined) return { fixed: {}, unfit: [] };
  if (!Array.isArray(named)) return { fixed: { panelCompanies: [] }, unfit: ['panelCompanies'] };
  const fit: unknown[] = [];
  const unfit: string[] = [];
  for (const entry of named as readonly unknown[]) {
    if (badKeys({ panelCompanies: [...fit, entry] }).length === 0) fit.push(entry);
    else unfit.push(`panelCompanies: ${String(entry).slice(0, mostEntry)}`);
  }
  return { fixed: { panelCompanies: fit }, unfit };
}

/** Keys that end with the session leave automatic imports without any; where a policy asks for both, this one rules. */
function inForce(settings: Settings): Settings {
  return settings.keysForSession ? { ...settings, automaticImports: false } : settings;
}

/** What was no choice before the saving and is none by it: that automatic imports are off, unless the company is another. */
function forced(before: object | undefined, after: Settings): readonly string[] {
  const parsed = settingsSchema.safeParse(before);
  if (!parsed.success || !parsed.data.keysForSession || !after.keysForSession) return [];
  const isSame = identity.every((key) => parsed.data[key] === after[key]);
  return isSame ? ['automaticImports'] : [];
}

function isObject(stored: unknown): stored is Readonly<Record<string, unknown>> {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored);
}

function badKeys(stored: Readonly<Record<string, unknown>>): string[] {
  const parsed = settingsSchema.safeParse(stored);
  return parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? 'settings')))];
}

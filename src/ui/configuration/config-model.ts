import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ConnectionReport } from '../../messaging/replies.ts';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import type { UiPort } from '../shell/port.ts';
import { checkDraft, type Draft, type FieldErrors, toDraft, toInput } from './config-draft.ts';
import type { StatusModel } from '../shell/status-model.ts';

/** Steps of the guided set-up, in order. */
export const steps = ['access', 'bamboo', 'si', 'options'] as const;
export type Step = (typeof steps)[number];

/** What was tested as it is typed now. */
type TestedSides = { readonly [S in keyof ConnectionReport]?: ConnectionReport[S] | undefined };

/** The side whose test a setting belongs to. */
const sideOf: { readonly [K in keyof Draft]?: 'bamboo' | 'si' } = {
  bambooSubdomain: 'bamboo',
  bambooKey: 'bamboo',
  headCount: 'bamboo',
  siAddress: 'si',
  siToken: 'si',
};

export interface ConfigModel {
  /** Undefined until the saved settings are known. */
  readonly draft: ReadonlySignal<Draft | undefined>;
  readonly dirty: ReadonlySignal<boolean>;
  readonly errors: ReadonlySignal<FieldErrors>;
  /** What the last test found; a side is missing once something else is typed for it. */
  readonly report: ReadonlySignal<TestedSides | undefined>;
  readonly testing: ReadonlySignal<boolean>;
  readonly testError: ReadonlySignal<ErrorData | undefined>;
  readonly saving: ReadonlySignal<boolean>;
  readonly saveError: ReadonlySignal<ErrorData | undefined>;
  /** The step the guided set-up is at; undefined once both secrets are saved. */
  readonly step: ReadonlySignal<Step | undefined>;
  isLocked(setting: string): boolean;
  set<K extends keyof Draft>(name: K, value: Draft[K]): void;
  discard(): void;
  next(): Step | undefined;
  test(): Promise<void>;
  /** Resolves with whether the settings were saved. */
  save(): Promise<boolean>;
}

/** A local copy of the settings: edited here, applied on Save. Secrets go out and never come back. */
export function createConfigModel(port: UiPort, status: StatusModel): ConfigModel {
  const edits = signal<Partial<Draft>>({});
  const errors = signal<FieldErrors>({});
  const report = signal<TestedSides | undefined>(undefined);
  const testing = signal(false);
  const testError = signal<ErrorData | undefined>(undefined);
  const saving = signal(false);
  const saveError = signal<ErrorData | undefined>(undefined);
  const stepIndex = signal(0);

  const base = computed(() =>
    status.status.value === undefined ? undefined : toDraft(status.status.value, port.now()),
  );
  const draft = computed(() => {
    const edited = edits.value;
    return base.value === undefined ? undefined : { ...base.value, ...edited };
  });
  const dirty = computed(() => {
    const edited = edits.value;
    const saved = base.value;
    return saved !== undefined && keysOf(edited).some((key) => !same(edited[key], saved[key]));
  });

  const checked = () => {
    const current = draft.peek();
    if (current === undefined) return undefined;
    errors.value = checkDraft(current, port.now());
    return keysOf(errors.value).length === 0 ? toInput(current) : undefined;
  };

  return {
    draft,
    dirty,
    errors,
    report,
    testing,
    testError,
    saving,
    saveError,
    step: computed(() => {
      const step = steps[stepIndex.value];
      const secrets = status.status.value?.secrets;
      const complete = secrets?.bambooKey === true && secrets.siToken;
      // Whoever keeps the keys for a session enters them again in each: no new set-up.
      const isSession = status.status.value?.settings.keysForSession === true;
      return complete || isSession ? undefined : step;
    }),
    isLocked(setting) {
      return status.status.value?.locked.includes(setting) ?? false;
    },
    set(name, value) {
      batch(() => {
        edits.value = { ...edits.peek(), [name]: value };
        const { [name]: _mended, ...others } = errors.peek();
        errors.value = others;
        const side = sideOf[name];
        if (side !== undefined && report.peek() !== undefined) report.value = { ...report.peek(), [side]: undefined };
      });
    },
    discard() {
      batch(() => {
        edits.value = {};
        errors.value = {};
        saveError.value = undefined;
        report.value = undefined;
      });
    },
    next() {
      stepIndex.value = Math.min(stepIndex.value + 1, steps.length - 1);
      return steps[stepIndex.value];
    },
    async test() {
      const input = checked();
      const asked = draft.peek();
      if (input === undefined) return;
      batch(() => {
        testing.value = true;
        testError.value = undefined;
        report.value = undefined;
      });
      try {
        const found = await port.send('testConnection', input);
        // Says nothing of a side for which something else is typed by now.
        const isCurrent = (side: keyof ConnectionReport) =>
          keysOf(sideOf).every((key) => sideOf[key] !== side || same(asked?.[key], draft.peek()?.[key]));
        const bamboo = isCurrent('bamboo') ? found.bamboo : undefined;
        const si = isCurrent('si') ? found.si : undefined;
        batch(() => {
          report.value = { bamboo, si };
          errors.value = { ...errors.peek(), ...sideErrors(bamboo), ...sideErrors(si) };
          // Both sides are connected: nothing is left but to look at the options and save.
          if (bamboo?.ok && si?.ok) stepIndex.value = steps.length - 1;
        });
      } catch (thrown) {
        testError.value = toErrorData(thrown);
      } finally {
        testing.value = false;
      }
    },
    async save() {
      const input = checked();
      const sent = draft.peek();
      if (input === undefined) return false;
      saving.value = true;
      saveError.value = undefined;
      try {
        await status.save(input);
        // What was typed meanwhile is not saved.
        const typed = Object.entries(edits.peek()).filter(([key, value]) => !same(value, sent?.[key as keyof Draft]));
        edits.value = Object.fromEntries(typed);
        return true;
      } catch (thrown) {
        const error = toErrorData(thrown);
        batch(() => {
          saveError.value = error;
          errors.value = namedErrors(error);
        });
        return false;
      } finally {
        saving.value = false;
      }
    },
  };
}

/** Marks what cannot be asked at all: a field left empty, or one that is no address. */
function sideErrors(side: TestedSides[keyof ConnectionReport]): FieldErrors {
  return side === undefined || side.ok || !side.error.code.startsWith('settings-') ? {} : namedErrors(side.error);
}

/** Marks the fields the worker named. */
function namedErrors(error: ErrorData): FieldErrors {
  const known: FieldErrors = {
    bambooSubdomain: 'config.invalid.subdomain',
    siAddress: 'config.invalid.address',
    headCount: 'config.invalid.number',
    retentionDays: 'config.invalid.number',
    retentionRuns: 'config.invalid.number',
    suspendDate: 'config.invalid.date',
    keysForSession: 'config.options.sessionNot',
  };
  const named = error.context.fields ?? [];
  const fields = named.map((name) => (name === 'suspendedUntilMs' ? 'suspendDate' : name) as keyof Draft);
  return Object.fromEntries(
    fields.map((field) => [
      field,
      error.code === 'settings-missing' ? 'config.invalid.missing' : (known[field] ?? 'config.invalid.general'),
    ]),
  );
}

function keysOf<T extends object>(value: T): readonly (keyof T)[] {
  return Object.keys(value) as (keyof T)[];
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

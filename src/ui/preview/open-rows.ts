import { type ReadonlySignal, signal } from '@preact/signals';

export interface OpenRows {
  readonly keys: ReadonlySignal<ReadonlySet<string>>;
  /** Opens or closes a row; `alone` closes every other. */
  toggle(key: string, alone?: boolean): void;
  /** Exactly these are open from now on. */
  set(keys: readonly string[]): void;
}

/** The rows of a list whose details are shown. */
export function createOpenRows(): OpenRows {
  const keys = signal<ReadonlySet<string>>(new Set());
  return {
    keys,
    toggle(key, alone = false) {
      const next = new Set(keys.peek());
      const wasOpen = next.delete(key);
      if (alone) next.clear();
      if (!wasOpen) next.add(key);
      keys.value = next;
    },
    set(wanted) {
      keys.value = new Set(wanted);
    },
  };
}

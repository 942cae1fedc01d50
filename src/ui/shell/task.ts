import { type ReadonlySignal, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';

/** One kind of work at a time for the eye: whether it runs, and how it last failed. */
export interface Task {
  readonly busy: ReadonlySignal<boolean>;
  readonly error: ReadonlySignal<ErrorData | undefined>;
  /** Runs the work and keeps its failure; resolves with whether it succeeded, and never rejects. */
  run(work: () => Promise<void>): Promise<boolean>;
  clear(): void;
}

export function createTask(): Task {
  const running = signal(0);
  const busy = signal(false);
  const error = signal<ErrorData | undefined>(undefined);
  const step = (by: number) => {
    running.value += by;
    busy.value = running.value > 0;
  };
  return {
    busy,
    error,
    async run(work) {
      step(1);
      error.value = undefined;
      try {
        await work();
        return true;
      } catch (thrown) {
        error.value = toErrorData(thrown);
        return false;
      } finally {
        step(-1);
      }
    },
    clear() {
      error.value = undefined;
    },
  };
}

import { type ReadonlySignal, signal } from '@preact/signals';
import type { RunId } from '../../domain/ids.ts';
import type { UiModel } from './ui-model.ts';

/** A run this page has started, until history has it and shows it. */
export interface RunFollower {
  readonly runId: ReadonlySignal<RunId | undefined>;
  follow(runId: string): Promise<void>;
  dispose(): void;
}

/** The worker first reads, then opens the run: the page waits for it and opens it in history. */
export function createRunFollower(ui: UiModel, onOpened: () => void): RunFollower {
  const runId = signal<RunId | undefined>(undefined);
  const open = async () => {
    const id = runId.peek();
    const run = id === undefined ? undefined : await ui.port.history.run(id).catch(() => undefined);
    if (run === undefined || runId.peek() !== run.id) return;
    runId.value = undefined;
    await ui.history.open(run.id);
    onOpened();
  };
  const undo = ui.port.onChange((topic) => {
    if (topic === 'runs') void open();
  });
  ui.activity.onIdle(() => void open());
  return {
    runId,
    async follow(id) {
      runId.value = id as RunId;
      await ui.activity.load();
      await open();
    },
    dispose: undo,
  };
}

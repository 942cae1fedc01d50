import { type ReadonlySignal, signal } from '@preact/signals';
import type { ErrorData } from '../../shared/app-error.ts';
import type { SettingsInput } from '../../messaging/protocol.ts';
import type { Status } from '../../messaging/replies.ts';
import type { UiPort } from './port.ts';
import { createTask } from './task.ts';

export interface StatusModel {
  readonly status: ReadonlySignal<Status | undefined>;
  readonly error: ReadonlySignal<ErrorData | undefined>;
  load(): Promise<void>;
  /** Saves and shows what was really saved. Throws what the worker raised. */
  save(input: SettingsInput): Promise<void>;
  dispose(): void;
}

/** Settings, saved secrets, withheld access: everything the worker says about its configuration. */
export function createStatusModel(port: UiPort): StatusModel {
  const status = signal<Status | undefined>(undefined);
  const task = createTask();
  const load = async () => {
    await task.run(async () => {
      status.value = await port.send('getStatus', null);
    });
  };
  const undo = port.onChange((topic) => {
    if (topic === 'settings' || topic === 'schedule' || topic === 'plan') void load();
  });
  return {
    status,
    error: task.error,
    load,
    async save(input) {
      status.value = await port.send('saveSettings', input);
    },
    dispose: undo,
  };
}

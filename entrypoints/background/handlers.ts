import type { Handlers } from '../../src/messaging/page-service.ts';
import { type Coordinator, createCoordinator } from '../../src/run/coordinator.ts';
import { answerFirstCreation } from '../../src/admin/first-creation.ts';
import { confirmUnreadable } from '../../src/admin/confirm-unreadable.ts';
import { decide, tryFieldAgain, undecide } from '../../src/admin/decide.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import { readUserbase } from '../../src/admin/read-userbase.ts';
import { saveSettings } from '../../src/admin/save-settings.ts';
import { readStatus } from '../../src/admin/status.ts';
import { answerTakeOver } from '../../src/admin/take-over.ts';
import { testConnection } from '../../src/admin/test-connection.ts';
import { exportTransfer, importTransfer, inspectTransfer } from '../../src/transfer/transfer.ts';

/** Each command of the protocol and the use-case that answers it. */
export function createHandlers(deps: RunDeps): { readonly handlers: Handlers; readonly coordinator: Coordinator } {
  const coordinator = createCoordinator(deps);
  const handlers: Handlers = {
    getStatus: () => readStatus(deps),
    saveSettings: async (input) => {
      await saveSettings(deps, input);
      return readStatus(deps);
    },
    testConnection: (input) => testConnection(deps, input),
    refreshPreview: nothing(coordinator.refreshPreview),
    chooseRows: nothing(coordinator.chooseRows),
    overrideGuards: nothing(coordinator.overrideGuards),
    startImport: coordinator.startImport,
    cancelImport: nothing(coordinator.cancelImport),
    storeEmployeeIds: coordinator.storeEmployeeIds,
    decide: nothing((data) => decide(deps, data)),
    undecide: nothing((data) => undecide(deps, data)),
    tryFieldAgain: nothing((data) => tryFieldAgain(deps, data)),
    confirmUnreadable: nothing((data) => confirmUnreadable(deps, data)),
    answerFirstCreation: nothing((data) => answerFirstCreation(deps, data)),
    answerTakeOver: nothing((data) => answerTakeOver(deps, data)),
    sendPasswordEmails: coordinator.sendPasswordEmails,
    previewRevert: nothing(coordinator.previewRevert),
    startRevert: coordinator.startRevert,
    readUserbase: () => readUserbase(deps),
    exportTransfer: () => exportTransfer(deps),
    inspectTransfer: ({ content }) => inspectTransfer(deps, content),
    importTransfer: ({ content }) => importTransfer(deps, content),
  };
  return { handlers, coordinator };
}

/** Messages carry JSON, and JSON has no undefined. */
function nothing<T>(work: (data: T) => Promise<void>): (data: T) => Promise<null> {
  return async (data) => {
    await work(data);
    return null;
  };
}

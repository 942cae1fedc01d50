import type { CommandData } from '../messaging/protocol.ts';
import type { CommandReply } from '../messaging/replies.ts';
import { AppError, toErrorData } from '../shared/app-error.ts';
import type { PlanId, RunId } from '../domain/ids.ts';
import type { ActivityReporter, BusyActivity, RunWork } from './activity.ts';
import { acceptKeys } from './automatic/accept-keys.ts';
import { createAutomaticImports } from './automatic/automatic-imports.ts';
import { noteTick } from './automatic/overdue.ts';
import type { RunDeps, Systems } from './deps.ts';
import { checkCurrent, checkImportable } from './import/check-order.ts';
import { importSavedPlan } from './import/import.ts';
import { checkMailable, sendPasswordEmails } from './import/mails.ts';
import { storeEmployeeIds } from './import/store-employee-ids.ts';
import { createLeftBehind } from './left-behind.ts';
import { notePreviewError, noteRevertError } from './note-errors.ts';
import { checkIdsStorable } from './plan/check-ids.ts';
import { chooseRows } from './plan/choose-rows.ts';
import { overrideGuards } from './plan/override-guards.ts';
import { makePreview } from './plan/preview.ts';
import { checkRevertable, checkRevertPlan, makeRevertPlan, revertRun } from './revert/revert.ts';
import { connectSystems } from './systems.ts';
import { createTurn, type Piece, tellFailedStorage } from './turn.ts';

/** Until a due import that met other work is tried again. */
const busyMs = 30_000;

/**
 * Starts work, one piece at a time over all contexts of the extension.
 *
 * - Commands answer as soon as the work has begun; what it comes to is read from the database.
 * - Nothing is started while another piece of work holds the lock: `run-busy`.
 * - Whatever work throws ends in the database as a preview error or as a run with its cause, never as silence.
 */
export interface Coordinator {
  refreshPreview(wish?: CommandData<'refreshPreview'>): Promise<void>;
  chooseRows(choice: CommandData<'chooseRows'>): Promise<void>;
  overrideGuards(override: CommandData<'overrideGuards'>): Promise<void>;
  startImport(order: CommandData<'startImport'>): Promise<CommandReply<'startImport'>>;
  storeEmployeeIds(order: CommandData<'storeEmployeeIds'>): Promise<CommandReply<'storeEmployeeIds'>>;
  /** Mails people who were not informed yet, and nobody else. */
  sendPasswordEmails(order: CommandData<'sendPasswordEmails'>): Promise<CommandReply<'sendPasswordEmails'>>;
  previewRevert(order: CommandData<'previewRevert'>): Promise<void>;
  startRevert(order: CommandData<'startRevert'>): Promise<CommandReply<'startRevert'>>;
  cancelImport(): Promise<void>;
  /** The alarm: finishes a run whose worker died, else imports if that is due. */
  tick(): Promise<void>;
}

export function createCoordinator(deps: RunDeps): Coordinator {
  const automatic = createAutomaticImports(deps);
  const turn = createTurn(deps);
  const { resumeOpenRun, tidyUp } = createLeftBehind(deps, turn, automatic);

  async function startOrBusy(piece: Piece): Promise<void> {
    // A run whose worker died goes first: between its halves nothing may be read, planned or written.
    if (await resumeOpenRun()) throw new AppError('run-busy');
    if (!(await turn.tryStart(piece))) throw new AppError('run-busy');
  }

  /** A run somebody asked for; resolves with its id when it has begun. */
  async function startRun(
    kind: 'import' | 'revert',
    run: (systems: Systems, work: RunWork) => Promise<unknown>,
  ): Promise<{ readonly runId: RunId }> {
    const systems = await connectSystems(deps);
    const runId = deps.newId() as RunId;
    await startOrBusy({
      kind,
      trigger: kind === 'revert' ? 'revert' : 'manual',
      runId,
      work: async (activity, signal) => void (await run(systems, { runId, activity, signal })),
    });
    return { runId };
  }

  async function previewInto(activity: ActivityReporter, signal: AbortSignal, only?: readonly string[]): Promise<void> {
    try {
      await makePreview(deps, await connectSystems(deps), { activity, signal, only });
      await acceptKeys(deps);
    } catch (thrown) {
      await notePreviewError(deps, toErrorData(thrown));
      throw thrown;
    }
  }

  async function automaticImport(): Promise<void> {
    if (!(await automatic.isDue())) return;
    const runId = deps.newId() as RunId;
    const work: Piece['work'] = (activity, signal) => automatic.attempt({ runId, activity, signal });
    const isBegun = await turn.tryStart({ kind: 'import', trigger: 'automatic', runId, work });
    // Whoever is at it, as somebody who looks at a preview, is done long before the next tick.
    if (!isBegun) deps.wakeAt(deps.clock.now() + busyMs);
  }

  return {
    refreshPreview: (wish) =>
      startOrBusy({
        kind: 'preview',
        trigger: 'manual',
        work: (activity, signal) => previewInto(activity, signal, wish?.only),
      }),
    chooseRows: (choice) => chooseRows(deps, choice),
    overrideGuards: (override) => overrideGuards(deps, override),
    async startImport({ planId, ...order }) {
      const stored = checkImportable(await deps.plans.read(planId as PlanId), order, deps.clock.now());
      return startRun('import', async (systems, work) => {
        const run = await importSavedPlan(deps, systems, stored, work);
        // The saved plan still lists a person who was imported by themselves.
        if (stored.only !== undefined && run.state === 'done') await previewInto(work.activity, work.signal);
      });
    },
    async storeEmployeeIds({ planId, fingerprint, typedCount }) {
      const stored = checkCurrent(await deps.plans.read(planId as PlanId), fingerprint, deps.clock.now());
      const guards = checkIdsStorable(stored.header, typedCount);
      return startRun('import', (systems, work) => storeEmployeeIds(deps, systems, { ...stored, guards }, work));
    },
    async sendPasswordEmails({ siUserIds }) {
      const people = await checkMailable(deps, siUserIds);
      return startRun('import', (systems, work) => sendPasswordEmails(deps, systems, people, work));
    },
    async previewRevert({ runId, keys }) {
      const run = await checkRevertable(deps, runId as RunId);
      await startOrBusy({
        kind: 'revert',
        trigger: 'revert',
        async work(activity, signal) {
          try {
            await makeRevertPlan(deps, await connectSystems(deps), { run, keys, activity, signal });
          } catch (thrown) {
            await noteRevertError(deps, toErrorData(thrown));
            throw thrown;
          }
        },
      });
    },
    async startRevert({ fingerprint }) {
      const plan = await checkRevertPlan(deps, fingerprint);
      return startRun('revert', (systems, work) => revertRun(deps, systems, plan, work));
    },
    async cancelImport() {
      if (await turn.cancel()) return;
      // The worker that was at it is dead, or was broken off: whoever goes on with its run finds the wish.
      const left = await deps.state.get('activity');
      const wish = left && left.kind !== 'idle' ? left : await leftOpen(deps);
      if (!wish) return;
      await deps.state.set('activity', { ...wish, cancelling: true });
      deps.announce('activity');
      // A run at rest need not be waited for.
      if (wish.untilMs !== undefined) await resumeOpenRun();
    },
    async tick() {
      // What cannot be counted is no reason to try nothing.
      await noteTick(deps).catch((thrown: unknown) => tellFailedStorage(deps, thrown));
      if (await resumeOpenRun()) return;
      await tidyUp();
      await automaticImport();
    },
  };
}

/** An open run nobody is at, as it shows while it waits. */
async function leftOpen({ runs, clock }: RunDeps): Promise<BusyActivity | undefined> {
  const open = await runs.openRun();
  if (!open) return undefined;
  const { id: runId, trigger, startedAtMs } = open;
  const nowMs = clock.now();
  const kind = trigger === 'revert' ? 'revert' : 'import';
  return { kind, trigger, phase: 'waiting', done: 0, startedAtMs, runId, beatMs: nowMs, untilMs: nowMs };
}

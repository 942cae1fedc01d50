import type { RunTrigger } from '../domain/run.ts';
import type { CommandData } from '../messaging/protocol.ts';
import type { CommandReply } from '../messaging/replies.ts';
import { AppError, type ErrorData, toErrorData } from '../shared/app-error.ts';
import type { PlanId, RunId } from '../domain/ids.ts';
import { logError } from '../shared/log.ts';
import { type ActivityReporter, beginActivity, type BusyActivity } from './activity.ts';
import { createAutomaticImports } from './automatic/automatic-imports.ts';
import { checkIdsStorable } from './plan/check-ids.ts';
import { chooseRows } from './plan/choose-rows.ts';
import type { RunDeps, Systems } from './deps.ts';
import { noteInterrupted, resumeRun, type RunWork } from './outcome/lifecycle.ts';
import { checkCurrent, checkImportable, importSavedPlan, storeEmployeeIds } from './import/import.ts';
import { checkMailable, sendPasswordEmails } from './import/mails.ts';
import { overrideGuards } from './plan/override-guards.ts';
import { makePreview } from './plan/preview.ts';
import { checkRevertable, checkRevertPlan, makeRevertPlan, revertRun } from './revert/revert.ts';
import { connectSystems } from './systems.ts';

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
  /** What this worker is at. */
  let current: { readonly abort: AbortController; activity?: ActivityReporter } | undefined;

  /** Takes the lock and starts; resolves when the work has begun. `cancelled`: it is to end as soon as it can. */
  async function start(
    kind: BusyActivity['kind'],
    trigger: RunTrigger,
    runId: RunId | undefined,
    work: (activity: ActivityReporter, signal: AbortSignal) => Promise<void>,
    cancelled = false,
  ): Promise<boolean> {
    return deps.lock.tryStart(async () => {
      const abort = new AbortController();
      const mine: NonNullable<typeof current> = { abort };
      current = mine;
      if (cancelled) abort.abort();
      const activity = await beginActivity(deps, kind, trigger, runId);
      mine.activity = activity;
      try {
        if (abort.signal.aborted) await activity.cancelling();
        await work(activity, abort.signal);
      } catch (thrown) {
        logError(kind, thrown);
      } finally {
        await activity.end();
        current = undefined;
      }
    });
  }

  async function startOrBusy(...args: Parameters<typeof start>): Promise<void> {
    // A run whose worker died goes first: between its halves nothing may be read, planned or written.
    if (await resumeOpenRun()) throw new AppError('run-busy');
    if (!(await start(...args))) throw new AppError('run-busy');
  }

  /** A run somebody asked for; resolves with its id when it has begun. */
  async function startRun(
    kind: 'import' | 'revert',
    run: (systems: Systems, work: RunWork) => Promise<unknown>,
  ): Promise<{ readonly runId: RunId }> {
    const systems = await connectSystems(deps);
    const runId = deps.newId() as RunId;
    await startOrBusy(kind, kind === 'revert' ? 'revert' : 'manual', runId, async (activity, signal) => {
      await run(systems, { runId, activity, signal });
    });
    return { runId };
  }

  async function previewInto(activity: ActivityReporter, signal: AbortSignal, only?: readonly string[]): Promise<void> {
    try {
      await makePreview(deps, await connectSystems(deps), { activity, signal, only });
    } catch (thrown) {
      await notePreviewError(toErrorData(thrown));
      throw thrown;
    }
  }

  async function notePreviewError(error: ErrorData): Promise<void> {
    await deps.state.set('preview-error', { error, atMs: deps.clock.now() });
    deps.announce('plan');
  }

  async function noteRevertError(error: ErrorData): Promise<void> {
    await deps.state.set('revert-error', { error, atMs: deps.clock.now() });
    deps.announce('runs');
  }

  async function automaticImport(): Promise<void> {
    if (!(await automatic.isDue())) return;
    const runId = deps.newId() as RunId;
    await start('import', 'automatic', runId, (activity, signal) => automatic.attempt({ runId, activity, signal }));
  }

  /** A run still open although nobody holds the lock lost its worker: its journal says what is left. */
  async function resumeOpenRun(): Promise<boolean> {
    const open = await deps.runs.openRun();
    if (!open) return false;
    const left = await deps.state.get('activity');
    const cancelled = left !== undefined && left.kind !== 'idle' && left.runId === open.id && left.cancelling === true;
    if (!cancelled && open.resumeAtMs !== undefined && deps.clock.now() < open.resumeAtMs) return true;
    const work = async (activity: ActivityReporter, signal: AbortSignal) => {
      // The worker that opened it may have ended it between our look and our lock.
      const run = await deps.runs.openRun();
      if (!run) return;
      const ended = await resumeRun(deps, run, { activity, signal });
      if (ended.trigger !== 'automatic') return;
      if (ended.cause?.code !== 'run-interrupted') {
        return automatic.tellResumed(ended);
      }
      // Too old to be written: both sides are read and planned anew at the next tick.
      await automatic.makeDue();
    };
    return start(open.trigger === 'revert' ? 'revert' : 'import', open.trigger, open.id, work, cancelled);
  }

  /**
   * A worker that died before it had written anything left its activity, and the alarm that was to revive it. Takes both
   * away and says that the work was interrupted.
   */
  async function tidyUp(): Promise<void> {
    const left = await deps.state.get('activity');
    if (!left || left.kind === 'idle') return;
    await deps.lock.tryStart(async () => {
      try {
        const dead = await deps.state.get('activity');
        if (!dead || dead.kind === 'idle' || (await deps.runs.openRun())) return;
        const interrupted: ErrorData = { code: 'run-interrupted', context: {} };
        if (dead.kind === 'preview') await notePreviewError(interrupted);
        else if (dead.trigger === 'automatic') await automatic.noteProblem({ error: interrupted });
        else await noteInterrupted(deps, dead, interrupted);
        if (dead.kind === 'revert') await noteRevertError(interrupted);
        deps.keepAwake()();
        await deps.state.set('activity', { kind: 'idle' });
        deps.announce('activity');
      } catch (thrown) {
        logError('tidy-up', thrown);
      }
    });
  }

  return {
    refreshPreview: (wish) =>
      startOrBusy('preview', 'manual', undefined, (activity, signal) => previewInto(activity, signal, wish?.only)),
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
      await startOrBusy('revert', 'revert', undefined, async (activity, signal) => {
        try {
          await makeRevertPlan(deps, await connectSystems(deps), { run, keys, activity, signal });
        } catch (thrown) {
          await noteRevertError(toErrorData(thrown));
          throw thrown;
        }
      });
    },
    async startRevert({ fingerprint }) {
      const plan = await checkRevertPlan(deps, fingerprint);
      return startRun('revert', (systems, work) => revertRun(deps, systems, plan, work));
    },
    async cancelImport() {
      if (current) {
        current.abort.abort();
        await current.activity?.cancelling();
        return;
      }
      // The worker that was at it is dead: whoever goes on with its run finds the wish.
      const left = await deps.state.get('activity');
      if (!left || left.kind === 'idle') return;
      await deps.state.set('activity', { ...left, cancelling: true });
      deps.announce('activity');
      // A run at rest need not be waited for.
      if (left.untilMs !== undefined) await resumeOpenRun();
    },
    async tick() {
      if (await resumeOpenRun()) return;
      await tidyUp();
      await automaticImport();
    },
  };
}

import type { Run } from '../domain/run.ts';
import { type ErrorData, toErrorData } from '../shared/app-error.ts';
import { logError } from '../shared/log.ts';
import { isFresh, longestAskedWaitMs, timeLeft } from '../shared/stored-time.ts';
import type { AutomaticImports } from './automatic/automatic-imports.ts';
import { isOfStorage } from './automatic/telling.ts';
import type { BusyActivity } from './activity.ts';
import type { RunDeps } from './deps.ts';
import { noteInterrupted } from './outcome/unwritten.ts';
import { resumeRun } from './outcome/go-on.ts';
import { isStillWanted } from './plan/planned-with.ts';
import { notePreviewError, noteRevertError } from './note-errors.ts';
import { tellFailedStorage, type Turn } from './turn.ts';

/** What a worker that died left behind. */
export interface LeftBehind {
  /** Goes on with an open run nobody is at: its journal says what is left. False when there is none. */
  resumeOpenRun(): Promise<boolean>;
  /**
   * A worker that died before it had written anything, or after its run had ended, left its activity, and the alarm that was to
   * revive it. Takes both away and says that the work was interrupted, or what the run came to.
   */
  tidyUp(): Promise<void>;
}

/** However often an open run is tried in vain within this, it counts as one failure. */
const oneFailureMs = 3_600_000;

function isResting({ resumeAtMs }: Run, nowMs: number): boolean {
  return resumeAtMs !== undefined && timeLeft(resumeAtMs, nowMs, longestAskedWaitMs) > 0;
}

export function createLeftBehind(deps: RunDeps, turn: Turn, automatic: AutomaticImports): LeftBehind {
  /** Nothing else begins while a run is open: why it cannot be gone on with is told as what keeps automatic imports. */
  async function noteStuck({ trigger }: Run, thrown: unknown): Promise<never> {
    const error = toErrorData(thrown);
    // The database tells of itself.
    if (!isOfStorage(error.code)) {
      const { lastProblem: last } = (await deps.state.get('schedule')) ?? {};
      const isNoted = last?.error?.code === error.code && isFresh(last.atMs, deps.clock.now(), oneFailureMs);
      if (!isNoted) await automatic.noteProblem({ error });
      if (trigger === 'revert') await noteRevertError(deps, error);
      else await notePreviewError(deps, error);
    }
    throw thrown;
  }

  /** Says what an automatic run came to that this worker did not begin. */
  async function tellEnded(ended: Run): Promise<void> {
    if (ended.cause?.code !== 'run-interrupted') return automatic.tellResumed(ended);
    // Too old to be written: both sides are read and planned anew at the next tick.
    await automatic.makeDue();
  }

  /** The worker may have died as soon as its run had ended, so that nobody said what it came to, or as soon as that was said. */
  async function noteAutomatic({ runId }: BusyActivity, interrupted: ErrorData): Promise<void> {
    const ended = runId && (await deps.runs.get(runId));
    if (!ended) return automatic.noteProblem({ error: interrupted });
    const { lastSuccessMs = 0, lastProblem } = (await deps.state.get('schedule')) ?? {};
    const toldAtMs = Math.max(lastSuccessMs, lastProblem?.atMs ?? 0);
    if (toldAtMs < (ended.endedAtMs ?? 0)) await tellEnded(ended);
  }

  return {
    async resumeOpenRun() {
      const open = await deps.runs.openRun();
      if (!open) return false;
      const left = await deps.state.get('activity');
      const isGivenUp =
        left !== undefined && left.kind !== 'idle' && left.runId === open.id && left.cancelling === true;
      const cancelled = isGivenUp || (open.trigger === 'automatic' && !(await isStillWanted(deps, open.plannedWith)));
      if (!cancelled && isResting(open, deps.clock.now())) return true;
      return turn.tryStart({
        kind: open.trigger === 'revert' ? 'revert' : 'import',
        trigger: open.trigger,
        runId: open.id,
        resumes: open.id,
        cancelled,
        async work(activity, signal) {
          // As it is now, under the lock.
          const run = (await deps.runs.openRun()) ?? open;
          const ended = await resumeRun(deps, run, { activity, signal }).catch((thrown: unknown) =>
            noteStuck(run, thrown),
          );
          await deps.state.clear('preview-error');
          if (ended.trigger === 'automatic') await tellEnded(ended);
        },
      });
    },
    async tidyUp() {
      const left = await deps.state.get('activity');
      if (!left || left.kind === 'idle') return;
      await deps.lock.tryStart(async () => {
        try {
          const dead = await deps.state.get('activity');
          if (!dead || dead.kind === 'idle' || (await deps.runs.openRun())) return;
          const interrupted: ErrorData = { code: 'run-interrupted', context: {} };
          if (dead.kind === 'preview') await notePreviewError(deps, interrupted);
          else if (dead.trigger === 'automatic') await noteAutomatic(dead, interrupted);
          else await noteInterrupted(deps, dead, interrupted);
          if (dead.kind === 'revert') await noteRevertError(deps, interrupted);
          deps.keepAwake()();
          await deps.state.set('activity', { kind: 'idle' });
          deps.announce('activity');
        } catch (thrown) {
          logError('tidy-up', thrown);
          tellFailedStorage(deps, thrown);
        }
      });
    },
  };
}

import { noCounts, noKinds, type Run } from '../../domain/run.ts';
import type { NamedState } from '../../domain/state.ts';
import type { Problem } from '../../domain/unattended/telling.ts';
import type { Settings } from '../../config/settings.ts';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import type { RunId } from '../../domain/ids.ts';
import type { RunWork } from '../activity.ts';
import { isOfCompany, refusalOf } from '../outcome/refusal.ts';
import { noteUnwritten } from '../outcome/unwritten.ts';
import type { RunDeps } from '../deps.ts';
import { type AutomaticOutcome, importAutomatically } from '../import/import.ts';
import { isPreviewSeen } from '../plan/consent.ts';
import { isStillPlanned, plannedWith } from '../plan/planned-with.ts';
import { standingBeside } from './causes.ts';
import { presentProblems } from './present-problems.ts';
import { afterAsking, afterAttempt, afterRefusal, isDue, isRefusal, nextDueMs } from './schedule.ts';
import { noteSuspension } from './suspension.ts';
import { connectSystems } from '../systems.ts';

type Schedule = NamedState['schedule'];

/** Imports nobody asked for: when one is due, what it came to, and who hears of it. */
export interface AutomaticImports {
  /** Effects: says, once, where one would be due if a preview of this connection had been seen. */
  isDue(): Promise<boolean>;
  /** Imports unless another context did meanwhile; throws what kept it from reading or planning. */
  attempt(work: RunWork): Promise<void>;
  /** Says what a run that was gone on with came to. */
  tellResumed(run: Run): Promise<void>;
  noteProblem(problem: Omit<Problem, 'atMs'>): Promise<void>;
  makeDue(): Promise<void>;
}

const noProblem = { lastProblem: undefined, standing: undefined, failedInARow: undefined } as const;

export function createAutomaticImports(deps: RunDeps): AutomaticImports {
  async function due(): Promise<boolean> {
    // What cannot be used of them is, like what is not filled in, what the attempt will say.
    const { settings } = await deps.settings.readable();
    await noteSuspension(deps, settings);
    if (!isDue(settings, await deps.state.get('schedule'), deps.clock.now())) return false;
    const isFilledIn = settings.bambooSubdomain !== '' && settings.siAddress !== '';
    if (!isFilledIn || (await isPreviewSeen(deps, settings))) return true;
    await sayPreviewNeeded();
    return false;
  }

  /** The tick alone would bring browsers that were opened together back together. */
  async function wakeWhenDue(settings: Settings): Promise<void> {
    const atMs = nextDueMs(settings, await deps.state.get('schedule'), deps.clock.now());
    if (atMs !== undefined && atMs > deps.clock.now()) deps.wakeAt(atMs);
  }

  /** Says once that nothing is imported before somebody has seen a preview: that the consent is gone says it too. */
  async function sayPreviewNeeded(): Promise<void> {
    const said = (await presentProblems(deps, await deps.state.get('schedule'))).map(({ error }) => error?.code);
    if (!said.includes('preview-needed') && !said.includes('plan-changed'))
      await noteProblem({ error: { code: 'preview-needed', context: {} } });
  }

  /** Read anew each time: the admin may have changed the interval while the import was going on. */
  async function change(how: (schedule: Schedule) => Schedule): Promise<void> {
    await deps.state.change('schedule', (schedule = {}) => how(schedule));
    deps.announce('schedule');
  }

  async function noteProblem(problem: Omit<Problem, 'atMs'>): Promise<void> {
    const now: Problem = { ...problem, atMs: deps.clock.now() };
    // What somebody has mended since is no failure before this one, and does not stand beside it.
    const earlier = await presentProblems(deps, await deps.state.get('schedule'));
    await change(({ failedInARow = 0, ...schedule }) => {
      const inARow = earlier.length === 0 ? 0 : failedInARow;
      const standing = standingBeside(now, earlier);
      return {
        ...schedule,
        failedInARow: problem.error ? inARow + 1 : inARow,
        lastProblem: now,
        standing: standing.length > 0 ? standing : undefined,
      };
    });
    const { settings } = await deps.settings.readable();
    const { retryAtMs } = problem.error?.context ?? {};
    if (retryAtMs !== undefined) {
      await change((schedule) => afterAsking(schedule, retryAtMs, deps.clock.now()));
      await wakeWhenDue(settings);
    }
    if (isRefusal(problem.error?.code)) {
      await change((schedule) => afterRefusal(settings, schedule, deps.clock.now(), deps.random()));
    }
    if (problem.guards) deps.notify({ kind: 'blocked', guards: problem.guards.length });
    else if (problem.error) deps.notify({ kind: 'failed', code: problem.error.code });
  }

  /** No run at all means that nothing had to be written. */
  async function tell({ run, waiting, onlyLooked, stands }: AutomaticOutcome): Promise<void> {
    await change((schedule) => ({ ...schedule, awaitingAnswer: waiting > 0 ? waiting : undefined }));
    if (stands?.error) {
      // Everything was read: nothing else stands beside it.
      await change((schedule) => ({ ...schedule, lastProblem: stands, standing: undefined }));
      return deps.notify({ kind: 'failed', code: stands.error.code });
    }
    // A run at rest is told of when it has ended.
    if (run?.state === 'cancelled' || run?.state === 'running') return;
    if (run?.state === 'blocked') return noteProblem({ guards: run.guards ?? [] });
    if (run?.cause) return noteProblem({ error: run.cause });
    // Where anybody was confirmed there is no need to look who was refused.
    const journal = run?.counts.confirmed === 0 ? await deps.runs.journal(run.id) : [];
    const refusal = refusalOf(journal);
    if (refusal && isOfCompany(refusal, journal)) return noteProblem({ error: refusal, writing: true });
    await change((schedule) => {
      const well: Schedule = { ...schedule, refused: undefined, ...noProblem };
      return onlyLooked || refusal ? well : { ...well, lastSuccessMs: deps.clock.now() };
    });
    deps.notify({ kind: onlyLooked ? 'suspension-ended' : 'well' });
  }

  async function noteFailedRun(id: RunId, cause: ErrorData): Promise<void> {
    const run = { id, trigger: 'automatic', state: 'failed', kinds: noKinds, counts: noCounts } as const;
    await noteUnwritten(deps, { ...run, startedAtMs: deps.clock.now(), cause });
  }

  return {
    isDue: due,
    async attempt(work) {
      // Another tick may have had its turn between the look and the lock.
      if (!(await due())) return;
      const { settings } = await deps.settings.readable();
      await change((schedule) => afterAttempt(settings, schedule, deps.clock.now(), deps.random()));
      await wakeWhenDue(settings);
      try {
        await tell(await importAutomatically(deps, await connectSystems(deps), work));
      } catch (thrown) {
        // Reading or planning failed: nothing was written, the next interval tries again.
        const error = toErrorData(thrown);
        const isOurs = await isStillPlanned(deps, plannedWith(settings));
        if (isOurs && !(error.code === 'aborted' && work.signal.aborted)) {
          await noteFailedRun(work.runId, error);
          await noteProblem({ error });
        }
        throw thrown;
      }
    },
    async tellResumed(run) {
      const { awaitingAnswer = 0 } = (await deps.state.get('schedule')) ?? {};
      await tell({ run, waiting: awaitingAnswer });
    },
    noteProblem,
    makeDue: () => change((schedule) => ({ ...schedule, nextDueMs: deps.clock.now() })),
  };
}

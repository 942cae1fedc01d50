import type { RunTrigger } from '../domain/run.ts';
import type { Activity } from '../domain/activity.ts';
import type { RunId } from '../domain/ids.ts';
import { logError } from '../shared/log.ts';
import type { RunDeps } from './deps.ts';

export type BusyActivity = Exclude<Activity, { kind: 'idle' }>;
export type Phase = BusyActivity['phase'];

/** Shows the popup what the worker is busy with, a few times a second at most. */
export interface ActivityReporter {
  /** `name`: of the person being written. */
  phase(phase: Phase, done?: number, total?: number, name?: string): void;
  /** Says that the work is being broken off. */
  cancelling(): Promise<void>;
  /** The work goes on at the instant (epoch ms): until then it shows as waiting instead of `idle`. */
  restUntil(untilMs: number): void;
  /** Writes `idle` after everything reported before. */
  end(): Promise<void>;
}

/** What a run is handed: its id, where to say how far it is, and when to break off. */
export interface RunWork {
  readonly runId: RunId;
  readonly activity: ActivityReporter;
  readonly signal: AbortSignal;
}

/** Between two writes of progress, in ms: often enough to look alive, seldom enough to cost nothing. */
const reportEveryMs = 250;

const firstPhase: Readonly<Record<BusyActivity['kind'], Phase>> = {
  preview: 'reading-bamboo',
  import: 'checking',
  revert: 'reading-si',
};

export async function beginActivity(
  deps: Pick<RunDeps, 'clock' | 'state' | 'announce' | 'keepAwake' | 'wakeAt'>,
  kind: BusyActivity['kind'],
  trigger: RunTrigger,
  runId?: RunId,
): Promise<ActivityReporter> {
  const { clock, state, announce } = deps;
  const letSleep = deps.keepAwake();
  const startedAtMs = clock.now();
  let writtenAtMs = 0;
  let cancelling: true | undefined;
  let ended = false;
  let restMs: number | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = (activity: Activity) => {
    writing = writing
      .then(() => state.set('activity', activity))
      .then(() => announce('activity'))
      // Progress is a courtesy: a failed write of it must not end the work.
      .catch((thrown: unknown) => logError('activity', thrown));
    return writing;
  };

  let last: Pick<BusyActivity, 'phase' | 'done' | 'total' | 'name'> = { phase: firstPhase[kind], done: 0 };
  const show = () => {
    writtenAtMs = clock.now();
    return write({ kind, trigger, ...last, startedAtMs, runId, cancelling, beatMs: writtenAtMs });
  };
  await show();
  return {
    phase(phase, done = 0, total, name) {
      const complete = total !== undefined && done >= total;
      const samePhase = phase === last.phase;
      last = { phase, done, total, name };
      if (samePhase && !complete && clock.now() - writtenAtMs < reportEveryMs) return;
      void show();
    },
    cancelling() {
      cancelling = true;
      return ended ? writing : show();
    },
    restUntil(untilMs) {
      restMs = untilMs;
    },
    async end() {
      ended = true;
      letSleep();
      if (restMs === undefined) return write({ kind: 'idle' });
      deps.wakeAt(restMs);
      const { done, total } = last;
      const resting = { kind, trigger, phase: 'waiting', done, total, startedAtMs, runId, cancelling } as const;
      return write({ ...resting, beatMs: clock.now(), untilMs: restMs });
    },
  };
}

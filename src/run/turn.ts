import type { RunTrigger } from '../domain/run.ts';
import type { RunId } from '../domain/ids.ts';
import { toErrorData } from '../shared/app-error.ts';
import { logError } from '../shared/log.ts';
import { type ActivityReporter, beginActivity, type BusyActivity } from './activity.ts';
import { isOfStorage } from './automatic/telling.ts';
import type { RunDeps } from './deps.ts';

/** A piece of work and how it shows while it goes on. */
export interface Piece {
  readonly kind: BusyActivity['kind'];
  readonly trigger: RunTrigger;
  readonly runId?: RunId | undefined;
  /** The open run it goes on with; without it, it begins only while no run is open. */
  readonly resumes?: RunId | undefined;
  /** It is to end as soon as it can: somebody cancelled it before it began. */
  readonly cancelled?: boolean | undefined;
  work(activity: ActivityReporter, signal: AbortSignal): Promise<void>;
}

/** One piece of work at a time, over all contexts of the extension. */
export interface Turn {
  /**
   * Takes the lock and starts; resolves when the work has begun. False, and nothing done, while somebody else is at it, or
   * where another run is open than the one it goes on with. Errors: storage
   */
  tryStart(piece: Piece): Promise<boolean>;
  /** Breaks off what this worker is at; false when it is at nothing. */
  cancel(): Promise<boolean>;
}

export function createTurn(deps: RunDeps): Turn {
  /** What this worker is at. */
  let current: { readonly abort: AbortController; activity?: ActivityReporter } | undefined;

  async function perform({ kind, trigger, runId, cancelled, work }: Piece): Promise<void> {
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
      logError(kind, thrown, runId);
      tellFailedStorage(deps, thrown);
    } finally {
      await activity.end();
      current = undefined;
    }
  }

  return {
    tryStart: (piece) =>
      new Promise((resolve, reject) => {
        const begin = async () => {
          // Since whoever asks has looked, a run may have been opened and come to rest, or have ended.
          const isAsSeen = (await deps.runs.openRun())?.id === piece.resumes;
          resolve(isAsSeen);
          if (isAsSeen) await perform(piece);
        };
        deps.lock.tryStart(() => begin().catch(reject)).then((isHeld) => isHeld || resolve(false), reject);
      }),
    async cancel() {
      if (!current) return false;
      current.abort.abort();
      await current.activity?.cancelling();
      return true;
    },
  };
}

/** What work came to is read from the database; where that is what failed, nobody would ever read it. */
export function tellFailedStorage(deps: Pick<RunDeps, 'notify'>, thrown: unknown): void {
  const { code } = toErrorData(thrown);
  if (isOfStorage(code)) deps.notify({ kind: 'failed', code });
}

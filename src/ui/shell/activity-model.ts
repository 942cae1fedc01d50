import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Activity } from '../../domain/activity.ts';
import { isFresh } from '../../shared/stored-time.ts';
import type { UiPort } from './port.ts';

export type Work = Exclude<Activity, { readonly kind: 'idle' }>;

export interface Pace {
  readonly perSecond: number;
  readonly leftMs: number;
}

export interface ActivityModel {
  /** Undefined while the worker is idle. */
  readonly work: ReadonlySignal<Work | undefined>;
  /** Whether there is any: for what does not change with each step of it. */
  readonly busy: ReadonlySignal<boolean>;
  /** Undefined until enough was seen to say something honest. */
  readonly pace: ReadonlySignal<Pace | undefined>;
  /** How long ago the last sign of life was; undefined while it is fresh. */
  readonly silentMs: ReadonlySignal<number | undefined>;
  /** Shows work the page has just ordered, until the worker's own word arrives. */
  load(): Promise<void>;
  /** Calls back when work ended. */
  onIdle(listener: () => void): void;
  dispose(): void;
}

const pollMs = 1000;
const windowMs = 20_000;
const silentAfterMs = 25_000;

interface Sample {
  readonly atMs: number;
  readonly done: number;
}

/** What the worker is busy with. Announcements lead; while busy a slow poll covers for lost ones. */
export function createActivityModel(port: UiPort): ActivityModel {
  const work = signal<Work | undefined>(undefined);
  const samples = signal<readonly Sample[]>([]);
  const nowMs = signal(port.now());
  const idleListeners: (() => void)[] = [];
  let timer: ReturnType<typeof setInterval> | undefined;
  let disposed = false;

  const load = async () => {
    const activity = await port.history.state('activity').catch(() => undefined);
    if (!disposed) accept(activity === undefined || activity.kind === 'idle' ? undefined : activity);
  };

  const accept = (next: Work | undefined) => {
    const before = work.peek();
    nowMs.value = port.now();
    samples.value =
      next === undefined ? [] : withSample(before?.phase === next.phase ? samples.peek() : [], next, port.now());
    work.value = next;
    if (next !== undefined && timer === undefined) timer = setInterval(() => void load(), pollMs);
    if (next === undefined) stop();
    if (before !== undefined && next === undefined) for (const listener of idleListeners) listener();
  };

  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };

  const undo = port.onChange((topic) => {
    if (topic === 'activity') void load();
  });

  return {
    work,
    busy: computed(() => work.value !== undefined),
    pace: computed(() => paceOf(work.value, samples.value)),
    silentMs: computed(() => {
      const now = nowMs.value;
      const beat = work.value?.beatMs;
      if (beat === undefined || isFresh(beat, now, silentAfterMs)) return undefined;
      // A beat from the future was given under another clock: nobody knows for how long there has been none.
      return Math.max(now - beat, silentAfterMs);
    }),
    load,
    onIdle(listener) {
      idleListeners.push(listener);
    },
    dispose() {
      disposed = true;
      stop();
      undo();
    },
  };
}

function withSample(samples: readonly Sample[], work: Work, atMs: number): readonly Sample[] {
  return [...samples.filter((sample) => sample.atMs > atMs - windowMs), { atMs, done: work.done }];
}

/** Speed over the window; nothing is said before two seconds of progress, because early guesses mislead. */
export function paceOf(work: Work | undefined, samples: readonly Sample[]): Pace | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (work?.total === undefined || first === undefined || last === undefined) return undefined;
  const seconds = (last.atMs - first.atMs) / 1000;
  const perSecond = (last.done - first.done) / seconds;
  if (seconds < 2 || perSecond <= 0) return undefined;
  return { perSecond, leftMs: ((work.total - work.done) / perSecond) * 1000 };
}

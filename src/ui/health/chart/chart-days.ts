import { writingKinds } from '../../../domain/change.ts';
import { isImport, noKinds, type Run } from '../../../domain/run.ts';
import { toDateInput } from '../../format/dates.ts';

/** How many days the chart shows, today included. */
export const chartLength = 90;

export interface ChartDay {
  /** Start of the day, local time (epoch ms). */
  readonly startMs: number;
  /** Employees the key saw at the day's last import; undefined on days without one. */
  readonly visible?: number | undefined;
  /** People changed in Small Improvements, by what happened. */
  readonly kinds: Run['kinds'];
}

/** A run with what it really changed. */
export interface CountedRun {
  readonly run: Run;
  readonly kinds: Run['kinds'];
}

/** Start of the oldest day shown (epoch ms), as the browser's calendar counts days. */
export function chartStart(nowMs: number): number {
  return dayStart(nowMs, chartLength - 1);
}

/** The last days, oldest first. `latest`: what the current preview saw, which needs no run. Pure. */
export function chartDays(
  runs: readonly CountedRun[],
  nowMs: number,
  latest?: { readonly visible: number; readonly atMs: number },
): readonly ChartDay[] {
  const days = new Map<string, ChartDay>();
  for (let ago = chartLength - 1; ago >= 0; ago -= 1) {
    const startMs = dayStart(nowMs, ago);
    days.set(toDateInput(startMs), { startMs, kinds: noKinds });
  }
  const change = (atMs: number, how: (day: ChartDay) => ChartDay) => {
    const key = toDateInput(atMs);
    const day = days.get(key);
    if (day !== undefined) days.set(key, how(day));
  };
  const isLater = ({ startedAtMs }: Run) =>
    latest === undefined || startedAtMs > latest.atMs || toDateInput(startedAtMs) !== toDateInput(latest.atMs);
  if (latest !== undefined) change(latest.atMs, (day) => ({ ...day, visible: latest.visible }));
  for (const { run, kinds } of runs.toSorted((one, other) => one.run.startedAtMs - other.run.startedAtMs)) {
    change(run.startedAtMs, (day) => ({
      ...day,
      kinds: sum(day.kinds, kinds),
      visible: isImport(run) && run.visible > 0 && isLater(run) ? run.visible : day.visible,
    }));
  }
  return [...days.values()];
}

export function changedOn({ kinds }: ChartDay): number {
  return writingKinds.reduce((total, kind) => total + kinds[kind], 0);
}

function sum(one: Run['kinds'], other: Run['kinds']): Run['kinds'] {
  return {
    create: one.create + other.create,
    update: one.update + other.update,
    deactivate: one.deactivate + other.deactivate,
    reactivate: one.reactivate + other.reactivate,
  };
}

/** Not a multiple of 24 hours: a day that changes the clock is shorter or longer. */
function dayStart(nowMs: number, daysAgo: number): number {
  const date = new Date(nowMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}

import type { Clock } from '../../../src/shared/clock.ts';
import { systemClock } from '../../../src/shared/system-clock.ts';
import type { Looks } from '../../../src/runner/work/looks.ts';

/** Time that passes by itself and `speed` times as fast, for all processes that are told the same instants (epoch ms). */
export function createFastClock({ fromMs, sinceMs, speed }: FastTime): Clock {
  return {
    now: () => fromMs + (Date.now() - sinceMs) * speed,
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
}

export interface FastTime {
  /** What it was on this clock at `sinceMs`. */
  readonly fromMs: number;
  /** On the machine's clock. */
  readonly sinceMs: number;
  readonly speed: number;
}

/** Jobs wait in the machine's time. */
export function inTimeOf(looks: Looks, speed: number): Looks {
  return { ...looks, ask: (tenant, atMs, nowMs) => looks.ask(tenant, nowMs + (atMs - nowMs) / speed, nowMs) };
}

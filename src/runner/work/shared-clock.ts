import type { Clock } from '../../shared/clock.ts';
import type { Database } from '../store/database.ts';

/** The time of the database, which is the same for all workers whatever their machines' clocks say. */
export interface SharedClock extends Clock {
  /** By how much the machine's clock is behind, in ms, as last asked. */
  readonly behindMs: number;
  /** Asks the database for its time, unless that was done within a minute. */
  set(): Promise<void>;
}

const goodForMs = 60_000;
/** Clocks of machines that are kept differ by much less, in ms. */
const offMs = 60_000;

/** Before it is set it is the machine's clock. `off`: called once, where the machine's is off by more than a minute, in ms. */
export function createSharedClock(
  database: Database,
  machine: Clock,
  off: (byMs: number) => void = () => undefined,
): SharedClock {
  let behindMs = 0;
  let isSaid = false;
  let setAtMs = Number.NEGATIVE_INFINITY;
  return {
    now: () => machine.now() + behindMs,
    sleep: (ms, signal) => machine.sleep(ms, signal),
    get behindMs() {
      return behindMs;
    },
    set: async () => {
      const beforeMs = machine.now();
      if (Math.abs(beforeMs - setAtMs) < goodForMs) return;
      const text = 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS "nowMs"';
      const [found] = await database.rows<{ nowMs: string }>(text);
      setAtMs = machine.now();
      behindMs = Math.round(Number(found?.nowMs ?? setAtMs) - (beforeMs + setAtMs) / 2);
      if (isSaid || Math.abs(behindMs) <= offMs) return;
      isSaid = true;
      off(behindMs);
    },
  };
}

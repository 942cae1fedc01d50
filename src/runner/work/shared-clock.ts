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

/** Before it is set it is the machine's clock. */
export function createSharedClock(database: Database, machine: Clock): SharedClock {
  let behindMs = 0;
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
    },
  };
}

import { lackOf } from '../store/database.ts';

type Lack = NonNullable<ReturnType<typeof lackOf>>;

/** Whether the database of a process takes work. Told by what its statements meet; asks nothing itself. */
export interface Reach {
  /** A statement went through. */
  answered(): void;
  /** What one met instead; what is about the statement alone is passed over. */
  failed(thrown: unknown): void;
  /** Calls `away` once the database has taken nothing for a while, and again each while it goes on taking nothing. */
  watch(away: (code: Lack) => Promise<void>): void;
}

/** A restart is over by then, and what loops meet in between is nothing to tell, in ms. */
const afterMs = 60_000;
/** What was met longer ago than this says nothing of now: no statement is without an answer for so long, in ms. */
const staleMs = 90_000;

/** `now`: ms of a clock nobody sets. */
export function createReach(now: () => number = () => performance.now(), whileMs = afterMs): Reach {
  /** `fromMs`: since when it is so, or when it was told last. */
  let lack: { readonly code: Lack; lastMs: number; fromMs: number } | undefined;
  let tell: (code: Lack) => Promise<void> = async () => undefined;
  let isTelling = false;

  return {
    answered: () => {
      // On a disk that is full, whatever needs no room goes on.
      if (lack?.code === 'storage-failed') lack = undefined;
    },
    failed: (thrown) => {
      const code = lackOf(thrown);
      if (code === undefined) return;
      const nowMs = now();
      if (lack?.code !== code || nowMs - lack.lastMs > staleMs) lack = { code, lastMs: nowMs, fromMs: nowMs };
      lack.lastMs = nowMs;
      if (nowMs - lack.fromMs < whileMs || isTelling) return;
      lack.fromMs = nowMs;
      isTelling = true;
      void tell(code).finally(() => (isTelling = false));
    },
    watch: (away) => {
      tell = away;
    },
  };
}

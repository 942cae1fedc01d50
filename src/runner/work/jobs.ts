import { setTimeout as pause } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import { toErrorData } from '../../shared/app-error.ts';
import { logError } from '../../shared/log.ts';
import { connectDatabase, type Database, isAway } from '../store/database.ts';

export interface JobsOptions {
  readonly url: string;
  /** How often jobs of the dead are looked for. */
  readonly upkeepSeconds?: number;
}

/** pg-boss on connections of its own, and the loops that take jobs from its queues. */
export interface Jobs {
  readonly boss: PgBoss;
  /**
   * Takes one job after the other from a queue, and looks for the next one each `everyMs` while there is none. What `work`
   * throws has the job tried again as its queue says.
   */
  take(queue: string, everyMs: number, work: (data: unknown) => Promise<void>): void;
  /** Takes no more jobs: resolves once each that was taken is in the hands of its `work`. */
  leaveOff(): Promise<void>;
  close(): Promise<void>;
}

const mostPauseMs = 5_000;

/** Errors: those of `connectDatabase`. Effects: pg-boss's own tables in the schema `pgboss` */
export async function openJobs({ url, upkeepSeconds = 15 }: JobsOptions): Promise<Jobs> {
  const database = await connectDatabase(url, 4);
  const ended = new AbortController();
  const db = { executeSql: (text: string, values?: unknown[]) => lasting(database, ended.signal, text, values) };
  const boss = new PgBoss({ db, maintenanceIntervalSeconds: upkeepSeconds });
  boss.on('error', (thrown) => logError('queue', thrown));
  try {
    await boss.start();
  } catch (thrown) {
    await database.close();
    throw thrown;
  }

  const left = new AbortController();
  const fetching = new Set<Promise<unknown>>();

  async function fetch(queue: string): Promise<PgBoss.Job<unknown> | undefined> {
    const asked = boss.fetch<unknown>(queue);
    fetching.add(asked);
    try {
      return (await asked)[0];
    } finally {
      fetching.delete(asked);
    }
  }

  /** pg-boss's own loops drop what becomes of saying that a job is done, and Node ends a process for that. */
  async function takeAll(queue: string, everyMs: number, work: (data: unknown) => Promise<void>): Promise<void> {
    while (!left.signal.aborted) {
      const job = await fetch(queue);
      if (job) await perform(job, work);
      else await pause(everyMs, undefined, { signal: left.signal }).catch(() => undefined);
    }
  }

  async function perform(job: PgBoss.Job<unknown>, work: (data: unknown) => Promise<void>): Promise<void> {
    try {
      await work(job.data);
      await boss.complete(job.name, job.id);
    } catch (thrown) {
      logError('job', thrown);
      // What is thrown may name people; the code alone is kept.
      await boss.fail(job.name, job.id, { code: toErrorData(thrown).code }).catch((late: unknown) => {
        logError('queue', late);
      });
    }
  }

  return {
    boss,
    take: (queue, everyMs, work) => {
      takeAll(queue, everyMs, work).catch((thrown: unknown) => logError('queue', thrown));
    },
    leaveOff: async () => {
      left.abort();
      await Promise.allSettled(fetching);
    },
    close: async () => {
      left.abort();
      await boss.stop({ graceful: false, wait: true });
      ended.abort();
      await database.close();
    },
  };
}

/**
 * A statement that is tried until the server is there: it may be restarted at any moment, and pg-boss does not ask what
 * becomes of some of its statements. All of them may be carried out twice.
 */
async function lasting(
  database: Database,
  ended: AbortSignal,
  text: string,
  values: unknown[] | undefined,
): Promise<{ readonly rows: object[] }> {
  for (let pauseMs = 100; ; pauseMs = Math.min(2 * pauseMs, mostPauseMs)) {
    try {
      return { rows: [...((await database.rows<object>(text, values)) ?? [])] };
    } catch (thrown) {
      if (ended.aborted || !isAway(thrown)) throw thrown;
      await pause(pauseMs, undefined, { signal: ended });
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import { AppError, toErrorData } from '../../shared/app-error.ts';
import { logError } from '../../shared/log.ts';
import { connectDatabase, type Database, isAway, lackOf, stored } from '../store/database.ts';
import type { Reach } from './reach.ts';

export interface JobsOptions {
  readonly url: string;
  /** Made where they are not there yet. */
  readonly queues: readonly PgBoss.Queue[];
  /** How often jobs of the dead are looked for. */
  readonly upkeepSeconds?: number;
  /** Hears what becomes of each statement. */
  readonly reach?: Pick<Reach, 'answered' | 'failed'> | undefined;
}

/** pg-boss on connections of its own, and the loops that take jobs from its queues. */
export interface Jobs {
  readonly boss: PgBoss;
  /** A statement beside those of pg-boss, as lasting as they are. Errors: `storage-…` */
  execute(text: string, values?: unknown[]): Promise<void>;
  /**
   * Takes one job after the other from a queue, and looks for the next one each `everyMs` while there is none. What `work`
   * throws has the job tried again as its queue says.
   */
  take(queue: string, everyMs: number, work: (data: unknown) => Promise<void>): void;
  /** Takes no more jobs: resolves once each that was taken is done. */
  leaveOff(): Promise<void>;
  close(): Promise<void>;
}

const mostPauseMs = 5_000;

/** Any number that nobody else uses: pg-boss makes tables for a queue, and two who do that at once stand in each other's way. */
const setUpLock = 7_263_514;

/** Errors: those of `connectDatabase`. Effects: pg-boss's own tables in the schema `pgboss` */
export async function openJobs({ url, queues, upkeepSeconds = 15, reach }: JobsOptions): Promise<Jobs> {
  const database = await connectDatabase(url, 4);
  const ended = new AbortController();
  let isSetUp = false;
  const db = {
    executeSql: (text: string, values?: unknown[]) =>
      lasting(
        async () => {
          try {
            const rows = [...((await database.rows<object>(text, values)) ?? [])];
            reach?.answered();
            return { rows };
          } catch (thrown) {
            reach?.failed(thrown);
            throw thrown;
          }
        },
        (thrown) => !ended.signal.aborted && (isAway(thrown) || (isSetUp && lackOf(thrown) !== undefined)),
        ended.signal,
      ),
  };
  const boss = new PgBoss({ db, maintenanceIntervalSeconds: upkeepSeconds });
  boss.on('error', logQueue);
  let closed: Promise<void> | undefined;
  const close = async () => {
    await boss.stop({ graceful: false, wait: true });
    ended.abort();
    await database.close();
  };
  try {
    await setUp(database, boss, queues);
    isSetUp = true;
  } catch (thrown) {
    await close();
    throw thrown;
  }

  const left = new AbortController();
  const loops = new Set<Promise<void>>();

  /** pg-boss's own loops drop what becomes of saying that a job is done, and Node ends a process for that. */
  async function takeAll(queue: string, everyMs: number, work: (data: unknown) => Promise<void>): Promise<void> {
    while (!left.signal.aborted) {
      const [job] = await boss.fetch<unknown>(queue);
      if (job) await perform(job, work);
      else await pause(everyMs, undefined, { signal: left.signal }).catch(() => undefined);
    }
  }

  async function perform(job: PgBoss.Job<unknown>, work: (data: unknown) => Promise<void>): Promise<void> {
    try {
      await work(job.data);
      await stored('queue', () => boss.complete(job.name, job.id));
    } catch (thrown) {
      logError('job', thrown);
      // What is thrown may name people; the code alone is kept.
      await boss.fail(job.name, job.id, { code: toErrorData(thrown).code }).catch(logQueue);
    }
  }

  return {
    boss,
    execute: async (text, values) => void (await stored('queue', () => db.executeSql(text, values))),
    take: (queue, everyMs, work) => {
      loops.add(takeAll(queue, everyMs, work).catch(logQueue));
    },
    leaveOff: async () => {
      left.abort();
      await Promise.all(loops);
    },
    close: () => {
      left.abort();
      closed ??= close();
      return closed;
    },
  };
}

/** One process after the other. */
async function setUp(database: Database, boss: PgBoss, queues: readonly PgBoss.Queue[]): Promise<void> {
  const session = await database.session();
  try {
    await session.rows('SELECT pg_advisory_lock($1)', [setUpLock]);
    await boss.start();
    for (const queue of queues) {
      if (!(await boss.getQueue(queue.name))) await boss.createQueue(queue.name, queue);
    }
  } finally {
    await session.end();
  }
}

/** What pg-boss complains of is about its statements. */
function logQueue(cause: unknown): void {
  logError('queue', new AppError('storage-failed', { operation: 'queue' }, { cause }));
}

/**
 * A statement that is tried until the server takes it: it may be restarted at any moment, and pg-boss does not ask what
 * becomes of some of its statements. All of them may be carried out twice.
 */
async function lasting<T>(
  statement: () => Promise<T>,
  mayPass: (thrown: unknown) => boolean,
  ended: AbortSignal,
): Promise<T> {
  for (let pauseMs = 100; ; pauseMs = Math.min(2 * pauseMs, mostPauseMs)) {
    try {
      return await statement();
    } catch (thrown) {
      if (!mayPass(thrown)) throw thrown;
      await pause(pauseMs, undefined, { signal: ended }).catch(() => undefined);
    }
  }
}

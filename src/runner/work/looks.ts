import PgBoss from 'pg-boss';
import { logError } from '../../shared/log.ts';

/** One job a tenant and due time: "look at it then". */
const queue = 'looks';
/** Jobs that failed again and again. */
const failedQueue = 'looks-failed';
/** Once a minute: whoever has lost their job gets one. */
const sweepQueue = 'sweep';

export interface LooksOptions {
  readonly url: string;
  /** After this a job is given to somebody else: its worker is dead, or still at it and holds the tenant's lock. */
  readonly leaseSeconds?: number;
  /** How often jobs of the dead are looked for. */
  readonly upkeepSeconds?: number;
  /** How often a job that fails is tried again before it is given up, and after how long at first. */
  readonly retryLimit?: number;
  readonly retrySeconds?: number;
}

/** Who is to be looked at, and when, kept by pg-boss in the same database. */
export interface Looks {
  /** Asks for a look at the instant (epoch ms), unless one that is not begun is asked for already. */
  ask(tenant: string, atMs: number, nowMs: number): Promise<void>;
  /** Takes up to `atOnce` jobs at a time. What `look` throws has it tried again later. */
  take(atOnce: number, look: (tenant: string) => Promise<void>): Promise<void>;
  /** Asks for a look at everybody of the list who waits for none, now and every minute. */
  sweep(tenants: () => Promise<readonly string[]>): Promise<void>;
  /** Takes no more jobs. */
  leaveOff(): Promise<void>;
  /** Jobs that wait, are done at the moment, and were given up. */
  count(): Promise<{ readonly waiting: number; readonly failed: number }>;
  close(): Promise<void>;
}

interface Look {
  readonly tenant: string;
}

/** Effects: pg-boss's own tables in the schema `pgboss` */
export async function openLooks({
  url,
  leaseSeconds = 60,
  upkeepSeconds = 15,
  retryLimit = 5,
  retrySeconds = 5,
}: LooksOptions): Promise<Looks> {
  const boss = new PgBoss({ connectionString: url, max: 4, maintenanceIntervalSeconds: upkeepSeconds });
  boss.on('error', (thrown) => logError('queue', thrown));
  await boss.start();
  await boss.createQueue(failedQueue);
  await boss.createQueue(queue, {
    name: queue,
    policy: 'short',
    expireInSeconds: leaseSeconds,
    retryLimit,
    retryDelay: retrySeconds,
    retryBackoff: true,
    deadLetter: failedQueue,
  });
  await boss.createQueue(sweepQueue);
  const jobOf = (tenant: string) => ({ name: queue, data: { tenant }, singletonKey: tenant });

  return {
    ask: async (tenant, atMs, nowMs) => {
      const startAfter = Math.max(0, (atMs - nowMs) / 1_000);
      await boss.send({ ...jobOf(tenant), options: { singletonKey: tenant, startAfter } });
    },
    take: async (atOnce, look) => {
      for (let at = 0; at < atOnce; at += 1) {
        await boss.work<Look>(queue, { batchSize: 1, pollingIntervalSeconds: 1 }, async (jobs) => {
          for (const { data } of jobs) await look(data.tenant);
        });
      }
    },
    sweep: async (tenants) => {
      const askAll = async () => {
        const all = await tenants();
        if (all.length > 0) await boss.insert(all.map(jobOf));
      };
      await boss.work(sweepQueue, askAll);
      await boss.schedule(sweepQueue, '* * * * *');
      await askAll();
    },
    leaveOff: async () => {
      await boss.offWork(queue);
      await boss.offWork(sweepQueue);
    },
    count: async () => ({
      waiting: await boss.getQueueSize(queue),
      failed: await boss.getQueueSize(failedQueue),
    }),
    close: () => boss.stop({ graceful: false, wait: true }),
  };
}

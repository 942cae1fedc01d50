import { stored } from '../store/database.ts';
import { type JobsOptions, openJobs } from './jobs.ts';
import { failedLooksQueue, looksQueue, sweepQueue } from './queues.ts';

export interface LooksOptions extends Omit<JobsOptions, 'queues'> {
  /** After this a job is given to somebody else: its worker is dead, or still at it and holds the tenant's lock. */
  readonly leaseSeconds?: number;
  /** How often a job that fails is tried again before it is given up, and after how long at first. */
  readonly retryLimit?: number;
  readonly retrySeconds?: number;
}

/** Who is to be looked at, and when, kept by pg-boss in the same database. */
export interface Looks {
  /** Asks for a look at the instant (epoch ms), unless one that is not begun is asked for already. Errors: `storage-…` */
  ask(tenant: string, atMs: number, nowMs: number): Promise<void>;
  /** Takes up to `atOnce` jobs at a time. What `look` throws has it tried again later. */
  take(atOnce: number, look: (tenant: string) => Promise<void>): Promise<void>;
  /** Asks for a look at everybody of the list who waits for none, now and every minute. */
  sweep(tenants: () => Promise<readonly string[]>): Promise<void>;
  /** Takes no more jobs: resolves once each that was taken is done. */
  leaveOff(): Promise<void>;
  close(): Promise<void>;
}

interface Look {
  readonly tenant: string;
}

/** Jobs are looked for this often, in ms. */
const looksMs = 1_000;
const sweepMs = 10_000;

/** Errors: those of `connectDatabase`. Effects: pg-boss's own tables in the schema `pgboss` */
export async function openLooks({
  leaseSeconds = 60,
  retryLimit = 5,
  retrySeconds = 5,
  ...options
}: LooksOptions): Promise<Looks> {
  const looks = {
    name: looksQueue,
    policy: 'short',
    expireInSeconds: leaseSeconds,
    retryLimit,
    retryDelay: retrySeconds,
    retryBackoff: true,
    deadLetter: failedLooksQueue,
  } as const;
  const queues = [{ name: failedLooksQueue }, looks, { name: sweepQueue }];
  const { boss, execute, take, leaveOff, close } = await openJobs({ ...options, queues });
  const jobOf = (tenant: string) => ({ name: looksQueue, data: { tenant } satisfies Look, singletonKey: tenant });

  return {
    ask: async (tenant, atMs, nowMs) => {
      const startAfter = Math.max(0, (atMs - nowMs) / 1_000);
      await stored('queue', () => boss.send({ ...jobOf(tenant), options: { singletonKey: tenant, startAfter } }));
    },
    take: async (atOnce, look) => {
      for (let at = 0; at < atOnce; at += 1) take(looksQueue, looksMs, (data) => look((data as Look).tenant));
    },
    sweep: async (tenants) => {
      const askAll = async () => {
        const all = await tenants();
        if (all.length > 0) await stored('queue', () => boss.insert(all.map(jobOf)));
        await execute(dropMended, [looksQueue, failedLooksQueue]);
      };
      await boss.schedule(sweepQueue, '* * * * *');
      take(sweepQueue, sweepMs, askAll);
      await askAll();
    },
    leaveOff,
    close,
  };
}

/** What was given up counts until the tenant was looked at since. */
const dropMended = `
  DELETE FROM pgboss.job AS given_up WHERE name = $2 AND EXISTS (
    SELECT 1 FROM pgboss.job AS done WHERE done.name = $1 AND done.state = 'completed'
      AND done.data->>'tenant' = given_up.data->>'tenant' AND done.completed_on > given_up.created_on)`;

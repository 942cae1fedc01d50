import type { Clock } from '../../shared/clock.ts';
import { type Database, type Statements, stored } from '../store/database.ts';
import type { SealingKey } from '../store/sealed-secrets.ts';
import { tenantOf } from '../store/tenant.ts';
import { type JobsOptions, openJobs } from '../work/jobs.ts';
import type { Message } from './message.ts';
import { sendWebhook, type Sending } from './webhook.ts';
import { createWebhooks } from './webhooks.ts';

const deliveryQueue = 'webhooks';
/** Messages that nobody took for hours. */
const failedDeliveryQueue = 'webhooks-failed';

export interface DeliveriesOptions extends Omit<JobsOptions, 'queues'> {
  /** After this a message is given to another worker: the one that had it is dead. */
  readonly leaseSeconds?: number;
  /** How often a message is tried again before it is given up, and after how long at first; each time later. */
  readonly retryLimit?: number;
  readonly retrySeconds?: number;
}

/** Messages on their way, kept by pg-boss: what is stored is sent, whichever worker lives by then. */
export interface Deliveries {
  /** Stores them together with whatever else `tx` stores, or by themselves. */
  add(messages: readonly Message[], tx?: Statements): Promise<void>;
  /** Sends up to `atOnce` at a time, each where its tenant is told by then; one without a webhook is dropped. */
  take(atOnce: number, from: Senders): void;
  /** Sends no more: resolves once each that was begun is sent or to be tried again. */
  leaveOff(): Promise<void>;
  close(): Promise<void>;
}

export interface Senders extends Sending {
  readonly database: Database;
  readonly key: SealingKey;
  readonly clock: Clock;
}

const takeMs = 1_000;

/** Errors: those of `connectDatabase`. Effects: pg-boss's own tables in the schema `pgboss` */
export async function openDeliveries({
  leaseSeconds = 60,
  retryLimit = 10,
  retrySeconds = 30,
  ...options
}: DeliveriesOptions): Promise<Deliveries> {
  const queue = {
    name: deliveryQueue,
    expireInSeconds: leaseSeconds,
    retryLimit,
    retryDelay: retrySeconds,
    retryBackoff: true,
    deadLetter: failedDeliveryQueue,
  };
  const { boss, execute, take, leaveOff, close } = await openJobs({
    ...options,
    queues: [{ name: failedDeliveryQueue }, queue],
  });
  return {
    add: async (messages, tx) => {
      if (messages.length === 0) return;
      const jobs = messages.map((message) => ({ id: message.id, name: deliveryQueue, data: message }));
      if (!tx) return stored('queue', () => boss.insert(jobs));
      const db = {
        executeSql: async (text: string, values: unknown[]) => ({ rows: [...(await tx.rows(text, values))] }),
      };
      await stored('queue', () => boss.insert(jobs, { db }));
    },
    take: (atOnce, { database, key, ...sending }) => {
      for (let at = 0; at < atOnce; at += 1) {
        take(deliveryQueue, takeMs, async (data) => {
          const message = data as Message;
          const webhook = await createWebhooks(tenantOf(database, message.company), key).get();
          if (!webhook) return;
          await sendWebhook(webhook, message, sending);
          await execute(dropMended, [failedDeliveryQueue, message.company]);
        });
      }
    },
    leaveOff,
    close,
  };
}

/** What was given up counts until a message of the company was taken since. */
const dropMended = "DELETE FROM pgboss.job WHERE name = $1 AND data->>'company' = $2";

/** Counts what pg-boss keeps, without starting it; nothing where no message ever was. */
export async function countDeliveries(
  database: Database,
): Promise<{ readonly waiting: number; readonly failed: number }> {
  const [there] = await database.rows<{ is: boolean }>("SELECT to_regclass('pgboss.job') IS NOT NULL AS is");
  if (!there?.is) return { waiting: 0, failed: 0 };
  const text = `
    SELECT count(*) FILTER (WHERE name = $1)::int AS waiting, count(*) FILTER (WHERE name = $2)::int AS failed
    FROM pgboss.job WHERE name IN ($1, $2) AND state < 'completed'`;
  const [counts] = await database.rows<{ waiting: number; failed: number }>(text, [deliveryQueue, failedDeliveryQueue]);
  return counts ?? { waiting: 0, failed: 0 };
}

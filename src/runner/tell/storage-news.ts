import type { Cause } from '../../domain/unattended/telling.ts';
import { tenantOf } from '../store/tenant.ts';
import { type Message, messageIdOf, toldCause } from './message.ts';
import { type Database, stored } from '../store/database.ts';
import type { SealingKey } from '../store/sealed-secrets.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Deliveries } from './deliveries.ts';
import { sendWebhook, type Sending, type Webhook } from './webhook.ts';
import { createWebhooks } from './webhooks.ts';

export interface StorageNewsDeps {
  readonly database: Database;
  readonly key: SealingKey;
  readonly clock: Clock;
  readonly deliveries: Pick<Deliveries, 'add'>;
  /** For what cannot go by the database. */
  readonly sending: Sending;
}

/** How long is waited before a message is tried again, in ms; then it is left to the next look. */
const pausesMs = [1_000, 5_000];

/**
 * That the database takes nothing, or is away, is told without it: by this process, where the tenant was told when the
 * database last said so. All workers meet it, and give what they tell of one such time the same id, by its number.
 */
export interface StorageNews {
  /**
   * Asks where the tenant is told, and how often it was over; whatever keeps that from being known, the last answer
   * stays. Whether it is told anywhere.
   */
  remember(): Promise<boolean>;
  /** Sends it, with a few tries; nowhere where no webhook is known. Errors: those of `sendWebhook` */
  tell(cause: Cause): Promise<void>;
  /** That it is over, by the queue, which works again. Errors: storage */
  takeBack(): Promise<void>;
}

export function createStorageNews(
  tenant: string,
  { database, key, clock, deliveries, sending }: StorageNewsDeps,
): StorageNews {
  const webhooks = createWebhooks(tenantOf(database, tenant), key);
  let webhook: Webhook | undefined;
  let outages = 0;
  /** What is told of now; what is over has the code and the number it was told with, so that the two belong together. */
  let told: { readonly code: string; readonly outage: number } = { code: '', outage: 0 };
  const messageOf = (type: Message['type'], cause: Message['cause']): Message => ({
    id: messageIdOf(tenant, type, told.code, String(told.outage)),
    type,
    at: new Date(clock.now()).toISOString(),
    company: tenant,
    cause,
  });

  async function send(to: Webhook, message: Message): Promise<void> {
    for (const pauseMs of pausesMs) {
      try {
        return await sendWebhook(to, message, sending);
      } catch {
        await sending.clock.sleep(pauseMs);
      }
    }
    await sendWebhook(to, message, sending);
  }

  return {
    remember: async () => {
      webhook = await webhooks.get().catch(() => webhook);
      // Only what is told has a number.
      if (webhook) outages = await countOutages(database, tenant).catch(() => outages);
      return webhook !== undefined;
    },
    tell: async (cause) => {
      told = { code: cause.parts.join(' '), outage: outages };
      if (webhook) await send(webhook, messageOf('cause.told', toldCause(cause)));
    },
    takeBack: async () => {
      await stored('outage.over', () =>
        database.transaction(async (tx) => {
          await tx.rows(endOutage, [tenant, told.outage + 1]);
          await deliveries.add([messageOf('cause.gone', { id: 'storage' })], tx);
        }),
      );
      outages = Math.max(outages, told.outage + 1);
    },
  };
}

async function countOutages(database: Database, tenant: string): Promise<number> {
  const text = "SELECT body::text::int AS outages FROM runner.state WHERE tenant = $1 AND name = 'outages'";
  return (await database.rows<{ outages: number }>(text, [tenant]))[0]?.outages ?? 0;
}

/** Each is counted once, whichever worker says that it is over. */
const endOutage = `
  INSERT INTO runner.state VALUES ($1, 'outages', $2)
  ON CONFLICT (tenant, name) DO UPDATE SET body = excluded.body WHERE runner.state.body::text::int < excluded.body::text::int`;

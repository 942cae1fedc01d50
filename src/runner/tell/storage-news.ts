import type { Cause } from '../../domain/unattended/telling.ts';
import { tenantOf } from '../store/tenant.ts';
import { type Message, messageIdOf, toldCause } from './message.ts';
import type { Database } from '../store/database.ts';
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
const hourMs = 3_600_000;

/**
 * That the database takes nothing, or is away, is told without it: by this process, where the tenant was told when the
 * database last said so. All workers meet it, and give what they tell within an hour the same id.
 */
export interface StorageNews {
  /** Asks where the tenant is told; whatever keeps that from being known, the last answer stays. */
  remember(): Promise<void>;
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
  /** What is told of now; what is over has the code and the hour it was told with, so that the two belong together. */
  let told: readonly string[] = [];
  const messageOf = (type: Message['type'], cause: Message['cause']): Message => ({
    id: messageIdOf(tenant, type, ...told),
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
    },
    tell: async (cause) => {
      told = [...cause.parts, String(Math.floor(clock.now() / hourMs))];
      if (webhook) await send(webhook, messageOf('cause.told', toldCause(cause)));
    },
    takeBack: () => deliveries.add([messageOf('cause.gone', { id: 'storage' })]),
  };
}

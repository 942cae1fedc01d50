import * as z from 'zod/mini';
import { AppError } from '../../shared/app-error.ts';
import { createSealedSecrets, type SealingKey } from '../store/sealed-secrets.ts';
import type { Tenant } from '../store/tenant.ts';
import { checkWebhook, type Webhook } from './webhook.ts';

/** Where a tenant is told; one at most. Address and secret are sealed together, bound to tenant and host. */
export interface Webhooks {
  /** Undefined where there is none. Errors: `secret-lost` when the seal does not open */
  get(): Promise<Webhook | undefined>;
  /** The host alone: the address may hold a secret. */
  host(): Promise<string | undefined>;
  /**
   * Errors: `webhook-address`, `webhook-secret`. Effects: everything that is the case at the moment is told once more, there
   */
  set(webhook: Webhook): Promise<void>;
  remove(): Promise<void>;
}

const kept = z.object({ url: z.string(), secret: z.string() });

export function createWebhooks(tenant: Tenant, key: SealingKey): Webhooks {
  const sealed = createSealedSecrets(tenant, key);
  return {
    get: async () => {
      const host = await sealed.hostOf('webhook');
      const text = host === undefined ? undefined : await sealed.get('webhook', host);
      if (text === undefined) return undefined;
      const parsed = kept.safeParse(JSON.parse(text));
      if (!parsed.success) throw new AppError('secret-lost', { fields: ['webhook'] });
      return parsed.data;
    },
    host: () => sealed.hostOf('webhook'),
    set: async (webhook) => {
      const checked = checkWebhook(webhook);
      await sealed.set('webhook', new URL(checked.url).host, JSON.stringify(checked));
      await tenant.write('told.forget', "DELETE FROM runner.state WHERE tenant = $1 AND name = 'told'");
    },
    remove: () => sealed.remove('webhook'),
  };
}

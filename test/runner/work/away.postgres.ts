import { expect, onTestFinished, test } from 'vitest';
import { startPostgres } from '../../../scripts/lib/postgres/start-postgres.ts';
import { defaultSettings } from '../../../src/config/settings.ts';
import { observe } from '../../../src/runner/observe.ts';
import { sealingKeyOf } from '../../../src/runner/store/sealed-secrets.ts';
import { createStores } from '../../../src/runner/store/stores.ts';
import { tenantOf } from '../../../src/runner/store/tenant.ts';
import { createTenants } from '../../../src/runner/store/tenants.ts';
import type { Message } from '../../../src/runner/tell/message.ts';
import { newWebhookSecret } from '../../../src/runner/tell/webhook.ts';
import { createWebhooks } from '../../../src/runner/tell/webhooks.ts';
import { openLooks } from '../../../src/runner/work/looks.ts';
import { createReach } from '../../../src/runner/work/reach.ts';
import { systemClock } from '../../../src/shared/system-clock.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { databaseOn } from '../support/database-on.ts';
import { startReceiver } from '../tell/receiver.ts';
import { outsideOf, until } from './companies.ts';

test('a database that goes away while nobody is looked at is told of, and again when it does so a second time', async () => {
  quietErrors();
  const server = await startPostgres();
  onTestFinished(server.stop);
  const { database, url } = await databaseOn(server);
  const key = await sealingKeyOf(new Uint8Array(32));
  await createTenants(database).add('idle');
  await createStores(database, 'idle', { key }).settings.set({ ...defaultSettings, mode: 'sync' });
  const receiver = await startReceiver();
  await createWebhooks(tenantOf(database, 'idle'), key).set({ url: receiver.url, secret: newWebhookSecret() });

  const reach = createReach(undefined, 1_000);
  const { looks } = await observe({ database, key }, await openLooks({ url, reach }), {
    url,
    reach,
    fetch: receiver.fetch,
    outside: () => ({ ...outsideOf([]), clock: systemClock }),
    write: () => undefined,
  });
  onTestFinished(async () => {
    await looks.close();
    await database.close();
  });
  let looked = 0;
  await looks.take(1, async () => void (looked += 1));
  const messages = () => receiver.received.map(({ body }) => JSON.parse(body) as Message);
  const told = (count: number) => until(() => messages().filter(({ type }) => type === 'cause.told').length === count);

  await server.crash(() => told(1));
  expect(looked).toBe(0);
  expect(messages()).toMatchObject([
    { company: 'idle', cause: { id: 'storage', level: 'alarm', code: 'storage-failed' } },
  ]);

  await looks.ask('idle', 0, 0);
  await until(() => messages().length === 2);
  await server.crash(() => told(2));
  await looks.ask('idle', 0, 0);
  await until(() => messages().length === 4);
  expect(messages().map(({ type }) => type)).toEqual(['cause.told', 'cause.gone', 'cause.told', 'cause.gone']);
  expect(new Set(messages().map(({ id }) => id)).size).toBe(4);
});

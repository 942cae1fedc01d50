import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { NamedState } from '../../../src/domain/state.ts';
import type { Message } from '../../../src/runner/tell/message.ts';
import { connectDatabase } from '../../../src/runner/store/database.ts';
import { createStores } from '../../../src/runner/store/stores.ts';
import { tenantOf } from '../../../src/runner/store/tenant.ts';
import { createTenants } from '../../../src/runner/store/tenants.ts';
import { countDeliveries, type Deliveries, openDeliveries } from '../../../src/runner/tell/deliveries.ts';
import { createTeller, type Teller, watching } from '../../../src/runner/tell/teller.ts';
import { newWebhookSecret } from '../../../src/runner/tell/webhook.ts';
import { createWebhooks } from '../../../src/runner/tell/webhooks.ts';
import { migrate } from '../../../src/runner/store/migrate.ts';
import { AppError, type ErrorCode } from '../../../src/shared/app-error.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { systemClock } from '../../../src/shared/system-clock.ts';
import { defaultSettings } from '../../../src/config/settings.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { type FreshDatabase, makeDatabase, type TenantHome } from '../support/fresh-database.ts';
import { until } from '../work/companies.ts';
import { isBelieved, type Receiver, startReceiver } from './receiver.ts';

let fresh: FreshDatabase;

beforeEach(async () => {
  quietErrors();
  const made = await makeDatabase();
  fresh = made;
  await migrate(made.database);
  return made.drop;
});

const nothing = async () => undefined;
const blocked = { id: 'creations', effect: 'blocks', count: 30, limit: 5, base: 25 } as const;
const people = [{ employeeId: 'secret-employee-id' as never, name: 'Anna Arendt' }];

async function queue(options: Partial<Parameters<typeof openDeliveries>[0]> = {}): Promise<Deliveries> {
  const deliveries = await openDeliveries({ url: fresh.url, upkeepSeconds: 1, retrySeconds: 0, ...options });
  onTestFinished(() => deliveries.close());
  return deliveries;
}

/** `fetch`: of what is told without the database; by the queue alone without it. */
const tellerOf = (deliveries: Pick<Deliveries, 'add'>, fetch = noFetch): Teller =>
  createTeller({
    database: fresh.database,
    key: fresh.key,
    clock: systemClock,
    deliveries,
    newId: () => crypto.randomUUID(),
    sending: { fetch, clock: impatient },
  });

/** Does not wait before it tries again, but for an answer. */
const impatient: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => systemClock.sleep(ms < 10_000 ? 0 : ms, signal),
};

const noFetch: typeof fetch = () => Promise.reject(new TypeError('nobody is asked'));

/** A tenant whose last automatic import was stopped. */
async function blockedTenant(): Promise<TenantHome> {
  const home = await fresh.home();
  const { settings } = home.stores();
  await settings.set({ ...defaultSettings, mode: 'sync', automaticImports: true });
  await problem(home, { guards: [{ ...blocked, people }], atMs: 1 });
  return home;
}

const problem = (home: TenantHome, lastProblem: NamedState['schedule']['lastProblem']) =>
  home.stores().state.set('schedule', { lastProblem });

async function webhookOf(home: TenantHome, receiver: Receiver): Promise<string> {
  const secret = newWebhookSecret();
  await createWebhooks(tenantOf(fresh.database, home.tenant), fresh.key).set({ url: receiver.url, secret });
  return secret;
}

const send = (deliveries: Deliveries, { fetch }: Receiver) =>
  deliveries.take(2, { database: fresh.database, key: fresh.key, fetch, clock: systemClock });

const bodies = ({ received }: Receiver) => received.map(({ body }) => JSON.parse(body) as Message);

/** Messages that were stored, oldest first. */
function collected(): { readonly messages: Message[]; readonly add: Deliveries['add'] } {
  const messages: Message[] = [];
  return { messages, add: async (added) => void messages.push(...added) };
}

describe('what needs an administrator', () => {
  test('is told once, however many look, and again when it has changed, and that it is gone', async () => {
    const home = await blockedTenant();
    const { messages, add } = collected();
    const workers = [tellerOf({ add }), tellerOf({ add }), tellerOf({ add })];
    const look = () => Promise.all(workers.map((teller) => teller.watch(home.tenant, nothing)));
    await look();
    await look();
    expect(messages.map(({ type, cause }) => [type, cause?.id])).toEqual([['cause.told', 'blocked']]);

    await problem(home, { guards: [blocked, { id: 'visible-fell', effect: 'blocks', count: 9 }], atMs: 2 });
    await look();
    expect(messages).toHaveLength(2);

    await home.stores().state.set('schedule', {});
    await look();
    await look();
    expect(messages.map(({ type }) => type)).toEqual(['cause.told', 'cause.told', 'cause.gone']);

    await problem(home, { guards: [blocked], atMs: 3 });
    await look();
    expect(messages).toHaveLength(4);
  });

  test('is told by codes and numbers, and names nobody', async () => {
    const home = await blockedTenant();
    const { messages, add } = collected();
    await tellerOf({ add }).watch(home.tenant, nothing);
    expect(messages).toEqual([
      {
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        type: 'cause.told',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        company: home.tenant,
        cause: { id: 'blocked', level: 'alarm', guards: [{ id: 'creations', count: 30, limit: 5, base: 25 }] },
      },
    ]);
    expect(JSON.stringify(messages)).not.toMatch(/Anna|secret-employee-id/);
  });

  test('is stored together with that it was told, or not at all', async () => {
    const home = await blockedTenant();
    const broken = tellerOf({ add: () => Promise.reject(new AppError('storage-quota')) });
    await broken.watch(home.tenant, nothing).catch(() => undefined);
    expect(await home.stores().state.get('told')).toBeUndefined();

    const { messages, add } = collected();
    await tellerOf({ add }).watch(home.tenant, nothing);
    expect(messages).toHaveLength(1);
  });

  test('of one tenant says nothing of another', async () => {
    const [home, other] = [await blockedTenant(), await fresh.home()];
    const { messages, add } = collected();
    const teller = tellerOf({ add });
    for (const { tenant } of [other, home]) await teller.watch(tenant, nothing);
    expect(messages.map(({ company, type }) => [company, type])).toEqual([[home.tenant, 'cause.told']]);
  });

  test('is looked for after each look at a tenant', async () => {
    const home = await blockedTenant();
    const { messages, add } = collected();
    const taken: ((tenant: string) => Promise<void>)[] = [];
    const looked: string[] = [];
    const looks = watching(
      {
        ask: nothing,
        take: async (_atOnce, look) => void taken.push(look),
        sweep: nothing,
        leaveOff: nothing,
        close: nothing,
      },
      tellerOf({ add }),
    );
    await looks.take(1, async (tenant) => void looked.push(tenant));
    await taken[0]?.(home.tenant);
    expect(looked).toEqual([home.tenant]);
    expect(messages).toHaveLength(1);
  });
});

describe('that the database fails', () => {
  const refusing = (code: ErrorCode) => () => Promise.reject(new AppError(code));
  const full = refusing('storage-quota');
  /** As of a queue whose database takes nothing. */
  const noQueue = { add: full };

  /** A tenant that is told at a receiver, with a worker that looked at it while all was well. */
  async function seen(receiver: Receiver, deliveries: Pick<Deliveries, 'add'> = noQueue) {
    const home = await fresh.home();
    await home.stores().settings.set({ ...defaultSettings, mode: 'sync' });
    const secret = await webhookOf(home, receiver);
    const teller = tellerOf(deliveries, receiver.fetch);
    await teller.watch(home.tenant, nothing);
    const fails = async (work: () => Promise<void> = full) =>
      expect(teller.watch(home.tenant, work)).rejects.toThrow(AppError);
    return { home, secret, teller, fails };
  }

  test('is told without it, signed, once, and again when it is another failure', async () => {
    const receiver = await startReceiver();
    const { home, secret, fails } = await seen(receiver);
    for (let at = 0; at < 3; at += 1) await fails();
    const [got] = receiver.received;
    expect(got && isBelieved(got, secret, Date.now())).toBe(true);
    expect(bodies(receiver)).toMatchObject([
      { type: 'cause.told', company: home.tenant, cause: { id: 'storage', level: 'alarm', code: 'storage-quota' } },
    ]);
    expect(got?.headers['webhook-id']).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    await fails(refusing('storage-failed'));
    expect(bodies(receiver).map(({ cause }) => cause?.code)).toEqual(['storage-quota', 'storage-failed']);
  });

  test('is told also when the database is away', async () => {
    const [receiver, home] = [await startReceiver(), await fresh.home()];
    await home.stores().settings.set({ ...defaultSettings, mode: 'sync' });
    await webhookOf(home, receiver);
    const database = await connectDatabase(fresh.url);
    const teller = createTeller({
      database,
      key: fresh.key,
      clock: systemClock,
      deliveries: noQueue,
      newId: () => crypto.randomUUID(),
      sending: { fetch: receiver.fetch, clock: systemClock },
    });
    await teller.watch(home.tenant, nothing);
    await database.close();
    const work = async () => void (await createStores(database, home.tenant, { key: fresh.key }).runs.openRun());
    await expect(teller.watch(home.tenant, work)).rejects.toMatchObject({ code: 'storage-failed' });
    expect(bodies(receiver)).toMatchObject([{ cause: { id: 'storage', code: 'storage-failed' } }]);
  });

  test('is tried a few times, and again at the next look, until somebody took it', async () => {
    const receiver = await startReceiver();
    const { fails } = await seen(receiver);
    receiver.answers = [500, 503, 500, 200];
    await fails();
    expect(receiver.received).toHaveLength(3);
    for (let at = 0; at < 3; at += 1) await fails();
    expect(new Set(bodies(receiver).map(({ id }) => id)).size).toBe(1);
    expect(receiver.received).toHaveLength(4);
  });

  test('has the same id from every worker, and is taken back once, when the database works again', async () => {
    const receiver = await startReceiver();
    const { messages, add } = collected();
    const { home, teller, fails } = await seen(receiver, { add });
    const other = tellerOf({ add }, receiver.fetch);
    await other.watch(home.tenant, nothing);
    await fails();
    await expect(other.watch(home.tenant, full)).rejects.toThrow(AppError);
    const ids = bodies(receiver).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    for (const each of [teller, other, teller]) await each.watch(home.tenant, nothing);
    expect(messages.map(({ type, cause }) => [type, cause])).toEqual([
      ['cause.gone', { id: 'storage' }],
      ['cause.gone', { id: 'storage' }],
    ]);
    expect(messages[0]?.id).toBe(messages[1]?.id);
    expect(messages[0]?.id).not.toBe(ids[0]);
    const deliveries = await queue();
    for (const message of messages) await deliveries.add([message]);
    expect(await countDeliveries(fresh.database)).toEqual({ waiting: 1, failed: 0 });

    // It fails again within the hour: receivers leave what they have had.
    for (const each of [teller, other]) await each.watch(home.tenant, nothing);
    await fails();
    await expect(other.watch(home.tenant, full)).rejects.toThrow(AppError);
    for (const each of [teller, other]) await each.watch(home.tenant, nothing);
    const again = bodies(receiver)
      .slice(2)
      .map(({ id }) => id);
    expect([again.length, new Set([...ids, ...again]).size]).toEqual([2, 2]);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(2);
  });

  test('is told to everybody it is known of, looked at or not, when it takes nothing', async () => {
    const receiver = await startReceiver();
    const homes = await Promise.all(Array.from({ length: 6 }, () => fresh.home()));
    for (const [at, home] of homes.entries()) {
      await home.stores().settings.set({ ...defaultSettings, mode: at === 5 ? 'viewer' : 'sync' });
      if (at > 0) await webhookOf(home, receiver);
    }
    const teller = tellerOf(noQueue, receiver.fetch);
    await teller.remember(homes.map(({ tenant }) => tenant));
    // Since then this one was removed.
    await teller.remember(
      homes
        .slice(0, -2)
        .map(({ tenant }) => tenant)
        .concat(homes[5]?.tenant ?? ''),
    );
    for (let at = 0; at < 2; at += 1) await teller.away('storage-failed');
    expect(
      bodies(receiver)
        .map(({ company }) => company)
        .toSorted(),
    ).toEqual(homes.slice(1, 4).map(({ tenant }) => tenant));
    expect(bodies(receiver)).toContainEqual(
      expect.objectContaining({ type: 'cause.told', cause: { id: 'storage', level: 'alarm', code: 'storage-failed' } }),
    );
  });

  test('is told nowhere where no webhook is', async () => {
    const home = await fresh.home();
    const teller = tellerOf(noQueue);
    await teller.watch(home.tenant, nothing);
    await expect(teller.watch(home.tenant, full)).rejects.toMatchObject({ code: 'storage-quota' });
  });
});

describe('a message', () => {
  test('reaches the receiver signed, once', async () => {
    const [home, receiver, deliveries] = [await blockedTenant(), await startReceiver(), await queue()];
    const secret = await webhookOf(home, receiver);
    await tellerOf(deliveries).watch(home.tenant, nothing);
    expect(await countDeliveries(fresh.database)).toEqual({ waiting: 1, failed: 0 });
    send(deliveries, receiver);
    await until(async () => (await countDeliveries(fresh.database)).waiting === 0);
    const [got] = receiver.received;
    expect(got && isBelieved(got, secret, Date.now())).toBe(true);
    expect(got?.headers['webhook-id']).toBe(bodies(receiver)[0]?.id);
    expect(receiver.received).toHaveLength(1);
  });

  test('is tried again under the same id until it is taken, also by the next worker', async () => {
    const [home, receiver] = [await blockedTenant(), await startReceiver()];
    await webhookOf(home, receiver);
    receiver.answers = [500, 503, 'nothing', 200];
    const first = await queue({ leaseSeconds: 1 });
    await tellerOf(first).watch(home.tenant, nothing);
    send(first, receiver);
    await until(() => receiver.received.length === 3);
    // It dies while the receiver has not answered.
    const next = await queue({ leaseSeconds: 1 });
    send(next, receiver);
    await until(async () => (await countDeliveries(fresh.database)).waiting === 0);
    const ids = bodies(receiver).map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(new Set(ids).size).toBe(1);
    expect(await countDeliveries(fresh.database)).toEqual({ waiting: 0, failed: 0 });
  });

  test('is given up and counted when nobody takes it', async () => {
    const [home, receiver, deliveries] = [await blockedTenant(), await startReceiver(), await queue({ retryLimit: 2 })];
    await webhookOf(home, receiver);
    receiver.answers = [410];
    await tellerOf(deliveries).watch(home.tenant, nothing);
    send(deliveries, receiver);
    await until(async () => (await countDeliveries(fresh.database)).failed === 1);
    expect(receiver.received).toHaveLength(3);
  });

  test('goes where its tenant is told by then, and nowhere where it is told nowhere', async () => {
    const [home, old, now] = [await blockedTenant(), await startReceiver(), await startReceiver()];
    const [silent, deliveries] = [await blockedTenant(), await queue()];
    await webhookOf(home, old);
    for (const { tenant } of [home, silent]) await tellerOf(deliveries).watch(tenant, nothing);
    await webhookOf(home, now);
    send(deliveries, now);
    await until(async () => (await countDeliveries(fresh.database)).waiting === 0);
    expect(old.received).toEqual([]);
    expect(bodies(now).map(({ company }) => company)).toEqual([home.tenant]);
  });
});

describe('the webhook of a tenant', () => {
  const webhooks = (tenant: string) => createWebhooks(tenantOf(fresh.database, tenant), fresh.key);

  test('is kept sealed, address and all, and opens for its tenant alone', async () => {
    const [home, other] = [await fresh.home(), await fresh.home()];
    const webhook = { url: 'https://hooks.example.com/in/s3cret?key=t0ken', secret: newWebhookSecret() };
    await webhooks(home.tenant).set(webhook);
    expect(await webhooks(home.tenant).get()).toEqual(webhook);
    expect(await webhooks(home.tenant).host()).toBe('hooks.example.com');
    expect(await webhooks(other.tenant).get()).toBeUndefined();

    const [row] = await fresh.database.rows('SELECT *, encode(sealed, $1) AS text FROM runner.secrets', ['escape']);
    expect(JSON.stringify(row)).not.toMatch(/s3cret|t0ken|whsec_/);
    await fresh.database.rows('UPDATE runner.secrets SET tenant = $1', [other.tenant]);
    await expect(webhooks(other.tenant).get()).rejects.toMatchObject({ code: 'secret-lost' });
  });

  test('that is new is told everything that is the case', async () => {
    const home = await blockedTenant();
    const { messages, add } = collected();
    const teller = tellerOf({ add });
    await teller.watch(home.tenant, nothing);
    await webhookOf(home, await startReceiver());
    await teller.watch(home.tenant, nothing);
    expect(messages).toHaveLength(2);
  });

  test('is gone with its tenant, and once it is removed', async () => {
    const [home, other] = [await fresh.home(), await fresh.home()];
    for (const each of [home, other]) await webhookOf(each, await startReceiver());
    await createTenants(fresh.database).remove(other.tenant);
    expect(await webhooks(other.tenant).get()).toBeUndefined();
    await webhooks(home.tenant).remove();
    expect(await webhooks(home.tenant).get()).toBeUndefined();
  });
});

import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { CompanyPair } from '../../src/domain/ids.ts';
import { connectDatabase } from '../../src/runner/store/database.ts';
import { migrate } from '../../src/runner/store/migrate.ts';
import { tenantOf } from '../../src/runner/store/tenant.ts';
import { observe } from '../../src/runner/observe.ts';
import { newWebhookSecret } from '../../src/runner/tell/webhook.ts';
import { createWebhooks } from '../../src/runner/tell/webhooks.ts';
import { createHalt } from '../../src/runner/work/halt.ts';
import { openLooks } from '../../src/runner/work/looks.ts';
import { startWorker } from '../../src/runner/work/worker.ts';
import { settled } from '../run/fakes/test-deps.ts';
import { readMetrics } from './metrics/read-metrics.ts';
import { type FreshDatabase, makeDatabase } from './support/fresh-database.ts';
import { isBelieved, startReceiver } from './tell/receiver.ts';
import { dueCompany, expectImportedOnce, fastClock, inFastTime, outsideOf, until } from './work/companies.ts';
import { putFacts } from '../put-facts.ts';

let fresh: FreshDatabase;

beforeEach(async () => {
  const made = await makeDatabase();
  fresh = made;
  await migrate(made.database);
  return made.drop;
});

test('a worker tells, counts and logs what it comes to, of each company for itself', async () => {
  const [well, stopped] = [await dueCompany(await fresh.home(), 3), await dueCompany(await fresh.home(), 3)];
  const pair = `${stopped.home.tenant}|${stopped.si.companyId}` as CompanyPair;
  await putFacts(stopped.home.stores().pairs, { ...settled, pair, manualImportDone: false });
  const receiver = await startReceiver();
  const secret = newWebhookSecret();
  for (const { home } of [well, stopped])
    await createWebhooks(tenantOf(fresh.database, home.tenant), fresh.key).set({ url: receiver.url, secret });

  const lines: string[] = [];
  const database = await connectDatabase(fresh.url);
  const looks = await openLooks({ url: fresh.url, upkeepSeconds: 1 });
  const observed = await observe({ database, key: fresh.key }, inFastTime(looks), {
    url: fresh.url,
    fetch: receiver.fetch,
    outside: () => outsideOf([well, stopped]),
    write: (line) => lines.push(line),
    metrics: { port: 0 },
  });
  onTestFinished(async () => {
    await observed.looks.close();
    await database.close();
  });
  const halt = createHalt(fastClock);
  const worker = await startWorker({ database, key: fresh.key, outside: observed.outside, halt }, observed.looks, 2);
  await until(() => receiver.received.length > 0 && lines.length > 1);
  await until(async () => (await well.home.stores().runs.list(1))[0]?.state === 'done');
  const metrics = await fetch(`http://127.0.0.1:${observed.metricsPort}/metrics`);
  const families = readMetrics(await metrics.text());
  await worker.stop(600_000);

  await expectImportedOnce(well);
  const [message] = receiver.received;
  // Receivers compare with the time of the database, which here is the workers'.
  const sentMs = Number(message?.headers['webhook-timestamp']) * 1_000;
  expect(Math.abs(sentMs - fastClock.now())).toBeLessThan(3_600_000);
  expect(message && isBelieved(message, secret, sentMs)).toBe(true);
  expect(receiver.received.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
    { company: stopped.home.tenant, type: 'cause.told', cause: { id: 'blocked' } },
  ]);
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told.map(({ level, code, pair, state }) => [level, code, pair, state])).toEqual(
    expect.arrayContaining([
      ['info', 'import', stopped.home.tenant, 'blocked'],
      ['info', 'import', well.home.tenant, 'well'],
    ]),
  );
  const imports = families.get('runner_imports')?.samples.map(({ labels, value }) => [labels['pair'], value]);
  expect(imports).toEqual(expect.arrayContaining([[stopped.home.tenant, 1]]));
  // Nobody of either company stands anywhere.
  const said = [...lines, ...receiver.received.map(({ body }) => body), JSON.stringify([...families])].join('\n');
  expect(said).not.toMatch(/acme\.com|Person|Ada/);
});

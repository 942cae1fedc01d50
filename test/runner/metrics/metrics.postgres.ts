import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMetrics, type Metrics } from '../../../src/runner/metrics/metrics.ts';
import { serveMetrics } from '../../../src/runner/metrics/serve-metrics.ts';
import { connectDatabase } from '../../../src/runner/store/database.ts';
import { aRun } from '../../builders/stored.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { freshDatabase, type TenantHome } from '../support/fresh-database.ts';
import { readMetrics } from './read-metrics.ts';

const fresh = freshDatabase();
const nowMs = Date.UTC(2026, 10, 25, 10);

const metrics = (mostPairs?: number) =>
  createMetrics({ database: fresh().database, now: () => nowMs, ...(mostPairs !== undefined && { mostPairs }) });

async function valuesOf(made: Metrics, name: string, ...labels: string[]): Promise<Record<string, number>> {
  const family = readMetrics(await made.text()).get(`runner_${name}`);
  return Object.fromEntries(
    (family?.samples ?? []).map((sample) => [labels.map((label) => sample.labels[label]).join(' '), sample.value]),
  );
}

async function busyTenant(): Promise<TenantHome> {
  const home = await fresh().home();
  const { runs, state } = home.stores();
  const ended = (startedAtMs: number) => ({ endedAtMs: startedAtMs + 90_000 });
  await runs.put(aRun('old', nowMs - 90_000_000, ended(nowMs - 90_000_000)));
  await runs.put(aRun('a', nowMs - 3_600_000, { state: 'failed', endedAtMs: nowMs - 3_500_000 }));
  await runs.put(aRun('b', nowMs - 1_800_000, ended(nowMs - 1_800_000)));
  await runs.put(aRun('c', nowMs - 1_000, { state: 'running', actor: 'Ada Admin' }));
  await state.set('schedule', { lastSuccessMs: nowMs - 500 });
  await state.set('told', { blocked: ['creations'], 'held-leavers': ['secret-account-id'] });
  await state.set('connection', {
    pair: `${home.tenant}|si` as never,
    subdomain: home.tenant,
    siAddress: 'https://x.small-improvements.com',
    siUser: 'Ada Admin',
    siCompanyName: 'Acme Incorporated',
    visible: 412,
    atMs: nowMs,
  });
  return home;
}

describe('metrics', () => {
  test('say how each tenant stands, from any process', async () => {
    const { tenant } = await busyTenant();
    const made = metrics();
    expect((await valuesOf(made, 'people_seen', 'pair'))[tenant]).toBe(412);
    expect((await valuesOf(made, 'last_success_timestamp_seconds', 'pair'))[tenant]).toBe(nowMs / 1_000 - 0.5);
    expect((await valuesOf(made, 'last_run_seconds', 'pair'))[tenant]).toBe(90);
    expect((await valuesOf(made, 'causes', 'pair'))[tenant]).toBe(2);
    const runs = await valuesOf(made, 'runs_last_day', 'pair', 'state');
    expect(runs).toMatchObject({ [`${tenant} failed`]: 1, [`${tenant} done`]: 1, [`${tenant} running`]: 1 });
    expect(await valuesOf(made, 'database_up')).toEqual({ '': 1 });
    expect(await valuesOf(made, 'jobs', 'queue', 'state')).toMatchObject({
      'looks waiting': 0,
      'webhooks given-up': 0,
    });
  });

  test('count what the process did: requests by status, and what imports came to', async () => {
    const made = metrics();
    const answers = [200, 200, 429, 503];
    const fetch = made.counted(async () => new Response(null, { status: answers.shift() ?? 500 }));
    for (let at = 0; at < 4; at += 1) await fetch('https://x.small-improvements.com/users/secret-account-id');
    const away = made.counted(() => Promise.reject(new TypeError('anna@acme.com')));
    await expect(away('https://acme.bamboohr.com/')).rejects.toThrow(TypeError);
    expect(await valuesOf(made, 'requests', 'system', 'status')).toEqual({
      'si 200': 2,
      'si 429': 1,
      'si 503': 1,
      'bamboo none': 1,
    });

    made.told('acme', { kind: 'well' });
    made.told('acme', { kind: 'well' });
    made.told('acme', { kind: 'blocked', guards: 2 });
    made.told('globex', { kind: 'failed', code: 'timeout' });
    expect(await valuesOf(made, 'imports', 'pair', 'outcome')).toEqual({
      'acme well': 2,
      'acme blocked': 1,
      'globex failed': 1,
    });
    expect(await valuesOf(made, 'guard_blocks', 'pair')).toEqual({ acme: 2 });
  });

  test('name nobody', async () => {
    await busyTenant();
    expect(await metrics().text()).not.toMatch(/Ada|Acme|secret-account-id|small-improvements\.com|bamboohr\.com/);
  });

  test('say how each tenant stands, whatever letters one of them has stored', async () => {
    const [odd, other] = [await busyTenant(), await busyTenant()];
    const { runs, state } = odd.stores();
    const connection = await state.get('connection');
    if (connection) await state.set('connection', { ...connection, siUser: '\0', siCompanyName: 'Acme \ud83d' });
    await state.set('schedule', {
      lastSuccessMs: nowMs - 500,
      lastProblem: { error: { code: 'bug', context: { vendorMessage: '\udc00\0' } }, atMs: 1 },
    });
    await state.set('told', { blocked: ['\0'], 'held-leavers': ['\ud83d'] });
    await runs.put(aRun('b', nowMs - 1_800_000, { endedAtMs: nowMs - 1_710_000, actor: '\0 \udc00' }));
    const made = metrics();
    for (const { tenant } of [odd, other]) {
      expect((await valuesOf(made, 'people_seen', 'pair'))[tenant]).toBe(412);
      expect((await valuesOf(made, 'last_success_timestamp_seconds', 'pair'))[tenant]).toBe(nowMs / 1_000 - 0.5);
      expect((await valuesOf(made, 'last_run_seconds', 'pair'))[tenant]).toBe(90);
      expect((await valuesOf(made, 'causes', 'pair'))[tenant]).toBe(2);
    }
    expect(await valuesOf(made, 'database_up')).toEqual({ '': 1 });
  });

  test('grow no further than a number of tenants', async () => {
    const few = metrics(3);
    await Promise.all(Array.from({ length: 5 }, () => busyTenant()));
    for (let at = 0; at < 50; at += 1) few.told(`company-${at}`, { kind: 'well' });
    expect(Object.keys(await valuesOf(few, 'imports', 'pair'))).toHaveLength(4);
    expect((await valuesOf(few, 'imports', 'pair'))['(others)']).toBe(47);
    expect(Object.keys(await valuesOf(few, 'causes', 'pair'))).toHaveLength(3);
    expect((await valuesOf(few, 'pairs'))['']).toBeGreaterThan(3);
  });

  test('say that the database is away, and what the process did, while it is', async () => {
    quietErrors();
    const database = await connectDatabase(fresh().url, 1);
    const made = createMetrics({ database, now: () => nowMs });
    made.told('acme', { kind: 'well' });
    await made.text();
    await database.close();
    expect(await valuesOf(made, 'database_up')).toEqual({ '': 0 });
    expect(await valuesOf(made, 'causes', 'pair')).toEqual({});
    expect(await valuesOf(made, 'imports', 'pair')).toEqual({ acme: 1 });
  });
});

describe('their server', () => {
  async function start() {
    const server = await serveMetrics(metrics(), { port: 0 });
    onTestFinished(() => server.close());
    return server;
  }

  /** `fetch` writes the head `host` itself. */
  const statusAs = (port: number, host: string) =>
    new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', path: '/metrics', headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  test('answers at /metrics what is OpenMetrics, and nothing elsewhere', async () => {
    const { port } = await start();
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
    expect(readMetrics(await answer.text()).size).toBeGreaterThan(8);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(405);
  });

  test('is there for this machine alone, under its own names', async () => {
    for (const address of ['0.0.0.0', '::', '10.0.0.1', 'example.com', '127.0.0.1.example.com', '']) {
      await expect(serveMetrics(metrics(), { port: 0, address })).rejects.toMatchObject({ code: 'metrics-address' });
    }
    const { port } = await start();
    expect(await statusAs(port, `localhost:${port}`)).toBe(200);
    expect(await statusAs(port, '127.0.0.1')).toBe(200);
    expect(await statusAs(port, `evil.example:${port}`)).toBe(403);
  });

  test('says that its port is taken', async () => {
    const { port } = await start();
    await expect(serveMetrics(metrics(), { port })).rejects.toMatchObject({ code: 'metrics-address' });
  });
});

import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { buildWorld } from '../../../sandbox/company/build-world.ts';
import type { Random } from '../../../sandbox/random.ts';
import type { World as Company } from '../../../sandbox/server/world.ts';
import type { PostgresServer } from '../../../scripts/lib/postgres/start-postgres.ts';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import type { Stores } from '../../../src/run/deps.ts';
import type { Database } from '../../../src/runner/store/database.ts';
import { sealingKeyOf } from '../../../src/runner/store/sealed-secrets.ts';
import { createStores } from '../../../src/runner/store/stores.ts';
import { createTenants } from '../../../src/runner/store/tenants.ts';
import { companyLike, endState, type Way, ways } from '../../run/sandbox-company.ts';
import { databaseOn } from '../support/database-on.ts';
import { rename, serveCompanies } from '../support/serve-companies.ts';
import type { WorkerOrder, WorkerProcess, WorkerProgram } from '../support/start-worker-process.ts';
import { expectEachDueOnce, witnessSchedules } from './due-times.ts';
import { expectOnce, setUpCompany, wholeEnd } from './online-company.ts';

export interface StormCounts {
  readonly pairs: number;
  readonly workers: number;
  /** A worker is killed about this often, and not more than `mostKills` in all: on a slow machine nothing would be done else. */
  readonly killMs: number;
  readonly mostKills: number;
  /** How often the database is started anew. */
  readonly restarts: number;
  /** Of each answer of the vendors. */
  readonly latencyMs: number;
  /** How much faster than the machine's time passes. */
  readonly speed: number;
}

/** What came to pass in a storm. */
export interface Came {
  readonly kills: number;
  /** Imports that were under way when a worker was killed or the database ended, counted each time. */
  readonly hit: number;
  readonly restarts: number;
  /** Automatic imports that were begun, over all companies. */
  readonly attempts: number;
  readonly seconds: number;
}

/** What storms have in common. */
export interface Site {
  readonly server: PostgresServer;
  readonly program: WorkerProgram;
}

interface Online {
  readonly tenant: string;
  readonly company: Company;
  readonly whole: Awaited<ReturnType<typeof wholeEnd>>;
  readonly stores: Stores;
  readonly pair: CompanyPair;
}

const { world: template } = buildWorld({ employees: 60, seed: 3, today: '2026-11-22' });
/** Those that wait for nobody, and lose nobody. */
const calm = ways.filter(([, { losesSome, modes }]) => !losesSome && modes?.rateLimit === undefined);
const patienceMs = 600_000;

/** Lets workers work for all companies while they are killed and their database is, and looks what came of it. */
export async function storm(site: Site, random: Random, counts: StormCounts): Promise<Came> {
  const { server } = site;
  const sinceMs = Date.now();
  const { database, url } = await databaseOn(server);
  await witnessSchedules(database);
  const key = randomBytes(32).toString('hex');
  const online: Online[] = [];
  for (let at = 0; at < counts.pairs; at += 1)
    online.push(await goOnline(database, key, `pair-${at}`, random.pick(calm)[1]));
  const systems = await serveCompanies(
    online.map(({ company }) => company),
    counts.latencyMs,
  );
  const order: WorkerOrder = {
    url,
    key,
    port: systems.port,
    atOnce: 4,
    time: { fromMs: Date.UTC(2026, 10, 22, 8), sinceMs, speed: counts.speed },
    jobs: { leaseSeconds: 3, upkeepSeconds: 1, retrySeconds: 1 },
  };
  try {
    const weathered = await weather(site, online, order, { random, counts });
    for (const each of online) await expectWhole(each);
    let attempts = 0;
    for (const { tenant } of online) attempts += await expectEachDueOnce(database, tenant);
    return { ...weathered, attempts, seconds: Math.round((Date.now() - sinceMs) / 1_000) };
  } finally {
    await systems.stop();
    await database.close();
  }
}

async function goOnline(database: Database, key: string, tenant: string, way: Way): Promise<Online> {
  const [company, twin] = [companyLike(template, way), companyLike(template, way)];
  rename(company, tenant);
  rename(twin, tenant);
  const siMails = way.siMails === true;
  await createTenants(database).add(tenant);
  const sealing = await sealingKeyOf(Uint8Array.from(Buffer.from(key, 'hex')));
  const stores = createStores(database, tenant, { key: sealing });
  const pair = await setUpCompany(company, stores, siMails);
  return { tenant, company, stores, pair, whole: await wholeEnd(twin, siMails) };
}

/** Kills and restarts until every company is done; then ends the workers that are left, in good order. */
async function weather(
  { server, program }: Site,
  online: readonly Online[],
  order: WorkerOrder,
  { random, counts }: { readonly random: Random; readonly counts: StormCounts },
): Promise<Pick<Came, 'kills' | 'hit' | 'restarts'>> {
  const workers = Array.from({ length: counts.workers }, () => program.start(order));
  await Promise.all(workers.map(({ ready }) => ready));
  let [kills, hit, restarts] = [0, 0, 0];
  try {
    const untilMs = Date.now() + patienceMs;
    while (!(await areDone(online))) {
      expect(Date.now(), 'it does not come to an end').toBeLessThan(untilMs);
      await pause(counts.killMs * (0.75 + random.next() / 2));
      if (kills === counts.mostKills) continue;
      await somebodyImports(online, counts.killMs);
      const at = random.int(0, workers.length - 1);
      hit += await countOpen(online);
      await killed(workers[at]);
      workers[at] = program.start(order);
      kills += 1;
      if (restarts < counts.restarts) {
        await server.crash();
        restarts += 1;
      }
    }
    await Promise.all(workers.map(({ ready }) => ready));
    for (const worker of workers) worker.kill('SIGTERM');
    for (const { exited, said } of workers) {
      const code = await exited;
      expect({ code, said: code === 0 ? '' : said() }).toEqual({ code: 0, said: '' });
    }
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
  }
  return { kills, hit, restarts };
}

async function killed(worker: WorkerProcess | undefined): Promise<void> {
  await worker?.ready;
  worker?.kill('SIGKILL');
  await worker?.exited;
}

async function areDone(online: readonly Online[]): Promise<boolean> {
  try {
    const done = await Promise.all(online.map(({ stores }) => isDone(stores)));
    return done.every(Boolean);
  } catch {
    // The database is away.
    return false;
  }
}

/** Nothing is hit while everybody waits; but not for longer than that. */
async function somebodyImports(online: readonly Online[], withinMs: number): Promise<void> {
  for (const endMs = Date.now() + withinMs; Date.now() < endMs; await pause(20))
    if ((await countOpen(online)) > 0) return;
}

async function countOpen(online: readonly Online[]): Promise<number> {
  const open = await Promise.all(online.map(({ stores }) => stores.runs.openRun().catch(() => undefined)));
  return open.filter((run) => run !== undefined).length;
}

/** In this time a vendor's answer is soon too late; whom an import gave up for that, the next one makes up for. */
async function isDone({ runs, state }: Stores): Promise<boolean> {
  if (await runs.openRun()) return false;
  const [activity, schedule] = [await state.get('activity'), await state.get('schedule')];
  const { lastAttemptMs = 0, lastSuccessMs = 0 } = schedule ?? {};
  if (lastSuccessMs < lastAttemptMs || lastSuccessMs === 0) return false;
  if (activity !== undefined && activity.kind !== 'idle') return false;
  const [last] = await runs.list(1);
  if (last === undefined) return false;
  const { failed, skipped, unknown } = last.counts;
  // An attempt that finds nothing to write leaves no run.
  return failed + skipped + unknown === 0 || lastAttemptMs > (last.endedAtMs ?? Infinity);
}

async function expectWhole({ company, whole, stores, pair, tenant }: Online): Promise<void> {
  const runs = await stores.runs.list(50);
  const came = runs.map(({ state, counts, cause }) => JSON.stringify({ state, ...counts, cause: cause?.code }));
  expect({ tenant, end: endState(company) }, `after ${came.join(', ')}`).toEqual({ tenant, end: whole });
  await expectOnce(company, template, stores, pair);
}

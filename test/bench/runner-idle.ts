import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '../../scripts/lib/postgres/start-postgres.ts';
import type { Database } from '../../src/runner/store/database.ts';
import { type SealingKey, sealingKeyOf } from '../../src/runner/store/sealed-secrets.ts';
import { createStores } from '../../src/runner/store/stores.ts';
import { createTenants } from '../../src/runner/store/tenants.ts';
import { createHalt } from '../../src/runner/work/halt.ts';
import { type Looking, lookAt } from '../../src/runner/work/look.ts';
import { openLooks } from '../../src/runner/work/looks.ts';
import { startWorker } from '../../src/runner/work/worker.ts';
import type { Clock } from '../../src/shared/clock.ts';
import type { World } from '../run/fakes/test-deps.ts';
import { witnessSchedules } from '../runner/chaos/due-times.ts';
import { databaseOn } from '../runner/support/database-on.ts';
import { createFastClock, inTimeOf } from '../runner/support/fast-time.ts';
import type { TenantHome } from '../runner/support/fresh-database.ts';
import { dueCompany, outsideOf } from '../runner/work/companies.ts';
import { type Figure, figure } from './figure.ts';

const pairs = 1_000;
const minuteMs = 60_000;
const intervalMs = 180 * minuteMs;
/** How much faster than the machine's time passes, and so how much more there is to do than in earnest. */
const speed = 20;
/** The first import is due after this, in the time of the workers; before it, everybody is looked at once. */
const startMs = 20 * minuteMs;
/** So long is watched, in the machine's time. */
const watchedMs = 60_000;
/** Taking a job, saying that it is done, and asking for the next. */
const queriesOfQueue = 3;

/** What companies cost that are in step: queries of a look at which nothing is due, and how late imports begin. */
export async function idleFigures(server: PostgresServer): Promise<readonly Figure[]> {
  const key = await sealingKeyOf(new Uint8Array(32));
  return [await tickQueries(server, key), await lateness(server, key)];
}

async function addCompany(database: Database, key: SealingKey, tenant: string): Promise<World<TenantHome>> {
  await createTenants(database).add(tenant);
  return dueCompany({ tenant, stores: () => createStores(database, tenant, { key }) }, 1, true);
}

async function tickQueries(server: PostgresServer, key: SealingKey): Promise<Figure> {
  const { database } = await databaseOn(server);
  const world = await addCompany(database, key, 'acme');
  let queries = 0;
  const counted: Database = {
    ...database,
    rows: (text, values) => {
      queries += 1;
      return database.rows(text, values);
    },
    transaction: (work) =>
      database.transaction((tx) =>
        work({
          rows: (text, values) => {
            queries += 1;
            return tx.rows(text, values);
          },
        }),
      ),
  };
  let nowMs = Date.UTC(2026, 10, 22, 12);
  const clock: Clock = { now: () => nowMs, sleep: async () => undefined };
  const looking: Looking = {
    database: counted,
    key,
    outside: { ...outsideOf([world]), clock },
    halt: createHalt(clock),
  };
  await lookAt('acme', looking);
  nowMs += 15 * minuteMs;
  queries = 0;
  await lookAt('acme', looking);
  await database.close();
  const note = `${queries} of the look, ${queriesOfQueue} of the queue`;
  return figure('runner.idle-tick.queries', queries + queriesOfQueue, 'count', { atMost: 20 }, note);
}

async function lateness(server: PostgresServer, key: SealingKey): Promise<Figure> {
  const { database, url } = await databaseOn(server);
  await witnessSchedules(database);
  const worlds: World<TenantHome>[] = [];
  for (let at = 0; at < pairs; at += 1) worlds.push(await addCompany(database, key, `pair-${at}`));
  const clock = createFastClock({ fromMs: Date.UTC(2026, 10, 22, 8), sinceMs: Date.now(), speed });
  const begunMs = clock.now();
  // Spread over one interval, as they are when they have been going on for some time.
  for (const [at, { home, settings }] of worlds.entries()) {
    const nextDueMs = begunMs + startMs + (at / pairs) * intervalMs;
    await home.stores().settings.set({ ...settings, intervalMinutes: intervalMs / minuteMs });
    await home.stores().state.set('schedule', { lastAttemptMs: nextDueMs - intervalMs, nextDueMs });
  }
  const looks = await openLooks({ url });
  const looking: Looking = { database, key, outside: { ...outsideOf(worlds), clock }, halt: createHalt(clock) };
  const worker = await startWorker(looking, inTimeOf(looks, speed), 4);
  await pause(startMs / speed + watchedMs);
  await worker.stop(minuteMs);
  const late = await lateOnes(database, clock.now());
  await looks.close();
  await database.close();
  const worst = Math.max(...late) / intervalMs;
  const note = `${late.length} imports of ${pairs} companies, at ${speed} times their pace; worst ${(Math.max(...late) / 1_000).toFixed(0)} s of 3 h`;
  return figure('runner.1000-idle.late-per-interval', late.length === 0 ? 1 : worst, 'ratio', { atMost: 0.01 }, note);
}

/** By how much each import began after it was due, in ms; one that has not begun is as late as it is now. */
async function lateOnes(database: Database, nowMs: number): Promise<readonly number[]> {
  const text = `
    SELECT coalesce(next.at_ms, $1) - due.due_ms AS late
    FROM (SELECT tenant, min((body ->> 'nextDueMs')::float8) AS due_ms FROM public.schedules GROUP BY tenant) AS due
    LEFT JOIN LATERAL (
      SELECT min((body ->> 'lastAttemptMs')::float8) AS at_ms FROM public.schedules
      WHERE tenant = due.tenant AND (body ->> 'lastAttemptMs')::float8 >= due.due_ms
    ) AS next ON true
    WHERE due.due_ms < $1`;
  return (await database.rows<{ late: number }>(text, [nowMs])).map(({ late }) => late);
}

import { logError } from '../shared/log.ts';
import { systemClock } from '../shared/system-clock.ts';
import { createTenants } from './store/tenants.ts';
import { openLog } from './log/json-log.ts';
import { createMetrics } from './metrics/metrics.ts';
import { type MetricsServer, serveMetrics } from './metrics/serve-metrics.ts';
import { openDeliveries } from './tell/deliveries.ts';
import { createTeller, watching } from './tell/teller.ts';
import type { Runner } from './tenant-deps.ts';
import type { Outside } from './work/look.ts';
import type { Looks } from './work/looks.ts';
import type { Reach } from './work/reach.ts';

export interface ObserveOptions {
  /** Of the database. */
  readonly url: string;
  readonly fetch: typeof fetch;
  /** The two systems over a `fetch`. */
  readonly outside: (request: typeof fetch) => Runner['outside'];
  /** Takes a line of the log, without its end. */
  readonly write: (line: string) => void;
  /** Of the queue of `looks`: what it hears of the database is told. */
  readonly reach?: Reach | undefined;
  /** Where metrics are served; nowhere without a port. */
  readonly metrics?: { readonly port: number; readonly address?: string } | undefined;
}

/** What a worker takes instead of its own: who works is heard, counted, told of and logged. */
export interface Observed {
  readonly outside: Outside;
  /** Closing it also ends everything else that was opened here. */
  readonly looks: Looks;
  /** Undefined where metrics are not served. */
  readonly metricsPort: number | undefined;
}

/** How often each worker asks where companies are told that it has not looked at itself, in ms. */
const rememberEveryMs = 10 * 60_000;
/** Messages under way at a time, of one process. */
const deliveriesAtOnce = 2;

/**
 * Joins webhooks, metrics and log with a worker.
 * Errors: `metrics-address`, and nothing is left open; those of `connectDatabase`
 */
export async function observe(
  { database, key }: Pick<Runner, 'database' | 'key'>,
  looks: Looks,
  { url, fetch, outside: outsideOf, write, reach, metrics: place }: ObserveOptions,
): Promise<Observed> {
  const metrics = createMetrics({ database, now: systemClock.now });
  const outside = outsideOf(metrics.counted(fetch));
  const { clock, newId } = outside;
  const deliveries = await openDeliveries({ url, reach });
  let server: MetricsServer | undefined;
  try {
    server = place && (await serveMetrics(metrics, place));
  } catch (thrown) {
    await deliveries.close();
    throw thrown;
  }
  const log = openLog(write, systemClock.now);
  // Receivers compare the time of a message with theirs.
  const sending = { fetch, clock };
  const teller = createTeller({ database, key, clock, deliveries, newId, sending });
  const rememberAll = async () => teller.remember(await createTenants(database).list());
  const remembering = setInterval(() => void rememberAll().catch(logRemember), rememberEveryMs).unref();
  await rememberAll().catch(logRemember);
  reach?.watch((code) => teller.away(code));
  deliveries.take(deliveriesAtOnce, { database, key, ...sending });
  const logged: Looks = {
    ...looks,
    take: (atOnce, look) => looks.take(atOnce, (tenant) => log.of(tenant, () => look(tenant))),
  };
  return {
    metricsPort: server?.port,
    outside: {
      ...outside,
      told: (tenant, notice) => {
        teller.told(tenant, notice);
        metrics.told(tenant, notice);
        log.info('import', { pair: tenant, state: notice.kind });
      },
    },
    looks: {
      ...watching(logged, teller),
      leaveOff: async () => {
        await Promise.all([looks.leaveOff(), deliveries.leaveOff()]);
      },
      close: async () => {
        await looks.close();
        await deliveries.close();
        await server?.close();
        clearInterval(remembering);
        log.close();
      },
    },
  };
}

function logRemember(thrown: unknown): void {
  logError('remember', thrown);
}

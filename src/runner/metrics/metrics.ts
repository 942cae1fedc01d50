import { Counter, Gauge, type OpenMetricsContentType, Registry } from 'prom-client';
import type { Side } from '../../domain/people.ts';
import type { Notice } from '../../run/deps.ts';
import { logError } from '../../shared/log.ts';
import { type Database, stored } from '../store/database.ts';
import { countDeliveries } from '../tell/deliveries.ts';
import { countLooks } from '../work/queues.ts';
import { readStandings } from './standing.ts';

export interface MetricsOptions {
  readonly database: Database;
  /** Epoch ms. */
  readonly now: () => number;
  /** More tenants than this are not told apart: each costs a handful of series. */
  readonly mostPairs?: number;
}

/**
 * What a process has done (counters), and how all tenants of the database stand (gauges, read when somebody asks; the same
 * from every process). Labels are words of ours and the names tenants have at the runner: nobody's name, address or id.
 */
export interface Metrics {
  /** Hears what automatic imports came to. */
  told(tenant: string, notice: Notice): void;
  /** The same, with each request counted by the system it goes to and the status of its answer. */
  counted(fetch: typeof globalThis.fetch): typeof globalThis.fetch;
  /** OpenMetrics 1.0.0. Without the database what this process has done is all there is. */
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics({ database, now, mostPairs = 1_000 }: MetricsOptions): Metrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `runner_${name}`, help, labelNames, registers });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `runner_${name}`, help, labelNames, registers });

  const requests = counter('requests_total', 'Requests this process sent, by system and status.', ['system', 'status']);
  const imports = counter('imports_total', 'Automatic imports this process ended, by what they came to.', [
    'pair',
    'outcome',
  ]);
  const blocks = counter('guard_blocks_total', 'Safety rules that stopped automatic imports of this process.', [
    'pair',
  ]);
  const isUp = gauge('database_up', 'Whether the database answers: 1 or 0.');
  const pairs = gauge('pairs', 'Company pairs of this runner, those that are not listed one by one included.');
  const jobs = gauge('jobs', 'Jobs in the queues of the runner.', ['queue', 'state']);
  const runs = gauge('runs_last_day', 'Runs begun within the last day, by state.', ['pair', 'state']);
  const people = gauge('people_seen', 'People visible in BambooHR at the last preview.', ['pair']);
  const success = gauge('last_success_timestamp_seconds', 'When an automatic import last went through.', ['pair']);
  const seconds = gauge('last_run_seconds', 'How long the last run took that has ended.', ['pair']);
  const causes = gauge('causes', 'What needs an administrator at the moment.', ['pair']);
  const perPair = [runs, people, success, seconds, causes];

  const listed = new Set<string>();
  const labelOf = (tenant: string): string => {
    if (listed.size < mostPairs) listed.add(tenant);
    // No tenant is called that.
    return listed.has(tenant) ? tenant : '(others)';
  };

  async function readGauges(): Promise<void> {
    const [{ standings, tenants }, looks, deliveries] = await stored('metrics', () =>
      Promise.all([readStandings(database, mostPairs, now()), countLooks(database), countDeliveries(database)]),
    );
    for (const each of perPair) each.reset();
    pairs.set(tenants);
    jobs.set({ queue: 'looks', state: 'waiting' }, looks.waiting);
    jobs.set({ queue: 'looks', state: 'active' }, looks.underWay);
    jobs.set({ queue: 'looks', state: 'given-up' }, looks.failed);
    jobs.set({ queue: 'webhooks', state: 'waiting' }, deliveries.waiting);
    jobs.set({ queue: 'webhooks', state: 'given-up' }, deliveries.failed);
    for (const standing of standings) {
      const pair = standing.tenant;
      causes.set({ pair }, standing.causes);
      if (standing.visible !== null) people.set({ pair }, standing.visible);
      if (standing.succeededAt !== null) success.set({ pair }, standing.succeededAt);
      if (standing.lastRunSeconds !== null) seconds.set({ pair }, standing.lastRunSeconds);
      for (const [state, count] of Object.entries(standing.runs)) runs.set({ pair, state }, count);
    }
  }

  return {
    contentType: registry.contentType,
    told: (tenant, notice) => {
      const pair = labelOf(tenant);
      imports.inc({ pair, outcome: notice.kind });
      if (notice.kind === 'blocked') blocks.inc({ pair }, notice.guards);
    },
    counted: (fetch) => async (input, init) => {
      const system = systemOf(input);
      try {
        const response = await fetch(input, init);
        requests.inc({ system, status: String(response.status) });
        return response;
      } catch (thrown) {
        requests.inc({ system, status: 'none' });
        throw thrown;
      }
    },
    text: async () => {
      try {
        await readGauges();
        isUp.set(1);
      } catch (thrown) {
        logError('metrics', thrown);
        isUp.set(0);
        for (const each of [pairs, jobs, ...perPair]) each.reset();
      }
      return registry.metrics();
    },
  };
}

function systemOf(input: Parameters<typeof fetch>[0]): Side {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  return hostname.endsWith('.bamboohr.com') ? 'bamboo' : 'si';
}

import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { buildWorld } from '../../sandbox/company/build-world.ts';
import { type PostgresServer, startPostgres } from '../../scripts/lib/postgres/start-postgres.ts';
import type { Database } from '../../src/runner/store/database.ts';
import { sealingKeyOf } from '../../src/runner/store/sealed-secrets.ts';
import { createStores } from '../../src/runner/store/stores.ts';
import { createTenants } from '../../src/runner/store/tenants.ts';
import { openLooks } from '../../src/runner/work/looks.ts';
import { companyLike } from '../run/sandbox-company.ts';
import { setUpCompany } from '../runner/chaos/online-company.ts';
import { databaseOn } from '../runner/support/database-on.ts';
import { rename, serveCompanies } from '../runner/support/serve-companies.ts';
import { buildWorkerProgram, type WorkerProgram } from '../runner/support/start-worker-process.ts';
import { type BenchGroup, type Figure, figure } from './figure.ts';
import { idleFigures } from './runner-idle.ts';

const pairs = 24;
const people = 400;
const latencyMs = 50;

/**
 * The same 24 companies' imports by one worker, by two and by four, each at one company at a time, over HTTPS to vendors
 * that take 50 ms for each answer; and what companies cost that have nothing to do.
 */
export const runnerGroup: BenchGroup = {
  name: 'runner',
  run: async () => {
    const [server, program] = await Promise.all([startPostgres(), buildWorkerProgram()]);
    try {
      const tookMs = new Map<number, number>();
      for (const workers of [4, 2, 1]) tookMs.set(workers, await importAll(server, program, workers));
      return [faster(tookMs, 2, 1.8), faster(tookMs, 4, 3.2), ...(await idleFigures(server))];
    } finally {
      await server.stop();
      await program.remove();
    }
  },
};

function faster(tookMs: ReadonlyMap<number, number>, workers: number, atLeast: number): Figure {
  const [alone = 0, together = 1] = [tookMs.get(1), tookMs.get(workers)];
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const note = `${pairs} companies of ${people} in ${seconds(together)} s against ${seconds(alone)} s by one`;
  return figure(`runner.${workers}-workers.vs-1`, alone / together, 'ratio', { atLeast }, note);
}

/** How long it takes from the moment all are due, with the workers waiting for them, until the last one is in step. */
async function importAll(server: PostgresServer, program: WorkerProgram, count: number): Promise<number> {
  const { database, url } = await databaseOn(server);
  const { world: template } = buildWorld({ employees: people, seed: 1 });
  const companies = Array.from({ length: pairs }, (_, at) => {
    const company = companyLike(template);
    rename(company, `pair-${at}`);
    return company;
  });
  const site = await serveCompanies(companies, latencyMs);
  const key = randomBytes(32);
  const order = { url, key: key.toString('hex'), port: site.port, atOnce: 1 };
  const workers = Array.from({ length: count }, () => program.start(order));
  const looks = await openLooks({ url });
  try {
    await Promise.all(workers.map(({ ready }) => ready));
    const sealing = await sealingKeyOf(Uint8Array.from(key));
    for (const company of companies) {
      const name = company.state.si.subdomain;
      await createTenants(database).add(name);
      await setUpCompany(company, createStores(database, name, { key: sealing }), false);
    }
    const startedMs = performance.now();
    for (const company of companies) await looks.ask(company.state.si.subdomain, 0, 0);
    await allDone(database);
    return performance.now() - startedMs;
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all(workers.map(({ exited }) => exited));
    await looks.close();
    await site.stop();
    await database.close();
  }
}

async function allDone(database: Database): Promise<void> {
  for (;;) {
    const [found] = await database.rows<{ done: number; over: number }>(`
      SELECT count(*) FILTER (WHERE state = 'done')::int AS done, count(*) FILTER (WHERE state <> 'running')::int AS over
      FROM runner.runs`);
    if (found?.done === pairs) return;
    if (found && found.over > found.done) throw new Error('an import did not come to its end');
    await pause(100);
  }
}

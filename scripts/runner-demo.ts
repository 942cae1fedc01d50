import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NoProgram } from './lib/find-program.ts';
import { startPostgres } from './lib/postgres/start-postgres.ts';
import * as demo from './lib/runner/demo-companies.ts';
import { demoTable, isInStep, lookAtAll } from './lib/runner/demo-table.ts';
import { reachSandboxes, resultHere } from './lib/runner/run-here.ts';
import { startRunner } from './lib/runner/start-runner.ts';

/**
 * Eight companies, three workers, one of which is killed in the middle: exits 0 only when all eight are in step at the end.
 * PostgreSQL is that of DATABASE_URL, an empty database, or one of its own in a throw-away folder.
 */
const workers = 3;
/** So long may it take until all are in step: a dead worker's lease is a minute, and what it had sent is read a minute later. */
const patienceMs = 8 * 60_000;

async function main(): Promise<number> {
  const given = process.env['DATABASE_URL'];
  const server = given ? undefined : await startPostgres({ durable: true });
  const folder = await mkdtemp(join(tmpdir(), 'runner-demo-'));
  const companies = await demo.startCompanies();
  const running: ChildProcess[] = [];
  try {
    const world = {
      databaseUrl: given ?? server?.url('postgres') ?? '',
      ports: demo.portsOf(companies),
      env: { RUNNER_KEY_FILE: join(folder, 'runner.key') },
    };
    const env = { DATABASE_URL: world.databaseUrl, ...world.env };
    await reachSandboxes(world.ports);
    await setUp(companies, env, folder);
    const changedMs = Date.now();
    for (const company of companies) demo.changeBamboo(company);
    for (let at = 0; at < workers; at += 1) running.push(startWorker(world, at + 1));
    await killOne(running, companies, changedMs);
    const looks = await lookAtAll(companies, env, Date.now() + patienceMs);
    await stop(running);
    for (const line of demoTable(looks)) console.log(line);
    return looks.every(isInStep) ? 0 : 1;
  } finally {
    for (const worker of running) worker.kill('SIGKILL');
    for (const { sandbox } of companies) await sandbox.stop();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Environment = Readonly<Record<string, string>>;

/** Everything an administrator does once for each company. */
async function setUp(companies: readonly demo.DemoCompany[], env: Environment, folder: string): Promise<void> {
  await resultHere(['init', '--make-key', env['RUNNER_KEY_FILE'] ?? ''], env);
  const file = join(folder, 'settings.json');
  for (const company of companies) {
    console.error(`Setting up ${company.name}…`);
    await writeFile(file, JSON.stringify(demo.settingsOf(company)));
    await resultHere(['add', company.name, '--settings', file], { ...env, ...demo.keysOf(company) });
    await demo.importByHand(company, env);
    await writeFile(file, JSON.stringify({ automaticImports: true }));
    await resultHere(['add', company.name, '--settings', file, '--update'], env);
  }
}

function startWorker(world: Parameters<typeof startRunner>[0], number: number): ChildProcess {
  console.error(`Starting worker ${number}…`);
  const worker = startRunner(world, ['work', '--at-once', '2']);
  worker.stdout?.resume();
  worker.stderr?.resume();
  return worker;
}

/** As soon as several companies are being written to, so that it is in the middle of something. */
async function killOne(
  running: readonly ChildProcess[],
  companies: readonly demo.DemoCompany[],
  sinceMs: number,
): Promise<void> {
  for (const endMs = Date.now() + patienceMs; Date.now() < endMs; await pause(50)) {
    const begun = companies.filter((company) => demo.writesSince(company, sinceMs) > 1);
    if (begun.length < 4) continue;
    console.error(`Killing worker 1 while ${begun.length} companies are being written…`);
    running[0]?.kill('SIGKILL');
    return;
  }
  throw new Error('no worker began to write');
}

async function stop(running: readonly ChildProcess[]): Promise<void> {
  for (const worker of running) worker.kill('SIGTERM');
  for (const worker of running)
    for (const endMs = Date.now() + 30_000; worker.exitCode === null && worker.signalCode === null; await pause(50))
      if (Date.now() > endMs) return;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof NoProgram ? error.message : error);
    process.exitCode = error instanceof NoProgram ? 2 : 1;
  },
);

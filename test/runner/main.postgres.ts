import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { runHere } from '../../scripts/lib/runner/run-here.ts';
import { endOf, type RunnerEnd, startRunner } from '../../scripts/lib/runner/start-runner.ts';
import { acme, aRun } from '../builders/stored.ts';
import { freshDatabase } from './support/fresh-database.ts';

const fresh = freshDatabase();

/** Starts a worker by this command and has it told to end once it is at work: with what code it ends, and what it said. */
async function endWorker(child: ChildProcess): Promise<RunnerEnd> {
  const ended = endOf(child);
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (text: Buffer) => {
      if (text.toString().includes('"working": true')) resolve();
    });
  });
  child.kill('SIGTERM');
  return ended;
}

const key = { RUNNER_KEY: Buffer.alloc(32, 7).toString('base64') };

test('a worker that is told to end by SIGTERM ends with 0', async () => {
  const child = startRunner({ databaseUrl: fresh().url, ports: {} }, ['work', '--json'], key);
  const { code, err } = await endWorker(child);
  expect([code, err.trim()]).toEqual([0, 'Ended cleanly.']);
});

test('as the command of the package it hears SIGTERM, and says nothing but its result', async () => {
  const script = fileURLToPath(new URL('../../scripts/with-setup.mjs', import.meta.url));
  const env = { ...process.env, LC_ALL: 'C', DATABASE_URL: fresh().url, ...key };
  const start = (...args: readonly string[]) =>
    spawn(process.execPath, [script, 'src/runner/main.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  expect(await endWorker(start('work', '--json'))).toMatchObject({ code: 0, err: 'Ended cleanly.\n' });
  expect(await endOf(start('history', 'nobody', '--json'))).toMatchObject({ code: 2 });
  const npm = spawn('npm', ['run', '-s', 'runner', '--', 'list', '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const { code, out } = await endOf(npm);
  expect([code, JSON.parse(out)]).toEqual([0, []]);
});

/** What a command ends with when whoever reads the stream has enough before it begins. */
async function codeWithout(stream: 'stdout' | 'stderr', args: readonly string[]): Promise<number | null> {
  const child = startRunner({ databaseUrl: fresh().url, ports: {} }, args);
  child[stream]?.destroy();
  return (await endOf(child)).code;
}

test('keeps its exit code and its one result, whoever reads no more and whatever cannot be read afterwards', async () => {
  const { tenant, stores } = await fresh().home();
  await stores().runs.put(aRun('r', 1_000));
  await stores().state.set('connection', {
    pair: acme,
    subdomain: 'acme',
    siAddress: 'https://acme.small-improvements.com',
    siUser: 'Ada Admin',
    siCompanyName: 'Acme',
    visible: 1,
    atMs: 1_000,
  });
  // What is read after the runs were said.
  await fresh().database.rows('DROP TABLE runner.pairs');
  const { code, out, err } = await runHere(['history', tenant, '--json'], { DATABASE_URL: fresh().url });
  expect([code, JSON.parse(out), err]).toMatchObject([0, [{ id: 'r' }], '']);
  expect(await codeWithout('stdout', ['history', tenant])).toBe(5);
  expect(await codeWithout('stderr', ['preview', 'nobody'])).toBe(2);
});

import { expect, test } from 'vitest';
import { runHere } from '../../scripts/lib/runner/run-here.ts';
import { endOf, startRunner } from '../../scripts/lib/runner/start-runner.ts';
import { acme, aRun } from '../builders/stored.ts';
import { freshDatabase } from './support/fresh-database.ts';

const fresh = freshDatabase();

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

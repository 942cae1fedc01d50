import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '../../../scripts/lib/postgres/start-postgres.ts';
import { createRandom } from '../../../sandbox/random.ts';
import { buildWorkerProgram } from '../support/start-worker-process.ts';
import { type Site, storm } from './storm.ts';

const isLong = process.env['TEST_LONG'] === '1';
const counts = isLong
  ? { rounds: 20, pairs: 12, workers: 4, killMs: 2_000, mostKills: 60, restarts: 2, latencyMs: 50, speed: 60 }
  : { rounds: 3, pairs: 3, workers: 2, killMs: 500, mostKills: 4, restarts: 1, latencyMs: 20, speed: 240 };
const seed = Number(process.env['TEST_SEED'] || Date.now() % 1_000_000);

let site: Site;

beforeAll(async () => {
  const [server, program] = await Promise.all([startPostgres(), buildWorkerProgram()]);
  site = { server, program };
});

afterAll(async () => {
  await site.server.stop();
  await site.program.remove();
});

let hit = 0;

test.each(Array.from({ length: counts.rounds }, (_, round) => [seed + round]))(
  'storm %s: workers are killed and the database is started anew, and every company ends as if nothing had happened',
  async (roundSeed) => {
    const came = await storm(site, createRandom(roundSeed, 'storm'), counts);
    console.log(JSON.stringify({ seed: roundSeed, ...came }));
    expect(came.kills).toBeGreaterThan(0);
    hit += came.hit;
    expect(came.restarts).toBe(counts.restarts);
  },
);

test('the storms met imports that were under way', () => {
  expect(hit).toBeGreaterThan(0);
});

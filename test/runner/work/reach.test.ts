import { expect, test } from 'vitest';
import { DatabaseError } from 'pg';
import { createReach } from '../../../src/runner/work/reach.ts';

const secondMs = 1_000;

/** What is told, as somebody goes on using a database. */
function scene() {
  let nowMs = 0;
  const told: string[] = [];
  const reach = createReach(() => nowMs);
  reach.watch(async (code) => void told.push(code));
  return {
    told,
    reach,
    /** A statement each second that meets this. */
    meets: async (thrown: unknown, seconds: number) => {
      for (let at = 0; at < seconds; at += 1) {
        nowMs += secondMs;
        if (thrown === undefined) reach.answered();
        else reach.failed(thrown);
        await Promise.resolve();
        await Promise.resolve();
      }
    },
    pass: (seconds: number) => (nowMs += seconds * secondMs),
  };
}

const says = (code: string) => Object.assign(new DatabaseError('x', 0, 'error'), { code });
const away = new Error('connect ECONNREFUSED');

test('a database that is away for a minute is told of, and each minute it stays away', async () => {
  const { told, meets } = scene();
  await meets(away, 60);
  expect(told).toEqual([]);
  await meets(away, 1);
  expect(told).toEqual(['storage-failed']);
  await meets(away, 120);
  expect(told).toHaveLength(3);
});

test('a restart is nothing to tell, however often', async () => {
  const { told, meets } = scene();
  for (let at = 0; at < 10; at += 1) {
    await meets(away, 50);
    await meets(undefined, 1);
  }
  expect(told).toEqual([]);
});

test('a full disk is told of also where what needs no room goes on', async () => {
  const { told, meets } = scene();
  for (let at = 0; at < 31; at += 1) {
    await meets(says('53100'), 1);
    await meets(undefined, 1);
  }
  expect(told).toEqual(['storage-quota']);
});

test('two failures long after each other are no failure that lasts', async () => {
  const { told, meets, pass } = scene();
  for (let at = 0; at < 5; at += 1) {
    await meets(says('53100'), 1);
    pass(3_600);
  }
  expect(told).toEqual([]);
});

test('what is about a statement alone is passed over', async () => {
  const { told, meets } = scene();
  await meets(says('23505'), 200);
  expect(told).toEqual([]);
});

test('while somebody is being told nobody else is', async () => {
  let nowMs = 0;
  let calls = 0;
  const reach = createReach(() => nowMs);
  reach.watch(() => {
    calls += 1;
    return new Promise<void>(() => undefined);
  });
  for (; nowMs < 600_000; nowMs += secondMs) reach.failed(away);
  expect(calls).toBe(1);
});

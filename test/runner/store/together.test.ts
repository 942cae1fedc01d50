import { expect, test } from 'vitest';
import { together } from '../../../src/runner/store/together.ts';

/** A statement on its way, which ends when the test says so. */
interface Call {
  readonly items: readonly number[];
  resolve(): void;
  reject(thrown: unknown): void;
}

function heldWrites() {
  const calls: Call[] = [];
  const put = together<number>(
    (items) => new Promise<void>((resolve, reject) => calls.push({ items, resolve, reject })),
  );
  return { calls, put, sent: () => calls.map(({ items }) => items) };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

test('what comes while a statement is on its way goes together by the next, in order', async () => {
  const { calls, put, sent } = heldWrites();
  const first = put(1);
  await settled();
  const later = [put(2), put(3), put(4)];
  await settled();
  expect(sent()).toEqual([[1]]);

  calls[0]?.resolve();
  await first;
  await settled();
  expect(sent()).toEqual([[1], [2, 3, 4]]);
  const stored = Promise.race([Promise.all(later).then(() => 'stored'), settled().then(() => 'not yet')]);
  expect(await stored).toBe('not yet');
  calls[1]?.resolve();
  await Promise.all(later);
});

test('what comes at the same moment goes at once', async () => {
  const { put, sent } = heldWrites();
  void put(1);
  void put(2);
  await settled();
  expect(sent()).toEqual([[1, 2]]);
});

test('a statement that fails fails whoever is in it, and nobody after', async () => {
  const { calls, put, sent } = heldWrites();
  const failing = [put(1), put(2)];
  await settled();
  const next = put(3);
  calls[0]?.reject(new Error('away'));
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await settled();
  expect(sent()).toEqual([[1, 2], [3]]);
  calls[1]?.resolve();
  await next;
});

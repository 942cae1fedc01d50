import { describe, it } from 'vitest';
import type { FaultSpec } from '../../sandbox/server/faults.ts';
import {
  everyWrite,
  expectSameEnd,
  importWhole,
  openDesk,
  type Outcome,
  startImport,
  type Trigger,
  untilEnded,
} from './exactly-once.ts';
import { inTurn } from './counts.ts';

const everything = { side: 'si', path: '^/api/v2/users/' } as const;

/** Storms in which an import has to come through by itself. */
const storms: readonly (readonly [string, Trigger, readonly FaultSpec[], 'http2'?])[] = [
  [
    'connections break, before and after what was asked was done',
    'automatic',
    [
      { ...everything, reset: true, skip: 4 },
      // Chromium itself repeats a request whose kept connection breaks before any answer came.
      { side: 'si', path: 'invite$', reset: true, after: 'apply', skip: 1 },
      { ...everyWrite, reset: true, skip: 5 },
      { ...everyWrite, reset: true, skip: 9, after: 'apply' },
      { ...everyWrite, reset: true, skip: 16, after: 'apply' },
    ],
  ],
  [
    'connections that carry everything at once break, before and after what was asked was done',
    'automatic',
    [
      // No browser repeats these, because their body can be read only once.
      { side: 'si', path: 'mail/welcome$', reset: true, after: 'apply' },
      { side: 'si', path: 'mail/welcome$', reset: true, skip: 1 },
      { ...everything, reset: true, skip: 4 },
      { side: 'si', path: 'invite$', reset: true, after: 'apply', skip: 1 },
      { ...everyWrite, reset: true, skip: 5 },
      { ...everyWrite, reset: true, skip: 12, after: 'apply' },
    ],
    'http2',
  ],
  [
    'a storm of 429 names the seconds to wait',
    'manual',
    [{ ...everything, status: 429, skip: 9, count: 14, retryAfter: 2 }],
  ],
  ['a storm of 429 says nothing more', 'automatic', [{ ...everyWrite, status: 429, skip: 6, count: 5 }]],
  [
    'servers fail, before and after what was asked was done',
    'manual',
    [
      { ...everything, status: 500, skip: 8 },
      { ...everyWrite, status: 500, skip: 3 },
      { ...everyWrite, status: 503, skip: 6 },
      { ...everyWrite, status: 500, skip: 9, after: 'apply' },
      { ...everyWrite, status: 502, skip: 14, after: 'apply' },
    ],
  ],
  [
    'a list and a write are answered after forty seconds',
    'automatic',
    [
      { side: 'si', path: '/api/v2/users/medium?', delayMs: 40_000 },
      { ...everyWrite, delayMs: 40_000, skip: 10 },
    ],
  ],
];

const chosen = inTurn(storms, 3);

describe('an import of sixty people over a bad network', () => {
  let whole: Outcome | undefined;

  it('over a good one, is the measure', async ({ expect, onTestFinished }) => {
    whole = await importWhole(onTestFinished, expect);
    expect(whole.writes).toBeGreaterThan(20);
  });

  it.concurrent.for(chosen)(
    'comes to the same end where %s',
    { timeout: 300_000 },
    async ([, trigger, faults, http2], { expect, onTestFinished }) => {
      if (!whole) throw new Error('there is nothing to compare with');
      const desk = await openDesk(onTestFinished, http2 === 'http2');
      const met = faults.map((fault) => desk.sandbox.faults.add(fault));
      await startImport(desk.page, trigger);
      await untilEnded(desk.page, 280_000);
      expect(met.map(({ hits }) => hits)).toEqual(faults.map(({ count }) => count ?? 1));
      await expectSameEnd(desk, whole, trigger, expect);
    },
  );
});

import { describe, expect, test } from 'vitest';
import { isFresh, timeLeft } from '../../src/shared/stored-time.ts';

const nowMs = Date.UTC(2026, 10, 22);
const in2030Ms = Date.UTC(2030, 0, 1);

describe('what is left of a wait', () => {
  test.each([
    ['runs', nowMs + 400, 400],
    ['is as long as it can be', nowMs + 1_000, 1_000],
    ['is over', nowMs, 0],
    ['is long over', 5, 0],
    ['is longer than it can be: the clock was wrong', nowMs + 1_001, 0],
    ['ends in 2030', in2030Ms, 0],
  ])('when it %s', (_when, untilMs, leftMs) => {
    expect(timeLeft(untilMs, nowMs, 1_000)).toBe(leftMs);
  });
});

describe('what was stored', () => {
  test.each([
    ['just now', nowMs, true],
    ['as long ago as it is good for', nowMs - 1_000, true],
    ['longer ago', nowMs - 1_001, false],
    ['a moment from now, as clocks are put right', nowMs + 30_000, true],
    ['in 2030, so that nobody knows how old it is', in2030Ms, false],
  ])('%s', (_when, atMs, fresh) => {
    expect(isFresh(atMs, nowMs, 1_000)).toBe(fresh);
  });
});

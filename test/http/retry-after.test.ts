import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../src/http/retry-after.ts';

const nowMs = Date.UTC(2026, 10, 22, 12);

describe('parseRetryAfter', () => {
  it.each([
    ['5', 5000],
    [' 0 ', 0],
    ['86400', 3_600_000],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['Mon, 23 Nov 2026 12:00:00 GMT', 3_600_000],
  ])('reads %j as so many ms from now', (header, afterMs) => {
    expect(parseRetryAfter(header, nowMs)).toBe(nowMs + afterMs);
  });

  it.each([null, '', 'soon', '-5x'])('gives nothing for %j', (header) => {
    expect(parseRetryAfter(header, nowMs)).toBeUndefined();
  });
});

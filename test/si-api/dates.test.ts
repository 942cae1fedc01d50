import { describe, expect, it } from 'vitest';
import { dateReader } from '../../src/si-api/dates.ts';

describe('dateReader', () => {
  const inLondon = dateReader('Europe/London');

  it.each([
    // SI reference §2.2: the three formats, all the same day in London.
    [1_655_247_600_000, '2022-06-15'],
    ['2022-06-14T23:00:00Z', '2022-06-15'],
    ['2022-06-14T23:00:00.000Z', '2022-06-15'],
    ['2022-06-15', '2022-06-15'],
    // Midnight UTC is a day, not an instant.
    [Date.UTC(2020, 0, 31), '2020-01-31'],
    ['2020-01-31T00:00:00Z', '2020-01-31'],
    ['soon', undefined],
    ['2022-02-30', undefined],
    [Number.NaN, undefined],
    [9e15, undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(inLondon(value)).toBe(expected);
  });

  it('keeps midnight UTC the same day west of it', () => {
    expect(dateReader('America/Denver')(Date.UTC(2020, 0, 31))).toBe('2020-01-31');
    expect(dateReader('America/Denver')('2020-01-31T03:00:00Z')).toBe('2020-01-30');
  });

  it('falls back to UTC for a zone nobody knows', () => {
    expect(dateReader('Mars/Base')('2020-01-31T23:30:00Z')).toBe('2020-01-31');
  });
});

import { describe, expect, it } from 'vitest';
import { zoneTime } from '../../src/si-api/zone-time.ts';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('the wall clock of a zone', () => {
  it.each([
    ['UTC', -1],
    ['UTC', 1_655_247_600_123],
    ['UTC', utc('1969-12-31T23:59:58.250')],
  ])('shows in %s at %i the same to the millisecond', (zone, ms) => {
    expect(zoneTime(zone).wallOf(ms)).toBe(ms);
    expect(zoneTime(zone).instantOf(ms)).toBe(ms);
  });

  it.each([
    ['America/Chicago', '2022-01-15T12:00:00', '2022-01-15T06:00:00'],
    ['America/Chicago', '2022-07-15T12:00:00', '2022-07-15T07:00:00'],
    ['Asia/Kolkata', '2022-07-15T20:00:00', '2022-07-16T01:30:00'],
    ['Pacific/Kiritimati', '1965-07-15T12:00:00.250', '1965-07-15T01:20:00.250'],
    ['Mars/Base', '2022-07-15T12:00:00', '2022-07-15T12:00:00'],
  ])('shows in %s at %s %s, and is found again by it', (zone, instant, wall) => {
    expect(zoneTime(zone).wallOf(utc(instant))).toBe(utc(wall));
    expect(zoneTime(zone).instantOf(utc(wall))).toBe(utc(instant));
  });

  it.each([
    // Midnight itself does not come: the day begins at one.
    ['America/Sao_Paulo', '2018-11-04T00:00:00', '2018-11-04T03:00:00'],
    ['Asia/Beirut', '2022-03-27T00:00:00', '2022-03-26T22:00:00'],
  ])('of %s jumps over %s: the next hour of the same day is it', (zone, wall, instant) => {
    expect(zoneTime(zone).instantOf(utc(wall))).toBe(utc(instant));
    expect(zoneTime(zone).wallOf(utc(instant))).toBe(utc(wall) + 3_600_000);
  });

  it('of New York jumps over half past two: the hour before or after is it, on the same day', () => {
    const wall = utc('2022-03-13T02:30:00');
    const { instantOf, wallOf } = zoneTime('America/New_York');
    expect(Math.abs(wallOf(instantOf(wall)) - wall)).toBe(3_600_000);
  });
});

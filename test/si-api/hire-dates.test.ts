import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHireDates } from '../../src/si-api/hire-dates.ts';

const utc = (text: string) => Date.parse(text);
const chicago = 'America/Chicago';
// A winter and two summers.
const days = ['2020-01-31', '2021-07-01', '2022-06-15'];

/** How a company in Chicago may keep its hire dates: what each account shows for the days above, and for another. */
const companies: readonly (readonly [string, readonly (string | number)[], string | number])[] = [
  ['midnight UTC', days.map((day) => utc(`${day}T00:00:00Z`)), utc('2019-12-02T00:00:00Z')],
  [
    "midnight in the company's zone",
    [utc('2020-01-31T06:00:00Z'), utc('2021-07-01T05:00:00Z'), utc('2022-06-15T05:00:00Z')],
    utc('2019-12-02T06:00:00Z'),
  ],
  [
    'eleven at night the day before',
    [utc('2020-01-31T05:00:00Z'), utc('2021-07-01T04:00:00Z'), utc('2022-06-15T04:00:00Z')],
    utc('2019-12-02T05:00:00Z'),
  ],
  [
    'nine in the morning',
    [utc('2020-01-31T15:00:00Z'), utc('2021-07-01T14:00:00Z'), utc('2022-06-15T14:00:00Z')],
    utc('2019-12-02T15:00:00Z'),
  ],
  ['plain dates', days, '2019-12-02'],
  ['timestamps in UTC', days.map((day) => `${day}T00:00:00Z`), '2019-12-02T00:00:00Z'],
  [
    "timestamps at the zone's midnight, with milliseconds",
    ['2020-01-31T06:00:00.000Z', '2021-07-01T05:00:00.000Z', '2022-06-15T05:00:00.000Z'],
    '2019-12-02T06:00:00.000Z',
  ],
  ['timestamps without a zone', days.map((day) => `${day}T00:00:00`), '2019-12-02T00:00:00'],
  [
    'timestamps without a zone, late the day before',
    ['2020-01-30T23:00:00', '2021-06-30T23:00:00', '2022-06-14T23:00:00'],
    '2019-12-01T23:00:00',
  ],
];

describe.each(companies)('hire dates of a company that keeps them as %s', (_what, shown, written) => {
  const dates = createHireDates(chicago, shown);

  it('are read as the day meant', () => {
    expect(shown.map((value) => dates.read(value))).toEqual(days);
  });

  it('are written as the others are, and read back as the same day', () => {
    const value = dates.write('2019-12-02', shown[0]);
    expect(value).toBe(written);
    expect(dates.read(value ?? '')).toBe('2019-12-02');
  });

  it('are written so for somebody without one', () => {
    const value = dates.write('2019-12-02', null) ?? '';
    expect(typeof value).toBe(typeof written);
    expect(dates.read(value)).toBe('2019-12-02');
  });
});

describe('hire dates', () => {
  it("stand at midnight in the company's zone where nobody has one", () => {
    expect(createHireDates(chicago, [null, undefined]).write('2020-01-31', null)).toBe(utc('2020-01-31T06:00:00Z'));
    expect(createHireDates('Asia/Tokyo', []).write('2020-01-31', null)).toBe(utc('2020-01-30T15:00:00Z'));
    expect(createHireDates('Mars/Base', []).write('2020-01-31', null)).toBe(utc('2020-01-31T00:00:00Z'));
    expect(createHireDates(undefined, []).write(null, null)).toBeNull();
  });

  it('that an earlier write put on the day before are shown as such', () => {
    const zoneMidnights = days.map((day) => createHireDates(chicago, []).write(day, null));
    const dates = createHireDates(chicago, [...zoneMidnights, utc('2020-03-01T00:00:00Z')]);
    expect(dates.read(utc('2020-03-01T00:00:00Z'))).toBe('2020-02-29');
  });

  it.each([
    'soon',
    'soon 5',
    '',
    'T00:00:00',
    '01.02.2020',
    '03/04/2020',
    '2020-3-4',
    '2020',
    'Mar 3, 2020',
    Number.NaN,
    9e15,
    9.2e18,
    -9.2e18,
  ])('that are none, as %j, are not known, and teach nothing', (value) => {
    expect(createHireDates(chicago, days).read(value)).toBeUndefined();
    const dates = createHireDates(chicago, [value]);
    expect(dates.read('2022-06-15')).toBe('2022-06-15');
    expect(dates.write('2022-06-15', value)).toBe(createHireDates(chicago, []).write('2022-06-15', null));
  });

  it('that are no day of any month are not known', () => {
    expect(createHireDates(chicago, days).read('2022-02-30')).toBeUndefined();
  });

  it.each([
    ['2022-06-15T00:00', '2022-06-15'],
    ['2022-06-15 00:00:00', '2022-06-15'],
    ['2022-06-15T00:00:00.000000', '2022-06-15'],
    // With words around it, or a zone, it is no wall clock; what cannot be read is not known.
    ['on 2022-06-15T00:00', undefined],
    ['x2022-06-15', undefined],
  ])('without a zone, as %s, are the wall clock itself', (value, expected) => {
    expect(createHireDates(chicago, ['2020-01-31T00:00:00']).read(value)).toBe(expected);
  });

  it.each([
    [18, '2020-02-01'],
    [17, '2020-01-31'],
  ])('that stand at %i hours are of the day after from six in the evening on', (hour, expected) => {
    const local = `2020-01-31T${hour}:00:00`;
    const instant = utc(`2020-01-31T${hour}:00:00Z`);
    for (const [dates, shown] of [
      [createHireDates(chicago, [local]), local],
      [createHireDates('UTC', [instant]), instant],
    ] as const) {
      expect(dates.read(shown)).toBe(expected);
      expect(dates.write(expected, shown)).toBe(shown);
    }
  });

  it('take the form most accounts show, of a large company as well', () => {
    const first = Array.from({ length: 450 }, () => '2020-01-31');
    const rest = Array.from({ length: 1_000 }, () => utc('2020-01-31T06:00:00Z'));
    expect(createHireDates(chicago, [...first, ...rest]).write('2020-01-31', null)).toBe(utc('2020-01-31T06:00:00Z'));
  });

  it('come back as they went, in every zone, form and season', () => {
    const zone = fc.constantFrom(
      'UTC',
      chicago,
      'Europe/London',
      'Asia/Kolkata',
      'Pacific/Auckland',
      'Pacific/Honolulu',
      // Its clock once jumped over midnight.
      'America/Sao_Paulo',
      'Atlantic/Azores',
    );
    const time = fc.constantFrom(0, 1, 9, 12, 19, 23);
    const day = fc
      .integer({ min: 0, max: 20_000 })
      .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(zone, time, fc.array(day, { maxLength: 5 }), day, fc.boolean(), (name, hour, others, date, iso) => {
        const first = createHireDates(name, []);
        const shown = others.map((other) => {
          const ms = Number(first.write(other, null)) + hour * 3_600_000;
          return iso ? new Date(ms).toISOString() : ms;
        });
        const dates = createHireDates(name, shown);
        const value = dates.write(date, shown[0] ?? null);
        expect(dates.read(value ?? '')).toBe(date);
      }),
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings, settingsChangeSchema, settingsSchema } from '../../src/config/settings.ts';
import { propertyOptions } from '../property.ts';

describe('settings', () => {
  test('of a browser nobody has configured sync nothing', () => {
    expect(defaultSettings).toMatchObject({
      mode: 'undecided',
      bambooSubdomain: '',
      siAddress: '',
      automaticImports: false,
      intervalMinutes: 180,
      sendPasswordEmails: false,
      deactivateNotImported: false,
      deactivateUnmanaged: false,
      showPictures: false,
      idKind: 'bamboo-id',
      emptyMeansEmpty: [],
    });
    expect(settingsSchema.parse(defaultSettings)).toEqual(defaultSettings);
  });

  test('stored by any earlier version, with whatever keys it had, parse and keep what they say', () => {
    const keys = Object.keys(defaultSettings) as (keyof typeof defaultSettings)[];
    fc.assert(
      fc.property(fc.subarray(keys), fc.dictionary(fc.string(), fc.anything()), (kept, unknownKeys) => {
        const foreign = Object.fromEntries(
          Object.entries(unknownKeys).filter(([key]) => !(key in settingsSchema.shape)),
        );
        const stored = { ...foreign, ...Object.fromEntries(kept.map((key) => [key, defaultSettings[key]])) };
        expect(settingsSchema.parse(stored)).toEqual(defaultSettings);
      }),
      propertyOptions(),
    );
  });

  test.each([
    ['an interval below 15 minutes', { intervalMinutes: 14 }],
    ['a head count of nobody', { headCount: 0 }],
    ['half a day of retention', { retentionDays: 0.5 }],
    ['an unknown kind of ID', { idKind: 'email' }],
    ['an unknown gender', { genderTable: { x: 'other' } }],
    ['a list in place of the gender table', { genderTable: ['male', 'female'] }],
    ['an empty list in place of the gender table', { genderTable: [] }],
    ['an unknown field', { emptyMeansEmpty: ['shoeSize'] }],
    ['a text for a switch', { automaticImports: 'yes' }],
  ])('refuse %s', (_what, bad) => {
    const parsed = settingsSchema.safeParse(bad);
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual(Object.keys(bad));
  });
});

describe('a change of settings', () => {
  test('has only the keys it was given', () => {
    expect(settingsChangeSchema().parse({})).toEqual({});
    expect(settingsChangeSchema().parse({ automaticImports: true })).toEqual({ automaticImports: true });
  });

  test('may empty what can be empty, and nothing else', () => {
    expect(settingsChangeSchema().parse({ headCount: null, suspendedUntilMs: null })).toEqual({
      headCount: null,
      suspendedUntilMs: null,
    });
    expect(settingsChangeSchema().safeParse({ bambooSubdomain: null }).success).toBe(false);
  });

  test('can name every setting there is', () => {
    expect(Object.keys(settingsChangeSchema().shape)).toEqual(Object.keys(settingsSchema.shape));
  });
});

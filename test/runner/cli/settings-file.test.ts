import '../../ui/texts.ts';
import { describe, expect, test } from 'vitest';
import { settingsSchema } from '../../../src/config/settings.ts';
import { parseSettings } from '../../../src/runner/cli/settings-file.ts';

function factsOf(settings: unknown): readonly string[] {
  try {
    parseSettings(typeof settings === 'string' ? settings : JSON.stringify(settings));
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: typeof settings === 'string' ? 'settings-file' : 'settings-unfit' });
    return (thrown as { facts: readonly string[] }).facts;
  }
  return expect.unreachable('it was taken');
}

describe('a settings file', () => {
  test('takes what the extension takes, and only what is in it', () => {
    const given = {
      bambooSubdomain: 'acme',
      siAddress: 'https://acme.small-improvements.com',
      headCount: 250,
      genderTable: { divers: 'unspecified' },
      emptyMeansEmpty: ['department'],
    };
    expect(parseSettings(JSON.stringify(given))).toEqual(given);
    expect(parseSettings('{}')).toEqual({});
  });

  test('names a slip by its path, and what was meant', () => {
    expect(factsOf({ automaticImport: true })).toEqual([
      'automaticImport: there is no such setting. Did you mean automaticImports?',
    ]);
    expect(factsOf({ colour: 'red' })).toEqual(['colour: there is no such setting.']);
    expect(factsOf({ headCount: '250' })).toEqual(['headCount: use a number without quotes.']);
    expect(factsOf({ idKind: 'bamboo' })).toEqual(['idKind: use one of bamboo-id, employee-number.']);
    expect(factsOf({ intervalMinutes: 5 })).toEqual(['intervalMinutes: 15 is the least.']);
    expect(factsOf({ genderTable: { divers: 'x' } })).toEqual([
      'genderTable.divers: use one of male, female, unspecified.',
    ]);
    expect(factsOf({ bambooSubdomain: 'a b' })).toEqual(['bambooSubdomain: this is no address of that system.']);
    expect(factsOf({ showPictures: true })).toEqual(['showPictures: this setting belongs to a browser. Take it out.']);
  });

  test('names the place where it is no JSON, and none of its text', () => {
    const facts = factsOf('{"bambooSubdomain": "acme" "secret-of-somebody"');
    expect(facts.join()).not.toContain('secret');
    expect(factsOf('[1]')).toEqual([]);
  });

  test('can hold every setting that is not a browser’s', () => {
    const { mode, panelCompanies, keysForSession, showPictures, markManagedFields, ...rest } = settingsSchema.parse({});
    const addresses = { bambooSubdomain: 'acme', siAddress: 'https://acme.small-improvements.com' };
    expect(parseSettings(JSON.stringify({ ...rest, ...addresses }))).toEqual({ ...rest, ...addresses });
    expect([mode, panelCompanies, keysForSession, showPictures, markManagedFields]).toHaveLength(5);
  });
});

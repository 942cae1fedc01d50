import { describe, expect, it } from 'vitest';
import { mergeSettings } from '../../src/admin/save-settings.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { checkDraft, toDraft } from '../../src/ui/configuration/config-draft.ts';
import { aStatus } from '../ui/builders.ts';

const typed = [
  'acme',
  ' ACME ',
  'www',
  'eu',
  'eu.acme',
  'acme:443',
  'acme corp',
  '-acme',
  'acme.example.com',
  'http://evil.example',
  ...['bamboohr.com', 'small-improvements.com'].flatMap((domain) => [
    domain,
    `acme.${domain}`,
    `acme.${domain}.`,
    `acme.${domain}:443`,
    `https://acme.${domain}:443/`,
    `https://acme.${domain}:8443/`,
    `https://Acme.${domain}/home?x=1`,
    `api.${domain}`,
    `www.${domain}`,
    `eu.acme.${domain}`,
    `https://acme.${domain}.evil.example/`,
    `https://me:pw@acme.${domain}/`,
  ]),
];

describe('an address somebody types', () => {
  it.each(typed.flatMap((text) => (['bambooSubdomain', 'siAddress'] as const).map((key) => [text, key] as const)))(
    '%j as %s is taken by the form exactly if the worker takes it',
    (text, key) => {
      const atForm = checkDraft({ ...toDraft(aStatus(), 0), [key]: text }, 0)[key] === undefined;
      const atWorker = () => mergeSettings(defaultSettings, { [key]: text }, []);
      if (atForm) expect(atWorker()[key]).not.toBe('');
      else expect(atWorker).toThrow('settings-invalid');
    },
  );
});

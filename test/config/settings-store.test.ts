import { beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../../src/config/settings.ts';
import { createSettingsStore } from '../../src/config/settings-store.ts';
import { accessTo } from '../../src/profile/access.ts';

let kept: unknown;

beforeEach(() => {
  kept = undefined;
});

const record = {
  read: async () => kept,
  write: async (settings: object) => {
    kept = settings;
  },
  alone: async <T>(change: () => Promise<T>) => change(),
};
const withPolicy = (policy: Record<string, unknown>) => createSettingsStore(record, async () => policy);
const plain = () => withPolicy({});

describe('settings', () => {
  test('are the defaults before anything was saved', async () => {
    expect(await plain().get()).toEqual(defaultSettings);
  });

  test('come back as saved', async () => {
    const settings = { ...defaultSettings, bambooSubdomain: 'acme', headCount: 7 };
    await plain().set(settings);
    expect(await plain().get()).toEqual(settings);
  });

  test('of an earlier version, with fewer keys, get the defaults for the rest', async () => {
    kept = { bambooSubdomain: 'acme', forgotten: true };
    expect(await plain().get()).toEqual({ ...defaultSettings, bambooSubdomain: 'acme' });
  });

  test('that do not parse are refused, naming every bad field, and nothing is guessed', async () => {
    kept = { intervalMinutes: 1, idKind: 'email', bambooSubdomain: 'acme' };
    await expect(plain().get()).rejects.toMatchObject({
      code: 'settings-invalid',
      context: { fields: ['intervalMinutes', 'idKind'] },
    });
  });

  test.each([
    ['a text', 'acme'],
    ['a list', [1]],
    ['a number', 5],
  ])('stored as %s are refused', async (_what, stored) => {
    kept = stored;
    await expect(plain().get()).rejects.toMatchObject({ code: 'settings-invalid' });
  });
});

describe('managed policy', () => {
  test('is laid over what the admin saved', async () => {
    await plain().set({ ...defaultSettings, bambooSubdomain: 'acme', showPictures: true });
    const settings = await withPolicy({ bambooSubdomain: 'acme-hq' }).get();

    expect(settings).toMatchObject({ bambooSubdomain: 'acme-hq', showPictures: true });
  });

  test('locks the settings it names, and nothing that is no setting', async () => {
    expect(
      await withPolicy({ siAddress: 'https://a.small-improvements.com', idKind: 'bamboo-id', x: 1 }).locked(),
    ).toEqual(['siAddress', 'idKind']);
    expect(await plain().locked()).toEqual([]);
  });

  test('whose value fits no setting is left out there, and named', async () => {
    kept = { intervalMinutes: 60 };
    const managed = withPolicy({ intervalMinutes: 'often', mode: 'everything', bambooSubdomain: 'acme' });
    expect(await managed.get()).toMatchObject({ intervalMinutes: 60, mode: 'undecided', bambooSubdomain: 'acme' });
    expect(await managed.locked()).toEqual(['bambooSubdomain']);
    expect((await managed.readable()).leftOut.toSorted()).toEqual(['intervalMinutes', 'mode']);
    expect((await plain().readable()).leftOut).toEqual([]);
  });
});

describe('companies of a managed policy', () => {
  test.each([
    [['acme'], ['acme'], []],
    [['Acme.bamboohr.com', 'beta.example.com'], ['acme'], ['panelCompanies: beta.example.com']],
    [['acme', 'www', 7], ['acme'], ['panelCompanies: www', 'panelCompanies: 7']],
    ['acme', [], ['panelCompanies']],
    [null, [], ['panelCompanies']],
    [{ 0: 'acme' }, [], ['panelCompanies']],
    [['www'], [], ['panelCompanies: www']],
  ])('stay the only ones, and nobody is asked, whatever else it names: %j', async (named, kept, leftOut) => {
    const managed = withPolicy({ panelCompanies: named });
    expect((await managed.get()).panelCompanies).toEqual(kept);
    expect((await managed.readable()).settings.panelCompanies).toEqual(kept);
    expect(await managed.locked()).toEqual(['panelCompanies']);
    expect((await managed.readable()).leftOut).toEqual(leftOut);
    expect(await accessTo(managed, 'https://acme.bamboohr.com')).toBe(kept.length > 0 ? 'allowed' : 'refused');
    expect(await accessTo(managed, 'https://evil.bamboohr.com')).toBe('refused');
  });

  test('are twenty at most, as anywhere, and what a viewer agreed to does not join them', async () => {
    kept = { panelCompanies: ['evil'] };
    const named = Array.from({ length: 21 }, (_, index) => `acme-${index}`);
    const managed = withPolicy({ panelCompanies: named });
    expect((await managed.get()).panelCompanies).toEqual(named.slice(0, 20));
    expect((await managed.readable()).leftOut).toEqual(['panelCompanies: acme-20']);
    await managed.set(await managed.get());
    expect(kept).toMatchObject({ panelCompanies: ['evil'] });
  });
});

describe('addresses', () => {
  test('of a policy or of what is stored are brought into their one form', async () => {
    kept = { bambooSubdomain: ' https://Acme.bamboohr.com/home ' };
    expect(await withPolicy({ siAddress: 'Acme.small-improvements.com/app/home' }).get()).toMatchObject({
      bambooSubdomain: 'acme',
      siAddress: 'https://acme.small-improvements.com',
    });
  });

  test.each([
    [{ siAddress: 'https://evil.example' }, 'siAddress'],
    [{ siAddress: 'https://acme.small-improvements.com.evil.example' }, 'siAddress'],
    [{ bambooSubdomain: 'acme.evil.example/' }, 'bambooSubdomain'],
    [{ bambooSubdomain: 'www' }, 'bambooSubdomain'],
  ])('that are none are refused, wherever they come from: %j', async (wrong, field) => {
    const refusal = { code: 'settings-invalid', context: { fields: [field] } };
    await expect(withPolicy(wrong).get()).rejects.toMatchObject(refusal);
    kept = wrong;
    await expect(plain().get()).rejects.toMatchObject(refusal);
    expect((await plain().readable()).settings).toEqual(defaultSettings);
  });
});

test('keys kept for the session only leave automatic imports off, whoever asks for both', async () => {
  kept = { automaticImports: true };
  const managed = withPolicy({ keysForSession: true });
  expect(await managed.get()).toMatchObject({ keysForSession: true, automaticImports: false });
  expect((await managed.readable()).settings.automaticImports).toBe(false);
  expect((await plain().get()).automaticImports).toBe(true);
});

describe('saving while keys are kept for the session only', () => {
  const session = { keysForSession: true };
  const chosen = { automaticImports: true, bambooSubdomain: 'acme', siAddress: 'https://acme.small-improvements.com' };
  const save = async (managed: ReturnType<typeof withPolicy>, change: object) =>
    managed.set({ ...(await managed.get()), ...change });

  test.each([
    ['a policy', chosen, session],
    ['what is stored', { ...chosen, ...session }, {}],
  ])(
    'by %s leaves automatic imports as they were chosen, so that they go on after it',
    async (_what, stored, policy) => {
      kept = stored;
      await save(withPolicy(policy), { showPictures: true });
      expect(kept).toMatchObject({ automaticImports: true, showPictures: true });
    },
  );

  test('keeps nobody from switching them off for it, nor another company from doing so', async () => {
    kept = chosen;
    await save(plain(), { ...session, automaticImports: false });
    expect(kept).toMatchObject({ automaticImports: false });
    kept = chosen;
    await save(withPolicy(session), { bambooSubdomain: 'globex' });
    expect(kept).toMatchObject({ automaticImports: false });
  });

  test('that ends with this Save, takes what is chosen then', async () => {
    kept = { ...chosen, ...session };
    await save(plain(), { keysForSession: false });
    expect(kept).toMatchObject({ automaticImports: false, keysForSession: false });
  });
});

describe('settings that cannot be used', () => {
  test('are readable all the same, with defaults in their place, and named', async () => {
    kept = { intervalMinutes: 1, idKind: 'email', bambooSubdomain: 'acme' };
    expect(await plain().readable()).toEqual({
      settings: { ...defaultSettings, bambooSubdomain: 'acme' },
      invalid: ['intervalMinutes', 'idKind'],
      locked: [],
      leftOut: [],
    });
  });

  test('as a whole leave the defaults and what policy fixes', async () => {
    kept = 'broken';
    expect(await withPolicy({ bambooSubdomain: 'acme-hq' }).readable()).toEqual({
      settings: { ...defaultSettings, bambooSubdomain: 'acme-hq' },
      invalid: ['settings'],
      locked: ['bambooSubdomain'],
      leftOut: [],
    });
  });

  test('are mended by saving', async () => {
    kept = 'broken';
    await plain().set({ ...defaultSettings, bambooSubdomain: 'acme' });
    expect(await plain().get()).toEqual({ ...defaultSettings, bambooSubdomain: 'acme' });
  });

  test('are none where everything can be used', async () => {
    expect(await plain().readable()).toEqual({ settings: defaultSettings, invalid: [], locked: [], leftOut: [] });
  });
});

describe('saving under a managed policy', () => {
  test('keeps the policy’s values out of what is stored, and what was stored under them', async () => {
    await plain().set({ ...defaultSettings, bambooSubdomain: 'mine' });
    const managed = withPolicy({ bambooSubdomain: 'acme-hq', retentionDays: 30 });
    await managed.set({ ...(await managed.get()), showPictures: true });

    expect(kept).toMatchObject({ bambooSubdomain: 'mine', retentionDays: 365, showPictures: true });
    expect(await plain().get()).toMatchObject({ bambooSubdomain: 'mine', showPictures: true });
  });

  test('leaves no trace of it where nothing was stored before', async () => {
    kept = {};
    const managed = withPolicy({ bambooSubdomain: 'acme-hq' });
    await managed.set(await managed.get());
    expect(kept).not.toHaveProperty('bambooSubdomain');
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { defaultSettings } from '../../src/config/settings.ts';
import { createSettingsStore } from '../../src/config/settings-store.ts';

beforeEach(() => {
  fakeBrowser.reset();
});

const withPolicy = (policy: Record<string, unknown>) => createSettingsStore(async () => policy);
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
    await fakeBrowser.storage.local.set({ settings: { bambooSubdomain: 'acme', forgotten: true } });
    expect(await plain().get()).toEqual({ ...defaultSettings, bambooSubdomain: 'acme' });
  });

  test('that do not parse are refused, naming every bad field, and nothing is guessed', async () => {
    await fakeBrowser.storage.local.set({ settings: { intervalMinutes: 1, idKind: 'email', bambooSubdomain: 'acme' } });
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
    await fakeBrowser.storage.local.set({ settings: stored });
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

  test('that does not parse is refused, naming the field', async () => {
    await expect(withPolicy({ intervalMinutes: 'often' }).get()).rejects.toMatchObject({
      code: 'settings-invalid',
      context: { fields: ['intervalMinutes'] },
    });
  });
});

describe('settings that cannot be used', () => {
  test('are readable all the same, with defaults in their place, and named', async () => {
    await fakeBrowser.storage.local.set({ settings: { intervalMinutes: 1, idKind: 'email', bambooSubdomain: 'acme' } });
    expect(await plain().readable()).toEqual({
      settings: { ...defaultSettings, bambooSubdomain: 'acme' },
      invalid: ['intervalMinutes', 'idKind'],
    });
  });

  test('as a whole leave the defaults and what policy fixes', async () => {
    await fakeBrowser.storage.local.set({ settings: 'broken' });
    expect(await withPolicy({ bambooSubdomain: 'acme-hq' }).readable()).toEqual({
      settings: { ...defaultSettings, bambooSubdomain: 'acme-hq' },
      invalid: ['settings'],
    });
  });

  test('are mended by saving', async () => {
    await fakeBrowser.storage.local.set({ settings: 'broken' });
    await plain().set({ ...defaultSettings, bambooSubdomain: 'acme' });
    expect(await plain().get()).toEqual({ ...defaultSettings, bambooSubdomain: 'acme' });
  });

  test('are none where everything can be used', async () => {
    expect(await plain().readable()).toEqual({ settings: defaultSettings, invalid: [] });
  });
});

describe('saving under a managed policy', () => {
  const stored = async () => (await fakeBrowser.storage.local.get('settings'))['settings'];

  test('keeps the policy’s values out of what is stored, and what was stored under them', async () => {
    await plain().set({ ...defaultSettings, bambooSubdomain: 'mine' });
    const managed = withPolicy({ bambooSubdomain: 'acme-hq', retentionDays: 30 });
    await managed.set({ ...(await managed.get()), showPictures: true });

    expect(await stored()).toMatchObject({ bambooSubdomain: 'mine', retentionDays: 365, showPictures: true });
    expect(await plain().get()).toMatchObject({ bambooSubdomain: 'mine', showPictures: true });
  });

  test('leaves no trace of it where nothing was stored before', async () => {
    await fakeBrowser.storage.local.set({ settings: {} });
    const managed = withPolicy({ bambooSubdomain: 'acme-hq' });
    await managed.set(await managed.get());
    expect(await stored()).not.toHaveProperty('bambooSubdomain');
  });
});

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

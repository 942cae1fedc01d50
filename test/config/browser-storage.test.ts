import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { leftSettings, restrictStorage, sessionArea } from '../../src/config/browser-storage.ts';

beforeEach(() => {
  fakeBrowser.reset();
});

describe('the storage of the extension', () => {
  test('is closed to content scripts where the browser can', async () => {
    const setAccessLevel = vi.fn<(level: object) => Promise<void>>(async () => undefined);
    Object.assign(fakeBrowser.storage.local, { setAccessLevel });
    Object.assign(fakeBrowser.storage.session, { setAccessLevel });
    await restrictStorage();
    expect(setAccessLevel.mock.calls).toEqual([
      [{ accessLevel: 'TRUSTED_CONTEXTS' }],
      [{ accessLevel: 'TRUSTED_CONTEXTS' }],
    ]);
  });

  test('is left as it is where the browser cannot', async () => {
    Object.assign(fakeBrowser.storage.local, { setAccessLevel: undefined });
    Object.assign(fakeBrowser.storage.session, { setAccessLevel: undefined });
    await expect(restrictStorage()).resolves.toBeUndefined();
  });

  test('gives what an earlier version left there, and can be cleared', async () => {
    expect(await leftSettings.read()).toBeUndefined();
    await fakeBrowser.storage.local.set({ settings: { mode: 'sync' } });
    expect(await leftSettings.read()).toEqual({ mode: 'sync' });
    await leftSettings.clear();
    expect(await fakeBrowser.storage.local.get()).toEqual({});
  });

  test('keeps for the session what is put there, until it is removed', async () => {
    await sessionArea.set('secret:si-token', { secret: 't' });
    expect(await sessionArea.get('secret:si-token')).toEqual({ secret: 't' });
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    await sessionArea.remove('secret:si-token');
    expect(await sessionArea.get('secret:si-token')).toBeUndefined();
  });
});

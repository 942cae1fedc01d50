import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { withheldHosts } from '../../src/config/host-access.ts';
import { readManagedPolicy } from '../../src/config/policy.ts';

beforeEach(() => {
  fakeBrowser.reset();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('managed policy', () => {
  test('is what IT preset', async () => {
    await fakeBrowser.storage.managed.set({ bambooSubdomain: 'acme' });
    expect(await readManagedPolicy()).toEqual({ bambooSubdomain: 'acme' });
  });

  test('is empty in a browser that has none', async () => {
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValue(new Error('Managed storage manifest not found'));
    expect(await readManagedPolicy()).toEqual({});
  });
});

describe('host access', () => {
  test.each([
    [[], ['bamboo', 'si']],
    [['https://*.bamboohr.com/*'], ['si']],
    [['https://*.small-improvements.com/*'], ['bamboo']],
    [['https://*.bamboohr.com/*', 'https://*.small-improvements.com/*'], []],
  ])('granted for %j leaves %j withheld', async (granted, withheld) => {
    fakeBrowser.permissions.contains = async (asked: { readonly origins?: readonly string[] }) =>
      (asked.origins ?? []).every((origin) => granted.includes(origin));

    expect(await withheldHosts()).toEqual(withheld);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createRememberedSettings } from '../../src/config/remembered-settings.ts';
import { createSettingsStore, readableOf } from '../../src/config/settings-store.ts';

type Deps = Parameters<typeof createRememberedSettings>[0];

/** A worker's settings at what is stored and preset; the memory is the browser's and outlives the worker. */
function at(stored: unknown, policy: Record<string, unknown>, memory: { kept?: unknown; fails?: boolean } = {}) {
  const read = vi.fn<Deps['read']>(async (record, preset) => readableOf(record, preset));
  const settings = createRememberedSettings({
    record: { read: async () => stored },
    readPolicy: async () => policy,
    memory: {
      get: async () => {
        if (memory.fails) throw new Error('no memory');
        return memory.kept;
      },
      // As where the browser has no such area: what is asked of it throws before there is a promise.
      set: (reading) => {
        if (memory.fails) throw new TypeError('undefined is no object');
        memory.kept = structuredClone(reading);
        return Promise.resolve();
      },
    },
    read,
  });
  return { settings, read, memory };
}

const acme = { mode: 'sync', bambooSubdomain: 'Acme', siAddress: 'https://acme.small-improvements.com' };

describe('settings that were read before', () => {
  test('are not read again while the same is stored and preset', async () => {
    const { memory, settings } = at(acme, { intervalMinutes: 60 });
    const before = await settings.readable();
    const later = at(acme, { intervalMinutes: 60 }, memory);
    expect(await later.settings.readable()).toEqual(before);
    expect(before.settings).toMatchObject({ bambooSubdomain: 'acme', intervalMinutes: 60 });
    expect(later.read).not.toHaveBeenCalled();
  });

  test.each([
    ['the record', { ...acme, bambooSubdomain: 'other' }, { intervalMinutes: 60 }],
    ['the policy', acme, { intervalMinutes: 90 }],
    ['that there is a record', undefined, { intervalMinutes: 60 }],
    ['that there is a policy', acme, {}],
  ])('are read anew when %s is another', async (_what, stored, policy) => {
    const { memory, settings } = at(acme, { intervalMinutes: 60 });
    await settings.readable();
    const later = at(stored, policy, memory);
    expect(await later.settings.readable()).toEqual(readableOf(stored, policy));
    expect(later.read).toHaveBeenCalledTimes(1);
  });

  test('are read each time where the browser has no memory for them', async () => {
    const { settings, read } = at(acme, {}, { fails: true });
    await settings.readable();
    expect((await settings.readable()).settings.bambooSubdomain).toBe('acme');
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('are those the store reads, whatever is stored and preset', async () => {
    const record = fc.oneof(
      fc.constant(undefined),
      fc.jsonValue(),
      fc.record(
        { mode: fc.constantFrom('sync', 'viewer', 'odd'), headCount: fc.integer(), keysForSession: fc.jsonValue() },
        { requiredKeys: [] },
      ),
    );
    const policy = fc.record(
      { automaticImports: fc.jsonValue(), siAddress: fc.string(), panelCompanies: fc.array(fc.string()) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(record, policy, record, async (stored, preset, next) => {
        const memory = {};
        for (const each of [stored, stored, next]) {
          const store = createSettingsStore(
            { read: async () => each, write: async () => undefined, alone: async (change) => change() },
            async () => preset,
          );
          expect(await at(each, preset, memory).settings.readable()).toEqual(await store.readable());
        }
      }),
      { numRuns: process.env['TEST_LONG'] === '1' ? 2_000 : 100 },
    );
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../src/config/settings.ts';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import type { Stores } from '../../../src/run/deps.ts';
import { acme, planId } from '../../builders/stored.ts';
import type { Home, MakeHome } from './home.ts';

/** The audit list, named state and settings. */
export function recordsContract(makeHome: MakeHome): void {
  let home: Home;
  let stores: Stores;

  beforeEach(async () => {
    home = await makeHome();
    stores = home.stores();
  });

  describe('the audit list', () => {
    test('is newest first, also among entries of one moment, and as long as asked', async () => {
      await stores.audit.add([
        { atMs: 1, what: 'a' },
        { atMs: 1, what: 'b' },
      ]);
      await stores.audit.add([{ atMs: 2, what: 'c', before: '1', after: '2', actor: 'Ann' }]);
      await stores.audit.add([]);

      const { audit } = home.stores();
      expect((await audit.list(10)).map((entry) => entry.what)).toEqual(['c', 'b', 'a']);
      expect(await audit.list(1)).toEqual([{ atMs: 2, what: 'c', before: '1', after: '2', actor: 'Ann' }]);
    });

    test('leaves out, where asked to, what speaks of people of another company pair', async () => {
      const globex = 'globex|si-globex' as CompanyPair;
      await stores.audit.add([
        { atMs: 1, what: 'intervalMinutes' },
        { atMs: 2, what: 'decision:ignore', pair: acme },
        { atMs: 3, what: 'decision:pin', pair: globex },
        { atMs: 4, what: 'decision:protect', pair: acme },
      ]);

      const of = async (pair: CompanyPair | undefined, limit = 9) =>
        (await stores.audit.list(limit, { pair })).map(({ what }) => what);
      expect(await of(acme)).toEqual(['decision:protect', 'decision:ignore', 'intervalMinutes']);
      expect(await of(acme, 2)).toEqual(['decision:protect', 'decision:ignore']);
      expect(await of(globex)).toEqual(['decision:pin', 'intervalMinutes']);
      expect(await of(undefined)).toEqual(['intervalMinutes']);
      expect(await stores.audit.list(9)).toHaveLength(4);
    });
  });

  describe('named state', () => {
    test('that several change at the same moment keeps what each of them changed', async () => {
      const { state } = stores;
      await Promise.all([
        ...Array.from({ length: 8 }, () =>
          state.change('schedule', (now) => ({ ...now, failedInARow: (now?.failedInARow ?? 0) + 1 })),
        ),
        state.change('schedule', (now) => ({ ...now, nextDueMs: 7 })),
      ]);

      expect(await state.get('schedule')).toEqual({ failedInARow: 8, nextDueMs: 7 });
    });

    test('is kept by name, replaced and cleared', async () => {
      const { state } = stores;
      expect(await state.get('schedule')).toBeUndefined();
      await state.set('schedule', { nextDueMs: 5 });
      await state.set('activity', { kind: 'idle' });
      await state.set('schedule', { nextDueMs: 6 });

      expect(await home.stores().state.get('schedule')).toEqual({ nextDueMs: 6 });
      await state.clear('schedule');
      await state.clear('schedule');
      expect(await state.get('schedule')).toBeUndefined();
      expect(await state.get('activity')).toEqual({ kind: 'idle' });
    });

    test('holds an index of 20,000 people', async () => {
      const employees = Array.from({ length: 20_000 }, (_, index) => String(index));
      await stores.state.set('plan-index', { planId: planId('p'), employees });
      expect((await stores.state.get('plan-index'))?.employees).toEqual(employees);
    });
  });

  describe('settings', () => {
    test('are the defaults before anything was chosen', async () => {
      expect(await stores.settings.get()).toEqual(defaultSettings);
      expect(await stores.settings.readable()).toEqual({
        settings: defaultSettings,
        invalid: [],
        locked: [],
        leftOut: [],
      });
    });

    test('are what was chosen last, for every worker', async () => {
      const chosen = { ...defaultSettings, mode: 'sync', bambooSubdomain: 'acme', headCount: 250 } as const;
      await stores.settings.set({ ...chosen, headCount: 7 });
      await stores.settings.set(chosen);
      expect(await home.stores().settings.get()).toEqual(chosen);
    });

    test('that several workers change in turn at the same moment keep what each of them changed', async () => {
      const raise = ({ settings }: Stores) =>
        settings.inTurn(async () => {
          const now = await settings.get();
          await settings.set({ ...now, headCount: (now.headCount ?? 0) + 1 });
        });
      await Promise.all(Array.from({ length: 8 }, () => raise(home.stores())));
      expect((await stores.settings.get()).headCount).toBe(8);
    });

    test('are free for the next once a change has failed', async () => {
      const { settings } = stores;
      const failing = settings.inTurn(async () => Promise.reject(new Error('no')));
      const next = home.stores().settings.inTurn(async () => 'done');
      await expect(failing).rejects.toThrow('no');
      expect(await next).toBe('done');
    });
  });
}

import { beforeEach, describe, expect, test } from 'vitest';
import { createPairStore, type PairStore } from '../../../../src/history/pair-store.ts';
import type { RunTrigger } from '../../../../src/domain/run.ts';
import { rememberGoodRun } from '../../../../src/run/outcome/remember/good-run.ts';
import { acme } from '../../../builders/stored.ts';
import { openFreshHistory } from '../../../history/support.ts';

let pairs: PairStore;

beforeEach(async () => {
  pairs = createPairStore(await openFreshHistory());
});

const goodRun = (trigger: RunTrigger, confirmed: number) => ({
  pair: acme,
  visible: 7,
  trigger,
  counts: { confirmed, failed: 0, skipped: 0, unknown: 0, pending: 0 },
});

describe('the way for automatic imports', () => {
  test.each<[RunTrigger, number, boolean]>([
    ['manual', 1, true],
    ['manual', 0, false],
    ['automatic', 5, false],
    ['revert', 5, false],
  ])('a %s run that confirmed %i people opens it: %s', async (trigger, confirmed, open) => {
    await rememberGoodRun(pairs, goodRun(trigger, confirmed), 9);
    expect(await pairs.facts(acme)).toMatchObject({ manualImportDone: open, lastVisible: 7, lastSuccessMs: 9 });
  });

  test('stays open, whatever follows', async () => {
    await rememberGoodRun(pairs, goodRun('manual', 1), 9);
    await rememberGoodRun(pairs, goodRun('automatic', 0), 10);
    expect((await pairs.facts(acme)).manualImportDone).toBe(true);
  });
});

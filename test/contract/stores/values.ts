import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import type { Link } from '../../../src/domain/link.ts';
import type { Stores } from '../../../src/run/deps.ts';
import {
  aChange,
  acme,
  aJournalRow,
  aPlanHeader,
  aRun,
  aRunPerson,
  employeeId,
  planId,
  runId,
  siUserId,
} from '../../builders/stored.ts';
import { propertyOptions } from '../../property.ts';
import type { MakeHome } from './home.ts';
import { putFacts } from '../../put-facts.ts';

/** Any text a vendor may send: JSON can carry NUL and halves of a pair of surrogates. */
const anyText = fc.array(fc.oneof(fc.nat(0xff_ff), fc.constantFrom(0, 10, 34, 39, 92, 0xd8_00, 0xdc_00)), {
  maxLength: 12,
});
const text = anyText.map((units) => String.fromCharCode(...units));

/** Values come back as they were, and ids are told apart, whatever is in them. */
export function valuesContract(makeHome: MakeHome): void {
  let stores: Stores;

  beforeEach(async () => {
    stores = (await makeHome()).stores();
  });

  describe('any text', () => {
    test('comes back in every kind of row', async () => {
      const { plans, runs, pairs, audit, state } = stores;
      await fc.assert(
        fc.asyncProperty(text, text, async (one, other) => {
          const field = { field: 'jobTitle', state: 'change', before: one, after: other } as const;
          const change = aChange(0, { key: one, name: other, fields: [field] });
          const header = aPlanHeader('p', { companyName: one });
          await plans.save(header, [change]);
          expect(await plans.read(planId('p'))).toEqual({ header, plan: { ...header, changes: [change] } });

          const run = aRun('r', 1, { actor: one });
          const person = aRunPerson('r', 0, { changeKey: one, name: other, fields: [field] });
          const row = aJournalRow('r', 0, { skipName: other });
          await runs.open(run, [person], [row]);
          expect(await runs.get(run.id)).toEqual(run);
          expect(await runs.people(run.id)).toEqual([person]);
          expect(await runs.journal(run.id)).toEqual([row]);
          expect(await runs.timeline(acme, one, 9)).toEqual([{ run, person }]);

          await audit.add([{ atMs: 1, what: one, after: other }]);
          expect(await audit.list(1)).toEqual([{ atMs: 1, what: one, after: other }]);
          await state.set('preview-error', { error: { code: 'bug', context: { vendorMessage: one } }, atMs: 1 });
          expect((await state.get('preview-error'))?.error.context.vendorMessage).toBe(one);
          await putFacts(pairs, { pair: acme, manualImportDone: false, notWritable: [one, other] });
          expect((await pairs.facts(acme)).notWritable).toEqual([one, other]);
        }),
        propertyOptions(0.3),
      );
    });

    test('is an id of its own', async () => {
      const { pairs } = stores;
      let made = 0;
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(text, { maxLength: 6 }), async (ids) => {
          made += 1;
          const pair = `pair ${made}` as CompanyPair;
          const links = ids.map(
            (id): Link => ({ employeeId: employeeId(id), siUserId: siUserId(id), by: 'link', confirmedAtMs: 1 }),
          );
          await pairs.putLinks(pair, links);
          const reverted = ids.map((changeKey) => ({ pair, changeKey, atMs: 1, runId: runId('r') }));
          await pairs.putReverted(reverted);

          const sorted = (list: readonly string[]) => list.toSorted((a, b) => (a < b ? -1 : 1));
          expect(sorted((await pairs.links(pair)).map((link) => link.employeeId))).toEqual(sorted(ids));
          await pairs.forgetReverted(pair, ids.slice(1));
          expect((await pairs.reverted(pair)).map(({ changeKey }) => changeKey)).toEqual(ids.slice(0, 1));
        }),
        propertyOptions(0.5),
      );
    });
  });

  test('what is absent stays absent, and what is empty stays empty', async () => {
    const row = aJournalRow('r', 0, { error: undefined, before: { jobTitle: null } });
    await stores.runs.open(aRun('r', 1), [], [row]);
    const [read] = await stores.runs.journal(runId('r'));
    expect(read?.error).toBeUndefined();
    expect(read?.before?.jobTitle).toBeNull();
  });

  test('instants and counts come back to the digit', async () => {
    const nextDueMs = 1_795_635_600_123;
    await stores.state.set('schedule', { nextDueMs, lastAttemptMs: 0.5, lastSuccessMs: Number.MAX_SAFE_INTEGER });
    expect(await stores.state.get('schedule')).toEqual({
      nextDueMs,
      lastAttemptMs: 0.5,
      lastSuccessMs: Number.MAX_SAFE_INTEGER,
    });
    await stores.runs.put(aRun('r', nextDueMs));
    expect(await stores.runs.list(9, nextDueMs)).toEqual([]);
    expect(await stores.runs.list(9, nextDueMs + 1)).toHaveLength(1);
  });
}

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompanyPair } from '../../src/domain/ids.ts';
import { createAuditStore } from '../../src/history/audit-store.ts';
import { createPairStore } from '../../src/history/pair-store.ts';
import { createHistoryReader } from '../../src/history/reader.ts';
import { createRunStore } from '../../src/history/run-store.ts';
import { createStateStore } from '../../src/history/state-store.ts';
import { propertyOptions } from '../property.ts';
import { aRun, aRunPerson, runId, siUserId } from '../builders/stored.ts';
import { openFreshHistory } from './support.ts';

const pairs = ['acme|si-1', 'acme|si-2', 'globex|si-1'] as readonly string[] as readonly CompanyPair[];

/** Which company a run is of, whom it touched (the same few ids in every company), and when. */
const someRuns = fc.array(
  fc.record({
    of: fc.nat(pairs.length - 1),
    people: fc.array(fc.nat(3), { maxLength: 4 }),
    startedAtMs: fc.nat(5),
  }),
  { minLength: 1, maxLength: 12 },
);

/** A name that says which company its bearer works for. */
const nameIn = (pair: CompanyPair) => `somebody of ${pair}`;

describe('two company pairs in one database', () => {
  test('never show each other anything of their people', async () => {
    await fc.assert(
      fc.asyncProperty(someRuns, fc.nat(pairs.length - 1), async (made, at) => {
        const db = await openFreshHistory();
        const [runs, audit, state] = [createRunStore(db), createAuditStore(db), createStateStore(db)];
        for (const [index, { of, people, startedAtMs }] of made.entries()) {
          const pair = pairs[of] as CompanyPair;
          const id = `r${index}`;
          const persons = people.map((person, row) =>
            aRunPerson(id, row, { changeKey: `e:${person}`, name: nameIn(pair) }),
          );
          await runs.open(aRun(id, startedAtMs, { pair, actor: nameIn(pair) }), persons, []);
          // Stored anew, as at the end of a run.
          await runs.putPeople(persons);
          await audit.add([{ what: `decision:ignore:${index}`, pair, after: nameIn(pair), atMs: index }]);
          const listed = { pair, siUserId: siUserId('u1'), name: nameIn(pair), why: 'created', sinceMs: 1 } as const;
          await createPairStore(db).changeUninformed(pair, [{ ...listed, runId: runId(id) }], []);
        }
        const mine = pairs[at] as CompanyPair;
        const connection = {
          pair: mine,
          subdomain: '',
          siAddress: '',
          siUser: '',
          siCompanyName: '',
          visible: 0,
          atMs: 0,
        };
        await state.set('connection', connection);
        const reader = createHistoryReader(async () => db);

        const shown: unknown[] = [await reader.runs(99), await reader.audit(99), await reader.uninformed(mine)];
        for (const person of [0, 1, 2, 3]) shown.push(await reader.timeline(`e:${person}`, 99));
        for (const index of made.keys()) {
          shown.push(await reader.run(runId(`r${index}`)), await reader.runPeople(runId(`r${index}`), 0, 99));
        }
        const text = JSON.stringify(shown);
        for (const pair of pairs) if (pair !== mine) expect(text).not.toContain(nameIn(pair));

        const own = made.filter(({ of }) => of === at);
        expect(await reader.runs(99)).toHaveLength(own.length);
        expect(await reader.otherRuns()).toBe(made.length - own.length);
        const times = (await Promise.all([0, 1, 2, 3].map((each) => reader.timeline(`e:${each}`, 99)))).flat();
        expect(times).toHaveLength(own.flatMap(({ people }) => people).length);
      }),
      propertyOptions(0.3),
    );
  });

  test('are both unseen while the browser is connected to neither', async () => {
    const db = await openFreshHistory();
    await createRunStore(db).open(aRun('r', 1), [aRunPerson('r', 0)], []);
    await createAuditStore(db).add([
      { what: 'decision:ignore:1', pair: pairs[0], atMs: 1 },
      { what: 'intervalMinutes', before: '180', after: '60', atMs: 2 },
    ]);
    const reader = createHistoryReader(async () => db);
    expect(await reader.runs(9)).toEqual([]);
    expect(await reader.run(runId('r'))).toBeUndefined();
    expect(await reader.runPeople(runId('r'), 0, 9)).toEqual([]);
    expect(await reader.timeline('e:0', 9)).toEqual([]);
    expect((await reader.audit(9)).map(({ what }) => what)).toEqual(['intervalMinutes']);
    expect(await reader.otherRuns()).toBe(1);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type { HistoryDb } from '../../src/history/open.ts';
import { createPairStore, type PairStore } from '../../src/history/pair-store.ts';
import type { CompanyPair } from '../../src/domain/ids.ts';
import type { Link } from '../../src/domain/link.ts';
import { acme, employeeId, openFreshHistory, siUserId } from './support.ts';

const neighbours = ['acme|si-acm', 'acme|si-acme2', 'acme|si-acmf', 'acme'] as CompanyPair[];

let db: HistoryDb;
let pairs: PairStore;

beforeEach(async () => {
  db = await openFreshHistory();
  pairs = createPairStore(db);
});

function aLink(id: string, over: Partial<Link> = {}): Link {
  return { employeeId: employeeId(id), siUserId: siUserId(`u${id}`), by: 'email', confirmedAtMs: 1, ...over };
}

describe('links', () => {
  test('of one company pair are not seen from another, alike as their names may be', async () => {
    await pairs.putLinks(acme, [aLink('1'), aLink('20')]);
    for (const other of neighbours) await pairs.putLinks(other, [aLink('7')]);

    expect((await pairs.links(acme)).map((link) => link.employeeId)).toEqual(['1', '20']);
    for (const other of neighbours) expect((await pairs.links(other)).map((link) => link.employeeId)).toEqual(['7']);
  });

  test('of the same employee replace each other', async () => {
    await pairs.putLinks(acme, [aLink('1')]);
    await pairs.putLinks(acme, [aLink('1', { siUserId: siUserId('other'), deactivatedByUs: true })]);

    expect(await pairs.links(acme)).toMatchObject([{ siUserId: 'other', deactivatedByUs: true }]);
  });

  test('are none in the beginning, and none put is none', async () => {
    await pairs.putLinks(acme, []);
    expect(await pairs.links(acme)).toEqual([]);
  });
});

describe('decisions', () => {
  test('of one company pair are not seen from another', async () => {
    const decision = { kind: 'ignore', employeeId: employeeId('1') } as const;
    await db.put('decisions', { pair: acme, id: 'a', decision, atMs: 1 });
    for (const pair of neighbours) await db.put('decisions', { pair, id: 'b', decision, atMs: 1 });

    expect(await pairs.decisions(acme)).toEqual([decision]);
  });
});

describe('facts', () => {
  test('say that nothing happened yet where nothing is stored', async () => {
    expect(await pairs.facts(acme)).toEqual({ pair: acme, manualImportDone: false, notWritable: [] });
  });

  test('are kept for the pair', async () => {
    const facts = { pair: acme, manualImportDone: true, notWritable: ['gender'], lastVisible: 7, lastSuccessMs: 5 };
    await pairs.putFacts(facts);

    expect(await pairs.facts(acme)).toEqual(facts);
    expect((await pairs.facts(neighbours[0] as CompanyPair)).manualImportDone).toBe(false);
  });
});

import type { CompanyPair } from '../shared/ids.ts';
import type { Decision, Link } from '../sync/plan-types.ts';
import { allOrNothing, type HistoryDb, stored } from './open.ts';
import type { PairState, StoredDecision, Uninformed } from './schema.ts';

/** What is remembered of one company pair: links, admin decisions, facts for the guards. Outside retention. */
export interface PairStore {
  facts(pair: CompanyPair): Promise<PairState>;
  putFacts(facts: PairState): Promise<void>;
  links(pair: CompanyPair): Promise<readonly Link[]>;
  /** In one transaction. */
  putLinks(pair: CompanyPair, links: readonly Link[]): Promise<void>;
  decisions(pair: CompanyPair): Promise<readonly Decision[]>;
  storedDecisions(pair: CompanyPair): Promise<readonly StoredDecision[]>;
  putDecision(decision: StoredDecision): Promise<void>;
  removeDecision(pair: CompanyPair, id: string): Promise<void>;
  uninformed(pair: CompanyPair): Promise<readonly Uninformed[]>;
}

export function createPairStore(db: HistoryDb): PairStore {
  return {
    facts: (pair) =>
      stored(
        'pair.facts',
        async () => (await db.get('pairs', pair)) ?? { pair, manualImportDone: false, notWritable: [] },
      ),
    putFacts: (facts) =>
      stored('pair.putFacts', async () => {
        await db.put('pairs', facts);
      }),
    links: (pair) => stored('pair.links', () => db.getAll('links', rowsOf(pair))),
    putLinks: (pair, links) =>
      stored('pair.putLinks', async () => {
        const tx = db.transaction('links', 'readwrite');
        await allOrNothing(tx, () => Promise.all(links.map(async (link) => tx.store.put({ ...link, pair }))));
      }),
    decisions: (pair) =>
      stored('pair.decisions', async () => (await db.getAll('decisions', rowsOf(pair))).map((row) => row.decision)),
    storedDecisions: (pair) => stored('pair.storedDecisions', () => db.getAll('decisions', rowsOf(pair))),
    putDecision: (decision) =>
      stored('pair.putDecision', async () => {
        await db.put('decisions', decision);
      }),
    removeDecision: (pair, id) => stored('pair.removeDecision', () => db.delete('decisions', [pair, id])),
    uninformed: (pair) => stored('pair.uninformed', () => db.getAll('uninformed', rowsOf(pair))),
  };
}

function rowsOf(pair: CompanyPair): IDBKeyRange {
  return IDBKeyRange.bound([pair, ''], [pair, '\uffff']);
}

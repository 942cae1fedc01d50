import type { RevertedRow } from '../domain/revert.ts';
import type { CompanyPair, SiUserId } from '../domain/ids.ts';
import type { Decision, Link, StoredDecision } from '../domain/link.ts';
import { allOrNothing, type HistoryDb, stored } from './open.ts';
import type { OwnFormsRow } from '../domain/own-form.ts';
import type { PairState, Uninformed } from '../domain/pair-state.ts';
import { joinedFacts, nothingKnown } from './pair-facts.ts';

/** Everything that is remembered of one company pair. */
export interface Remembered {
  readonly facts: PairState;
  readonly links: readonly Link[];
  readonly decisions: readonly StoredDecision[];
  readonly reverted: readonly RevertedRow[];
  readonly uninformed: readonly Uninformed[];
  readonly ownForms: readonly OwnFormsRow[];
}

/** What is remembered of company pairs, each for itself: links, admin decisions, facts for the guards. Outside retention. */
export interface PairStore {
  /** Every pair anything is remembered of. */
  known(): Promise<readonly CompanyPair[]>;
  /**
   * Copies what is remembered of people from one pair to the other, in one transaction: links, decisions, reverted rows,
   * who is not informed, what Small Improvements does not take, and the answer about the first creation. What the other
   * pair knows itself stays; what guards compare with is not taken over.
   */
  takeOver(from: CompanyPair, to: CompanyPair): Promise<void>;
  /** Puts this in the place of everything that is remembered of its pair, in one transaction. */
  replaceAll(all: Remembered): Promise<void>;
  /** What SI keeps in a form of its own. */
  ownForms(pair: CompanyPair): Promise<readonly OwnFormsRow[]>;
  /** In one transaction; a row without forms is taken away. */
  putOwnForms(rows: readonly OwnFormsRow[]): Promise<void>;
  facts(pair: CompanyPair): Promise<PairState>;
  /**
   * Puts what `change` makes of the facts in their place, and gives it. In one transaction: whoever else changes them at the
   * same moment, as an admin does while a run ends, undoes nothing.
   */
  changeFacts(pair: CompanyPair, change: (facts: PairState) => PairState): Promise<PairState>;
  links(pair: CompanyPair): Promise<readonly Link[]>;
  /** In one transaction. */
  putLinks(pair: CompanyPair, links: readonly Link[]): Promise<void>;
  decisions(pair: CompanyPair): Promise<readonly Decision[]>;
  storedDecisions(pair: CompanyPair): Promise<readonly StoredDecision[]>;
  putDecision(decision: StoredDecision): Promise<void>;
  removeDecision(pair: CompanyPair, id: string): Promise<void>;
  uninformed(pair: CompanyPair): Promise<readonly Uninformed[]>;
  /** Puts people on the list of those not informed yet and takes others off it, in one transaction. */
  changeUninformed(pair: CompanyPair, add: readonly Uninformed[], remove: readonly SiUserId[]): Promise<void>;
  /** Rows an admin reverted and has not imported again since. */
  reverted(pair: CompanyPair): Promise<readonly RevertedRow[]>;
  putReverted(rows: readonly RevertedRow[]): Promise<void>;
  forgetReverted(pair: CompanyPair, changeKeys: readonly string[]): Promise<void>;
}

export function createPairStore(db: HistoryDb): PairStore {
  return {
    known: () => stored('pair.known', () => db.getAllKeys('pairs')),
    takeOver: (from, to) =>
      stored('pair.takeOver', async () => {
        const tx = db.transaction(['pairs', ...ofPeople], 'readwrite', { durability: 'strict' });
        await allOrNothing(tx, async () => {
          for (const name of ofPeople) {
            const store = tx.objectStore(name);
            const [theirs, own] = [await store.getAll(rowsOf(from)), await store.getAllKeys(rowsOf(to))];
            const taken = new Set<string>(own.map(([, id]) => id));
            const idOf = idNames[name];
            for (const row of theirs) {
              const id = (row as unknown as Readonly<Record<string, string>>)[idOf] ?? '';
              // The row came out of the store it goes into.
              if (!taken.has(id)) await (store as unknown as AnyStore).put({ ...row, pair: to });
            }
          }
          const pairs = tx.objectStore('pairs');
          const theirs = await pairs.get(from);
          await pairs.put(joinedFacts(theirs, (await pairs.get(to)) ?? nothingKnown(to)));
        });
      }),
    replaceAll: ({ facts, ...rows }) =>
      stored('pair.replaceAll', async () => {
        const { pair } = facts;
        const tx = db.transaction(['pairs', ...ofPeople], 'readwrite', { durability: 'strict' });
        await allOrNothing(tx, async () => {
          for (const name of ofPeople) {
            const store = tx.objectStore(name) as unknown as AnyStore;
            await store.delete(rowsOf(pair));
            for (const row of rows[name]) await store.put({ ...row, pair });
          }
          await tx.objectStore('pairs').put(facts);
        });
      }),
    facts: (pair) => stored('pair.facts', async () => (await db.get('pairs', pair)) ?? nothingKnown(pair)),
    changeFacts: (pair, change) =>
      stored('pair.changeFacts', async () => {
        const tx = db.transaction('pairs', 'readwrite');
        let facts = nothingKnown(pair);
        await allOrNothing(tx, async () => {
          facts = change((await tx.store.get(pair)) ?? facts);
          await tx.store.put(facts);
        });
        return facts;
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
    changeUninformed: (pair, add, remove) =>
      stored('pair.changeUninformed', async () => {
        const tx = db.transaction('uninformed', 'readwrite');
        await allOrNothing(tx, () =>
          Promise.all([
            ...remove.map(async (id) => tx.store.delete([pair, id])),
            ...add.map(async (row) => tx.store.put(row)),
          ]),
        );
      }),
    ownForms: (pair) => stored('pair.ownForms', () => db.getAll('ownForms', rowsOf(pair))),
    putOwnForms: (rows) =>
      stored('pair.putOwnForms', async () => {
        if (rows.length === 0) return;
        const tx = db.transaction('ownForms', 'readwrite');
        await allOrNothing(tx, () =>
          Promise.all(
            rows.map(async (row) => {
              if (Object.keys(row.forms).length > 0) await tx.store.put(row);
              else await tx.store.delete([row.pair, row.siUserId]);
            }),
          ),
        );
      }),
    reverted: (pair) => stored('pair.reverted', () => db.getAll('reverted', rowsOf(pair))),
    putReverted: (rows) =>
      stored('pair.putReverted', async () => {
        const tx = db.transaction('reverted', 'readwrite');
        await allOrNothing(tx, () => Promise.all(rows.map(async (row) => tx.store.put(row))));
      }),
    forgetReverted: (pair, changeKeys) =>
      stored('pair.forgetReverted', async () => {
        const tx = db.transaction('reverted', 'readwrite');
        await allOrNothing(tx, () => Promise.all(changeKeys.map(async (key) => tx.store.delete([pair, key]))));
      }),
  };
}

/** Stores of rows that are found by the pair and an id of their own, and what that is called. */
const idNames = {
  links: 'employeeId',
  decisions: 'id',
  reverted: 'changeKey',
  uninformed: 'siUserId',
  ownForms: 'siUserId',
} as const;
const ofPeople = Object.keys(idNames) as (keyof typeof idNames)[];

interface AnyStore {
  delete(rows: IDBKeyRange): Promise<unknown>;
  put(row: object): Promise<unknown>;
}

function rowsOf(pair: CompanyPair): IDBKeyRange {
  // Every array sorts after every text.
  return IDBKeyRange.bound([pair, ''], [pair, []]);
}

import { expect, test } from 'vitest';
import { createRunStore } from '../../src/history/run-store.ts';
import { aJournalRow, aRun } from '../builders/stored.ts';
import { openFreshHistory } from './support.ts';

// What a store of runs does is defined in test/contract/stores/runs.ts; this is how this one uses the database.

test('the journal waits for the disk where asked to, and only there', async () => {
  const db = await openFreshHistory();
  const asked: (string | undefined)[] = [];
  const watched = new Proxy(db, {
    get(target, key) {
      if (key !== 'transaction') return Reflect.get(target, key) as unknown;
      return (stores: 'journal', mode: 'readwrite', options?: IDBTransactionOptions) => {
        asked.push(options?.durability);
        return target.transaction(stores, mode, options);
      };
    },
  });
  const store = createRunStore(watched);
  await store.putRow(aJournalRow('r', 0));
  await store.putRow(aJournalRow('r', 0), 'strict');
  await store.open(aRun('r', 1), [], []);

  expect(asked).toEqual(['relaxed', 'strict', 'strict']);
});

import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { openHistory } from '../../src/history/open.ts';

test('a page of an earlier version that will not let go is said as `storage-blocked`', async () => {
  globalThis.indexedDB = new IDBFactory();
  const earlier = await openDB('held', 1, { upgrade: (db) => void db.createObjectStore('runs') });

  await expect(openHistory('held')).rejects.toMatchObject({ code: 'storage-blocked' });
  earlier.close();
});

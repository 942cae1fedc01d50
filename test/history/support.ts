import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type HistoryDb, openHistory } from '../../src/history/open.ts';

/** A database nobody has used yet, in a factory of its own. */
export async function openFreshHistory(): Promise<HistoryDb> {
  globalThis.indexedDB = new IDBFactory();
  return openHistory();
}

/** Every value in every store of the database as one text, to look for what must not be there. */
export async function dumpOf(db: HistoryDb): Promise<string> {
  const parts: string[] = [];
  for (const name of db.objectStoreNames) {
    for (const value of await db.getAll(name)) parts.push(JSON.stringify(value, readable));
  }
  return parts.join('\n');
}

/** Bytes as text too, so that a plaintext stored as bytes is found. */
function readable(_key: string, value: unknown): unknown {
  if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
  if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
  return value;
}

import pLimit, { type LimitFunction } from 'p-limit';
import { type HistoryDb, stored } from './open.ts';

/** The one record that holds the settings; whoever reads it parses it. */
export interface SettingsRecord {
  /** Undefined before anything was saved. */
  read(): Promise<unknown>;
  write(settings: object): Promise<void>;
  /** Runs the change while nobody else is alone with the record. */
  alone<T>(change: () => Promise<T>): Promise<T>;
}

/** The worker is the only one that changes them, over one connection. */
const turns = new WeakMap<HistoryDb, LimitFunction>();

export function createSettingsRecord(db: HistoryDb): SettingsRecord {
  const turn = turns.get(db) ?? pLimit(1);
  turns.set(db, turn);
  return {
    alone: (change) => turn(change),
    read: () => stored('settings.read', () => db.get('settings', 'current')),
    write: (settings) =>
      stored('settings.write', async () => {
        await db.put('settings', settings, 'current');
      }),
  };
}

/** What an earlier version of the extension left outside the database. */
export interface LeftSettings {
  read(): Promise<unknown>;
  clear(): Promise<void>;
}

/**
 * Takes over, once in the life of a database, the settings an earlier version kept elsewhere, and clears that place.
 * Effects: may be broken off anywhere and is gone on with at the next call; what was taken over is not taken again.
 */
export async function takeOverSettings(db: HistoryDb, left: LeftSettings): Promise<void> {
  await stored('settings.takeOver', async () => {
    if (!(await db.get('settings', 'take-over'))) return;
    const settings = await left.read();
    const tx = db.transaction('settings', 'readwrite');
    // One transaction: of two that come at once, the first wins.
    if (settings !== undefined && (await tx.store.getKey('current')) === undefined) {
      await tx.store.put(settings, 'current');
    }
    await tx.done;
    await left.clear();
    await db.delete('settings', 'take-over');
  });
}

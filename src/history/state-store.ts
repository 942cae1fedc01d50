import type { HistoryDb } from './open.ts';
import { allOrNothing, stored } from './open.ts';
import type { NamedState } from '../domain/state.ts';

/** Small named records: what is going on, what was last seen. */
export interface StateStore {
  get<K extends keyof NamedState>(name: K): Promise<NamedState[K] | undefined>;
  set<K extends keyof NamedState>(name: K, value: NamedState[K]): Promise<void>;
  /** Puts what `how` makes of the record in its place, in one transaction. */
  change<K extends keyof NamedState>(
    name: K,
    how: (present: NamedState[K] | undefined) => NamedState[K],
  ): Promise<void>;
  clear(name: keyof NamedState): Promise<void>;
}

export function createStateStore(db: HistoryDb): StateStore {
  return {
    get: <K extends keyof NamedState>(name: K) =>
      // The key decides the type of the record; the schema type can only say "one of them".
      stored('state.get', () => db.get('state', name)) as Promise<NamedState[K] | undefined>,
    set: (name, value) =>
      stored('state.set', async () => {
        await db.put('state', value, name);
      }),
    change: (name, how) =>
      stored('state.change', async () => {
        const tx = db.transaction('state', 'readwrite');
        await allOrNothing(tx, async () => {
          await tx.store.put(how((await tx.store.get(name)) as Parameters<typeof how>[0]), name);
        });
      }),
    clear: (name) => stored('state.clear', () => db.delete('state', name)),
  };
}

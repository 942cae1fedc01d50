import { allOrNothing, type HistoryDb, stored } from './open.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { CompanyPair } from '../domain/ids.ts';

/** Every change of settings: what, when, before and after (never of a secret), by whom. */
export interface AuditStore {
  add(entries: readonly AuditEntry[]): Promise<void>;
  /** Newest first. `of`: leaves out what speaks of people of other companies than this pair. */
  list(limit: number, of?: { readonly pair: CompanyPair | undefined }): Promise<readonly AuditEntry[]>;
}

export function createAuditStore(db: HistoryDb): AuditStore {
  return {
    add: (entries) =>
      stored('audit.add', async () => {
        const tx = db.transaction('audit', 'readwrite');
        await allOrNothing(tx, async () => {
          for (const entry of entries) await tx.store.add(entry);
        });
      }),
    list: (limit, of) =>
      stored('audit.list', async () => {
        const entries: AuditEntry[] = [];
        let cursor = await db.transaction('audit').store.openCursor(null, 'prev');
        while (cursor && entries.length < limit) {
          const { pair } = cursor.value;
          if (of === undefined || pair === undefined || pair === of.pair) entries.push(cursor.value);
          cursor = await cursor.continue();
        }
        return entries;
      }),
  };
}

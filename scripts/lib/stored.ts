import { databaseName } from '../../src/history/schema.ts';
import type { PageWords } from './page-words.ts';

/** Reads records of the extension's database from one of its own pages: what the product stored, not what it shows. */
export async function readStored(page: PageWords, store: string): Promise<unknown[]> {
  return page.evaluate(
    ({ name, store: storeName }) =>
      new Promise<unknown[]>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(new Error('the database does not open'));
        request.onsuccess = () => {
          const db = request.result;
          const all = db.transaction(storeName).objectStore(storeName).getAll();
          all.onerror = () => reject(new Error(`${storeName} cannot be read`));
          all.onsuccess = () => {
            resolve(all.result as unknown[]);
            db.close();
          };
        };
      }),
    { name: databaseName, store },
  );
}

export interface StoredRecord {
  readonly value: unknown;
  /** Where the store's records do not carry their own. */
  readonly key?: string;
}

/** Puts records into the extension's database, as if the product had stored them. `instead`: of all that is there. */
export async function putStored(
  page: PageWords,
  store: string,
  records: readonly StoredRecord[],
  instead?: 'instead',
): Promise<void> {
  await page.evaluate(
    ({ name, store: storeName, records: all, clear }) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(new Error('the database does not open'));
        request.onsuccess = () => {
          const db = request.result;
          const done = db.transaction(storeName, 'readwrite');
          if (clear) done.objectStore(storeName).clear();
          for (const { key, value } of all) done.objectStore(storeName).put(value, key);
          done.onabort = () => reject(new Error(`${storeName} cannot be written`));
          done.oncomplete = () => {
            resolve();
            db.close();
          };
        };
      }),
    { name: databaseName, store, records: [...records], clear: instead !== undefined },
  );
}

interface StoredPlan {
  readonly counts: Readonly<Record<string, number>>;
  readonly guards: readonly { readonly id: string; readonly effect: string }[];
  readonly heldBack: number;
}

interface StoredRow {
  readonly kind: string;
  readonly selected: boolean;
}

export interface PlanFacts extends StoredPlan {
  /** Selected rows by kind. */
  readonly selected: Readonly<Record<string, number>>;
}

/** The current plan: its counts, guards, and what is selected. */
export async function readPlan(page: PageWords): Promise<PlanFacts> {
  const [plan] = (await readStored(page, 'plans')) as StoredPlan[];
  if (!plan) throw new Error('there is no saved plan');
  const pages = (await readStored(page, 'pages')) as { readonly changes: readonly StoredRow[] }[];
  const selected: Record<string, number> = {};
  for (const row of pages.flatMap((each) => each.changes)) {
    if (row.selected) selected[row.kind] = (selected[row.kind] ?? 0) + 1;
  }
  return { counts: plan.counts, guards: plan.guards, heldBack: plan.heldBack, selected };
}

export interface RunFacts {
  readonly state: string;
  readonly trigger: string;
  readonly startedAtMs: number;
  readonly counts: {
    readonly confirmed: number;
    readonly failed: number;
    readonly skipped: number;
    readonly unknown: number;
  };
  readonly cause?: { readonly code: string };
}

/** The runs in history, newest first. */
export async function readRuns(page: PageWords): Promise<RunFacts[]> {
  const runs = (await readStored(page, 'runs')) as RunFacts[];
  return runs.toSorted((a, b) => b.startedAtMs - a.startedAtMs);
}

export async function readLastRun(page: PageWords): Promise<RunFacts | undefined> {
  return (await readRuns(page))[0];
}

/** When automatic imports were tried and are due; undefined before the first. */
export async function readSchedule(page: PageWords): Promise<{ readonly lastAttemptMs?: number } | undefined> {
  const records = (await readStored(page, 'state')) as { lastAttemptMs?: number; nextDueMs?: number }[];
  return records.find((record) => 'lastAttemptMs' in record || 'nextDueMs' in record);
}

import type { Run, RunPerson } from '../domain/run.ts';
import type { PlanHeader } from '../domain/plan.ts';
import { AppError } from '../shared/app-error.ts';
import type { RunId } from '../domain/ids.ts';
import { allOrNothing, type HistoryDb, stored } from './open.ts';
import { isSamePlan } from './plan-store.ts';
import type { JournalRow } from '../domain/journal.ts';

/** Runs, their people and their journal. */
export interface RunStore {
  /**
   * Opens a run: header, people and every operation as `pending`, in one transaction, in which it also takes the plan it
   * imports. Errors: `plan-changed`, and nothing is stored, when that plan is no longer there as it was.
   */
  open(run: Run, people: readonly RunPerson[], journal: readonly JournalRow[], taking?: PlanHeader): Promise<void>;
  get(id: RunId): Promise<Run | undefined>;
  put(run: Run): Promise<void>;
  /** The run that is `running`, its worker alive or dead. */
  openRun(): Promise<Run | undefined>;
  list(limit: number, beforeMs?: number): Promise<readonly Run[]>;
  people(id: RunId, offset?: number, limit?: number): Promise<readonly RunPerson[]>;
  putPeople(people: readonly RunPerson[]): Promise<void>;
  /** What every run did to one person, newest first. */
  timeline(changeKey: string, limit: number): Promise<readonly { readonly run: Run; readonly person: RunPerson }[]>;
  journal(id: RunId): Promise<readonly JournalRow[]>;
  /**
   * Writes a journal row. `strict` waits until the disk has it: used before what must not happen twice
   * (creations, mails).
   */
  putRow(row: JournalRow, durability?: 'strict' | 'relaxed'): Promise<void>;
  /**
   * Drops what history need not keep: runs started before the instant (epoch ms), and all but the newest `keep`, each
   * with people and journal. An open run always stays. The number of runs dropped.
   */
  prune(limits: { readonly beforeMs: number; readonly keep: number }): Promise<number>;
}

export function createRunStore(db: HistoryDb): RunStore {
  return {
    open: (run, people, journal, taking) =>
      stored('run.open', async () => {
        const tx = db.transaction(['plans', 'runs', 'people', 'journal'], 'readwrite', { durability: 'strict' });
        await allOrNothing(tx, async () => {
          if (taking) {
            const present = await tx.objectStore('plans').get(taking.id);
            if (!isSamePlan(present, taking)) throw new AppError('plan-changed');
            await tx.objectStore('plans').put({ ...taking, runId: run.id });
          }
          await Promise.all([
            tx.objectStore('runs').put(run),
            ...people.map(async (person) => tx.objectStore('people').put(person)),
            ...journal.map(async (row) => tx.objectStore('journal').put(row)),
          ]);
        });
      }),
    get: (id) => stored('run.get', () => db.get('runs', id)),
    put: (run) =>
      stored('run.put', async () => {
        await db.put('runs', run);
      }),
    openRun: () => stored('run.openRun', () => db.getFromIndex('runs', 'by-state', 'running')),
    list: (limit, beforeMs) => stored('run.list', () => listRuns(db, limit, beforeMs)),
    people: (id, offset = 0, limit = Number.MAX_SAFE_INTEGER) =>
      stored('run.people', () => db.getAll('people', rowsOf(id, offset), capped(limit))),
    putPeople: (people) =>
      stored('run.putPeople', async () => {
        const tx = db.transaction('people', 'readwrite');
        await allOrNothing(tx, () => Promise.all(people.map(async (person) => tx.store.put(person))));
      }),
    timeline: (changeKey, limit) =>
      stored('run.timeline', async () => {
        const tx = db.transaction(['people', 'runs']);
        const people = await tx.objectStore('people').index('by-person').getAll(changeKey);
        const runs = await Promise.all(people.map((person) => tx.objectStore('runs').get(person.runId)));
        return people
          .flatMap((person, index) => {
            const run = runs[index];
            return run ? [{ run, person }] : [];
          })
          .toSorted((one, other) => other.run.startedAtMs - one.run.startedAtMs)
          .slice(0, limit);
      }),
    journal: (id) => stored('run.journal', () => db.getAll('journal', rowsOf(id))),
    putRow: (row, durability = 'relaxed') =>
      stored('run.putRow', async () => {
        const tx = db.transaction('journal', 'readwrite', { durability });
        await tx.store.put(row);
        await tx.done;
      }),
    prune: ({ beforeMs, keep }) =>
      stored('run.prune', async () => {
        const tx = db.transaction(['runs', 'people', 'journal'], 'readwrite');
        let dropped = 0;
        await allOrNothing(tx, async () => {
          let kept = 0;
          let cursor = await tx.objectStore('runs').index('by-start').openCursor(null, 'prev');
          while (cursor) {
            const { id, state, startedAtMs } = cursor.value;
            if (state === 'running' || (kept < keep && startedAtMs >= beforeMs)) kept += 1;
            else {
              await cursor.delete();
              await tx.objectStore('people').delete(rowsOf(id));
              await tx.objectStore('journal').delete(rowsOf(id));
              dropped += 1;
            }
            cursor = await cursor.continue();
          }
        });
        return dropped;
      }),
  };
}

async function listRuns(db: HistoryDb, limit: number, beforeMs: number | undefined): Promise<readonly Run[]> {
  const range = beforeMs === undefined ? null : IDBKeyRange.upperBound(beforeMs, true);
  const runs: Run[] = [];
  let cursor = await db.transaction('runs').store.index('by-start').openCursor(range, 'prev');
  while (cursor && runs.length < limit) {
    runs.push(cursor.value);
    cursor = await cursor.continue();
  }
  return runs;
}

/** Keys of a run's people or operations. */
function rowsOf(id: RunId, from = 0): IDBKeyRange {
  return IDBKeyRange.bound([id, from], [id, Number.POSITIVE_INFINITY]);
}

/** IndexedDB takes an unsigned 32-bit count; 0 would mean "all". */
function capped(limit: number): number {
  return Math.min(limit, 0xffff_ffff);
}

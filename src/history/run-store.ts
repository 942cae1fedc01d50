import type { Run, RunPerson } from '../domain/run.ts';
import type { PlanHeader } from '../domain/plan.ts';
import { AppError } from '../shared/app-error.ts';
import type { CompanyPair, RunId } from '../domain/ids.ts';
import { allOrNothing, type HistoryDb, stored } from './open.ts';
import { keepNewest, type Limits } from './keep-newest.ts';
import { isSamePlan } from './same-plan.ts';
import type { JournalRow } from '../domain/journal.ts';
import type { StoredPerson } from './schema.ts';

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
  /** Runs of every company, newest first. */
  list(limit: number, beforeMs?: number): Promise<readonly Run[]>;
  /** Runs of one company pair, newest first, started before the instant (epoch ms; default: all). */
  listOf(pair: CompanyPair, limit: number, beforeMs?: number): Promise<readonly Run[]>;
  /** How many runs are not of the pair; without one, how many there are. */
  countOthers(pair: CompanyPair | undefined): Promise<number>;
  people(id: RunId, offset?: number, limit?: number): Promise<readonly RunPerson[]>;
  /** People of runs that are stored. */
  putPeople(people: readonly RunPerson[]): Promise<void>;
  /** What every run of the pair did to one person, newest first. */
  timeline(pair: CompanyPair, changeKey: string, limit: number): Promise<Timeline>;
  journal(id: RunId): Promise<readonly JournalRow[]>;
  /**
   * Writes a journal row. `strict` waits until the disk has it: used before what must not happen twice
   * (creations, mails).
   */
  putRow(row: JournalRow, durability?: 'strict' | 'relaxed'): Promise<void>;
  /**
   * Drops what history need not keep: runs started before the instant (epoch ms), and all but the newest `keep` of each
   * company pair, each with people and journal. An open run always stays. The number of runs dropped.
   */
  prune(limits: Limits): Promise<number>;
}

type Timeline = readonly { readonly run: Run; readonly person: RunPerson }[];

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
            ...people.map(async (person) => tx.objectStore('people').put({ ...person, pair: run.pair })),
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
    list: (limit, beforeMs) =>
      stored('run.list', () =>
        firstRuns(
          db
            .transaction('runs')
            .store.index('by-start')
            .openCursor(beforeMs === undefined ? null : IDBKeyRange.upperBound(beforeMs, true), 'prev'),
          limit,
        ),
      ),
    listOf: (pair, limit, beforeMs) =>
      stored('run.listOf', () =>
        firstRuns(db.transaction('runs').store.index('by-pair').openCursor(runsOf(pair, beforeMs), 'prev'), limit),
      ),
    countOthers: (pair) =>
      stored('run.countOthers', async () => {
        const runs = db.transaction('runs').store;
        const own = pair === undefined ? 0 : runs.index('by-pair').count(runsOf(pair));
        return (await runs.count()) - (await own);
      }),
    people: (id, offset = 0, limit = Number.MAX_SAFE_INTEGER) =>
      stored('run.people', async () => (await db.getAll('people', rowsOf(id, offset), capped(limit))).map(withoutPair)),
    putPeople: (people) =>
      stored('run.putPeople', async () => {
        const tx = db.transaction(['runs', 'people'], 'readwrite');
        await allOrNothing(tx, async () => {
          const ids = [...new Set(people.map((person) => person.runId))];
          const runs = await Promise.all(ids.map((id) => tx.objectStore('runs').get(id)));
          const pairOf = new Map(runs.flatMap((run) => (run ? [[run.id, run.pair] as const] : [])));
          const rows = people.flatMap((person): StoredPerson[] => {
            const pair = pairOf.get(person.runId);
            return pair === undefined ? [] : [{ ...person, pair }];
          });
          await Promise.all(rows.map(async (row) => tx.objectStore('people').put(row)));
        });
      }),
    timeline: (pair, changeKey, limit) =>
      stored('run.timeline', async () => {
        const tx = db.transaction(['people', 'runs']);
        const people = await tx.objectStore('people').index('by-person').getAll([pair, changeKey]);
        const runs = await Promise.all(people.map((person) => tx.objectStore('runs').get(person.runId)));
        return people
          .flatMap((person, index) => {
            const run = runs[index];
            return run ? [{ run, person: withoutPair(person) }] : [];
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
    prune: (limits) =>
      stored('run.prune', async () => {
        const tx = db.transaction(['runs', 'people', 'journal'], 'readwrite');
        let dropped = 0;
        await allOrNothing(tx, async () => {
          const isKept = keepNewest(limits);
          let cursor = await tx.objectStore('runs').index('by-start').openCursor(null, 'prev');
          while (cursor) {
            if (!isKept(cursor.value)) {
              await cursor.delete();
              await tx.objectStore('people').delete(rowsOf(cursor.value.id));
              await tx.objectStore('journal').delete(rowsOf(cursor.value.id));
              dropped += 1;
            }
            cursor = await cursor.continue();
          }
        });
        return dropped;
      }),
  };
}

async function firstRuns(first: Promise<RunCursor | null>, limit: number): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (let cursor = await first; cursor && runs.length < limit; cursor = await cursor.continue())
    runs.push(cursor.value);
  return runs;
}

interface RunCursor {
  readonly value: Run;
  continue(): Promise<RunCursor | null>;
}

function withoutPair(stored: StoredPerson): RunPerson {
  const { pair: _pair, ...person } = stored;
  return person;
}

/** Index keys of a pair's runs, or of those started before the instant (epoch ms). */
function runsOf(pair: CompanyPair, beforeMs = Number.POSITIVE_INFINITY): IDBKeyRange {
  return IDBKeyRange.bound([pair, Number.NEGATIVE_INFINITY], [pair, beforeMs], false, true);
}

/** Keys of a run's people or operations. */
function rowsOf(id: RunId, from = 0): IDBKeyRange {
  return IDBKeyRange.bound([id, from], [id, Number.POSITIVE_INFINITY]);
}

/** IndexedDB takes an unsigned 32-bit count; 0 would mean "all". */
function capped(limit: number): number {
  return Math.min(limit, 0xffff_ffff);
}

import type { Uninformed } from '../../domain/pair-state.ts';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Run, RunPerson } from '../../domain/run.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import type { RunId } from '../../domain/ids.ts';
import { changedFields } from '../../sync/compare/changed-fields.ts';
import type { FieldName } from '../../domain/fields.ts';
import { fold, matchesWords } from '../format/fold.ts';
import type { UiPort } from '../shell/port.ts';
import { sortByOutcome } from '../preview/import/import-problems.ts';
import { createOpenRows, type OpenRows } from '../preview/open-rows.ts';
import { createTask } from '../shell/task.ts';

/** A person of a run without the values of the fields, which are read when opened. */
export interface RunRow extends Omit<RunPerson, 'fields'> {
  /** Fields that were to be written. */
  readonly changed: readonly FieldName[];
  readonly search: string;
}

export interface HistoryModel {
  /** Undefined until first read. */
  readonly runs: ReadonlySignal<readonly Run[] | undefined>;
  readonly hasMore: ReadonlySignal<boolean>;
  /** How many runs belong to other companies; they are not listed. */
  readonly others: ReadonlySignal<number>;
  readonly error: ReadonlySignal<ErrorData | undefined>;
  readonly openRun: ReadonlySignal<Run | undefined>;
  /** The run whose button gets the focus back when the list returns. */
  readonly lastOpened: ReadonlySignal<RunId | undefined>;
  /** People of the opened run, problems first; undefined while they are read. */
  readonly people: ReadonlySignal<readonly RunRow[] | undefined>;
  /** People who got an account, or got it back, without a mail of ours. */
  readonly uninformed: ReadonlySignal<readonly Uninformed[]>;
  readonly query: ReadonlySignal<string>;
  readonly openRows: OpenRows;
  load(): Promise<void>;
  loadMore(): Promise<void>;
  open(id: RunId): Promise<void>;
  close(): void;
  /** As `close`, and no run counts as the last one opened. */
  forget(): void;
  setQuery(query: string): void;
  details(row: RunRow): Promise<RunPerson | undefined>;
  dispose(): void;
}

export const runsPerPage = 30;
const peoplePage = 200;

/** Past runs of the connected company, newest first, and the people of the one that is opened. */
export function createHistoryModel(port: UiPort): HistoryModel {
  const runs = signal<readonly Run[] | undefined>(undefined);
  const hasMore = signal(false);
  const others = signal(0);
  const openRun = signal<Run | undefined>(undefined);
  const lastOpened = signal<RunId | undefined>(undefined);
  const allPeople = signal<readonly RunRow[] | undefined>(undefined);
  const uninformed = signal<readonly Uninformed[]>([]);
  const query = signal('');
  const openRows = createOpenRows();
  const task = createTask();
  let turn = 0;

  const load = async () => {
    const wanted = Math.max(runsPerPage, runs.peek()?.length ?? 0);
    await task.run(async () => {
      const read = await port.history.runs(wanted + 1);
      runs.value = read.slice(0, wanted);
      hasMore.value = read.length > wanted;
      others.value = await port.history.otherRuns();
      const pair = (await port.history.state('connection'))?.pair;
      uninformed.value = pair === undefined ? [] : await port.history.uninformed(pair);
    });
  };

  const loadPeople = async (run: Run) => {
    turn += 1;
    const mine = turn;
    await task.run(async () => {
      const rows = await readPeople(port, run.id, () => mine === turn);
      if (mine === turn) allPeople.value = sortByOutcome(rows);
    });
  };

  const open = async (id: RunId) => {
    const run = runs.peek()?.find((one) => one.id === id) ?? (await port.history.run(id).catch(() => undefined));
    if (run === undefined) return;
    openRun.value = run;
    lastOpened.value = id;
    allPeople.value = undefined;
    openRows.set([]);
    query.value = '';
    await loadPeople(run);
  };

  const close = () => {
    turn += 1;
    openRun.value = undefined;
    allPeople.value = undefined;
  };

  const refreshOpen = async () => {
    const before = openRun.peek();
    if (before === undefined) return;
    const run = await port.history.run(before.id).catch(() => before);
    if (openRun.peek()?.id !== before.id) return;
    // It is another company's by now, or history did not keep it.
    if (run === undefined) return close();
    openRun.value = run;
    await loadPeople(run);
  };

  const undo = port.onChange((topic) => {
    // A preview or a saved address can lead to another company.
    if (topic === 'runs' || topic === 'plan' || topic === 'settings') void load();
    if (topic === 'runs' || topic === 'settings') void refreshOpen();
  });

  return {
    runs,
    hasMore,
    others,
    error: task.error,
    openRun,
    lastOpened,
    people: computed(() => {
      const folded = fold(query.value);
      const rows = allPeople.value;
      return folded === '' ? rows : rows?.filter((row) => matchesWords(row.search, folded));
    }),
    uninformed,
    query,
    openRows,
    load,
    async loadMore() {
      const known = runs.peek() ?? [];
      const last = known.at(-1);
      if (last === undefined) return;
      await task.run(async () => {
        const older = await port.history.runs(runsPerPage + 1, last.startedAtMs);
        runs.value = [...known, ...older.slice(0, runsPerPage)];
        hasMore.value = older.length > runsPerPage;
      });
    },
    open,
    close,
    forget() {
      close();
      lastOpened.value = undefined;
    },
    setQuery(value) {
      query.value = value;
    },
    async details(row) {
      const [person] = await port.history.runPeople(row.runId, row.index, 1);
      return person;
    },
    dispose() {
      turn += 1;
      undo();
    },
  };
}

async function readPeople(port: UiPort, id: RunId, wanted: () => boolean): Promise<readonly RunRow[]> {
  const rows: RunRow[] = [];
  for (let offset = 0; wanted(); offset += peoplePage) {
    const people = await port.history.runPeople(id, offset, peoplePage);
    for (const { fields, ...person } of people) {
      rows.push({ ...person, changed: changedFields(fields), search: fold(person.name) });
    }
    if (people.length < peoplePage) break;
  }
  return rows;
}

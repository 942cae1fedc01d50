import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Run } from '../../domain/run.ts';
import { personText } from '../format/person-text.ts';
import { hasWords, spellings, wordsOf } from '../health/person-words.ts';
import { laterModel } from '../shell/later-model.ts';
import type { UiPort } from '../shell/port.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { isFiltering, noFilter, passes, type RunFilter } from './run-filter.ts';

export interface RunFilterModel {
  readonly filter: ReadonlySignal<RunFilter>;
  readonly active: ReadonlySignal<boolean>;
  /** All runs that pass, also those the list has not shown yet; undefined while nothing is filtered. */
  readonly found: ReadonlySignal<readonly Run[] | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  change(part: Partial<RunFilter>): void;
  clear(): void;
}

const runPage = 200;
const peoplePage = 200;

/** The filter of the list of runs: a filter speaks of the whole history, not of what is loaded. */
export const runFilterOf = laterModel((ui: UiModel): RunFilterModel & { dispose(): void } => {
  const filter = signal<RunFilter>(noFilter);
  const found = signal<readonly Run[] | undefined>(undefined);
  const task = createTask();
  let turn = 0;
  const look = (wanted: RunFilter) => {
    turn += 1;
    const mine = turn;
    if (!isFiltering(wanted)) {
      found.value = undefined;
      return;
    }
    void task.run(async () => {
      await search(
        ui.port,
        wanted,
        () => mine === turn,
        (runs) => {
          found.value = runs;
        },
      );
    });
  };
  const stop = effect(() => {
    // Read anew when a run comes in.
    void ui.history.runs.value;
    const wanted = filter.value;
    // Looking changes what it reads itself.
    untracked(() => look(wanted));
  });
  return {
    filter,
    active: computed(() => isFiltering(filter.value)),
    found,
    busy: task.busy,
    change(part) {
      filter.value = { ...filter.peek(), ...part };
    },
    clear() {
      filter.value = noFilter;
    },
    dispose() {
      turn += 1;
      stop();
    },
  };
});

/** Goes through the whole history, newest first, and tells what passes page by page. */
async function search(
  port: UiPort,
  filter: RunFilter,
  wanted: () => boolean,
  tell: (runs: readonly Run[]) => void,
): Promise<void> {
  const words = wordsOf(filter.person);
  const passed: Run[] = [];
  let beforeMs: number | undefined;
  while (wanted()) {
    const page = await port.history.runs(runPage, beforeMs);
    for (const run of page) {
      if (!passes(run, filter)) continue;
      if (words.length > 0 && !(await touched(port, run, words, wanted))) continue;
      passed.push(run);
    }
    if (wanted()) tell([...passed]);
    beforeMs = page.at(-1)?.startedAtMs;
    if (page.length < runPage) return;
  }
}

async function touched(port: UiPort, run: Run, words: readonly string[], wanted: () => boolean): Promise<boolean> {
  for (let offset = 0; wanted(); offset += peoplePage) {
    const people = await port.history.runPeople(run.id, offset, peoplePage);
    if (people.some((person) => hasWords(spellings(personText(person)), words))) return true;
    if (people.length < peoplePage) return false;
  }
  return false;
}

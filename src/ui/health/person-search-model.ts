import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PlanRow } from '../preview/plan-row.ts';
import { laterModel } from '../shell/later-model.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { hasWords, spellings, wordsOf } from './person-words.ts';

interface PersonSearchModel {
  readonly query: ReadonlySignal<string>;
  /** People the query finds, the likeliest first; undefined while nothing is asked. */
  readonly answers: ReadonlySignal<readonly PlanRow[] | undefined>;
  setQuery(query: string): void;
}

/** Whom "Why is this person not updating?" is asked about. */
export const personSearchOf = laterModel(({ plan }: UiModel): PersonSearchModel & { dispose(): void } => {
  const query = signal('');
  const people = computed(() => (plan.rows.value ?? []).map(toPerson));
  return {
    query,
    answers: computed(() => {
      const [words, all] = [wordsOf(query.value), people.value];
      return words.length === 0 ? undefined : inOrder(all, words);
    }),
    setQuery(value) {
      query.value = value;
    },
    dispose: () => undefined,
  };
});

/** An ID or address as it was typed is of one person; a whole name of few; parts of words of many. */
const ranks = ['exact', 'name', 'words', 'parts'] as const;

interface Person {
  readonly row: PlanRow;
  readonly spelled: string;
}

function toPerson(row: PlanRow): Person {
  return { row, spelled: spellings(row.words) };
}

function inOrder(people: readonly Person[], words: readonly string[]): readonly PlanRow[] {
  const found = people.filter(({ spelled }) => hasWords(spelled, words));
  const ranked = found.map((person) => ({ row: person.row, rank: ranks.indexOf(rankOf(person, words)) }));
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ row }) => row);
}

function rankOf({ row: { name }, spelled }: Person, words: readonly string[]): (typeof ranks)[number] {
  const whole = words.filter((word) => spelled.includes(` ${word} `));
  if (whole.some((word) => /[\d@]/u.test(word))) return 'exact';
  if (whole.length < words.length) return 'parts';
  return wordsOf(name).every((word) => words.includes(word)) ? 'name' : 'words';
}

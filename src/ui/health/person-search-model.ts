import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { matchesWords, wordsOf } from '../format/fold.ts';
import type { PlanRow } from '../preview/plan-row.ts';
import { laterModel } from '../shell/later-model.ts';
import type { UiModel } from '../shell/ui-model.ts';

export interface PersonSearchModel {
  readonly query: ReadonlySignal<string>;
  /** People the query finds, the likeliest first; undefined while nothing is asked. */
  readonly answers: ReadonlySignal<readonly PlanRow[] | undefined>;
  setQuery(query: string): void;
}

/** Whom "Why is this person not updating?" is asked about. */
export const personSearchOf = laterModel(({ plan }: UiModel): PersonSearchModel & { dispose(): void } => {
  const query = signal('');
  return {
    query,
    answers: computed(() => {
      const words = wordsOf(query.value);
      return words.length === 0 ? undefined : inOrder(plan.rows.value ?? [], words);
    }),
    setQuery(value) {
      query.value = value;
    },
    dispose: () => undefined,
  };
});

/** An ID or address as it was typed is of one person; a whole name of few; parts of words of many. */
const ranks = ['exact', 'name', 'words', 'parts'] as const;

function inOrder(rows: readonly PlanRow[], words: readonly string[]): readonly PlanRow[] {
  const found = rows.filter((row) => matchesWords(row.search, words));
  const ranked = found.map((row) => ({ row, rank: ranks.indexOf(rankOf(row, words)) }));
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ row }) => row);
}

function rankOf({ name, search }: PlanRow, words: readonly string[]): (typeof ranks)[number] {
  const whole = words.filter((word) => search.includes(` ${word} `));
  if (whole.some((word) => /[\d@]/u.test(word))) return 'exact';
  if (whole.length < words.length) return 'parts';
  return wordsOf(name).every((word) => words.includes(word)) ? 'name' : 'words';
}

import { formatLocale } from '../format/locale.ts';
import { text } from '../format/text.ts';

const words = {
  reviews: 'panel.word.reviews',
  objectives: 'panel.word.objectives',
  manager: 'panel.word.manager',
  reviewer: 'panel.word.reviewer',
  reviewee: 'panel.word.reviewee',
} as const;

export type Word = keyof typeof words;

/** A company's word for a thing where it has one ("PR host" for manager), else ours. */
export function wordFor(word: Word, vocabulary: Readonly<Record<string, string>>): string {
  return vocabulary[word] ?? text(words[word]);
}

export function capitalised(word: string): string {
  return word.charAt(0).toLocaleUpperCase(formatLocale()) + word.slice(1);
}

import type { Assessment, Review, ReviewCycle } from '../domain/review.ts';
import type { ReadDate } from './dates.ts';
import { appPaths, reviewWords } from './viewer-names.ts';
import { assessmentRow, type CycleRow, fittingRows, type ReviewRow } from './viewer-schemas.ts';

const mostText = 1_000;

/** Reviews with the cycle each belongs to, grouped; running cycles first, then the latest. */
export function toReviewCycles(
  rows: readonly { readonly review: ReviewRow; readonly cycle: CycleRow | undefined }[],
  readDate: ReadDate,
  siOrigin: string,
): ReviewCycle[] {
  const groups = new Map<string, ReviewCycle & { readonly reviews: Review[] }>();
  for (const { review, cycle } of rows) {
    const name = (cycle?.name ?? review.cycleName ?? '').slice(0, mostText);
    const key = String(cycle?.id ?? name);
    const from = dateOf(cycle?.underReviewFrom, readDate);
    const to = dateOf(cycle?.underReviewTo, readDate);
    const group = groups.get(key) ?? { name, from, to, current: false, reviews: [] };
    group.reviews.push(toReview(review, readDate, siOrigin));
    // Something can still be written: the cycle runs (`isComplete` says nothing, SI reference §6.1).
    groups.set(key, { ...group, current: group.current || review.isEditable === true });
  }
  return [...groups.values()].toSorted(
    (a, b) => Number(b.current) - Number(a.current) || (b.to ?? '').localeCompare(a.to ?? ''),
  );
}

function toReview(review: ReviewRow, readDate: ReadDate, siOrigin: string): Review {
  const role = oneOf(review.role, { reviewee: reviewWords.reviewee, reviewer: reviewWords.reviewer });
  return {
    id: String(review.id),
    // A list about a person that names no role is about the one who is reviewed.
    role: role ?? (review.role ? 'other' : 'reviewee'),
    ...(role === undefined && review.role ? { roleWord: readable(review.role) } : {}),
    assessments: (fittingRows(assessmentRow, review.assessments ?? []) ?? []).map((row): Assessment => {
      const kind = oneOf(row.type, { self: reviewWords.self, main: reviewWords.main });
      const author = row.author?.name ?? [row.author?.firstName, row.author?.lastName].filter(Boolean).join(' ');
      const state = stateOf(row);
      return {
        kind: kind ?? 'other',
        ...(kind === undefined && row.type ? { kindWord: readable(row.type) } : {}),
        ...(author ? { author: author.slice(0, mostText) } : {}),
        state,
        ...(state === 'other' && row.status ? { stateWord: readable(row.status) } : {}),
        sharedOn: dateOf(row.sharedDate, readDate),
        signedOn: dateOf(row.signDate, readDate),
      };
    }),
    url: siOrigin + appPaths.review(),
  };
}

function stateOf(row: {
  status?: string | null | undefined;
  sharedDate?: unknown;
  signDate?: unknown;
}): Assessment['state'] {
  const word = oneOf(row.status, {
    signed: reviewWords.signed,
    shared: reviewWords.shared,
    'not-shared': reviewWords.notShared,
  });
  if (word === 'signed' || row.signDate) return 'signed';
  if (word === 'shared' || row.sharedDate) return 'shared';
  return word ?? (row.status ? 'other' : 'not-shared');
}

function oneOf<K extends string>(
  word: string | null | undefined,
  table: Readonly<Record<K, readonly string[]>>,
): K | undefined {
  const upper = word?.toUpperCase();
  return (Object.keys(table) as K[]).find((key) => upper !== undefined && table[key].includes(upper));
}

/** `WAITING_FOR_APPROVAL` → "Waiting for approval". */
function readable(word: string): string {
  const text = word.replaceAll('_', ' ').trim().toLowerCase().slice(0, 60);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function dateOf(value: string | number | null | undefined, readDate: ReadDate): string | undefined {
  return value === null || value === undefined ? undefined : readDate(value);
}

import { describe, expect, it } from 'vitest';
import { dateReader } from '../../../src/si-api/dates.ts';
import { toObjectiveCycles } from '../../../src/si-api/viewer-objectives.ts';
import { toReviewCycles } from '../../../src/si-api/viewer-reviews.ts';
import { objectiveRow, fittingRows, reviewRow } from '../../../src/si-api/viewer-schemas.ts';

const readDate = dateReader('UTC');
const origin = 'https://acme.small-improvements.com';

function reviewsOf(...rows: object[]) {
  const parsed = fittingRows(reviewRow, rows) ?? [];
  return toReviewCycles(
    parsed.map((review) => ({ review, cycle: review.cycle ?? undefined })),
    readDate,
    origin,
  );
}

describe('reviews as they are shown', () => {
  const cycle = {
    id: 'c',
    name: 'Annual',
    underReviewFrom: '2025-01-01T00:00:00Z',
    underReviewTo: '2025-12-31T23:00:00Z',
  };

  it('take their state from the assessments, never from isComplete', () => {
    const [shown] = reviewsOf({
      id: 'r',
      isComplete: false,
      cycle,
      assessments: [
        { type: 'SELF_ASSESSMENT', status: 'SHARED', sharedDate: '2026-01-04T10:00:00.634Z', author: { name: 'Ada' } },
        { type: 'ASSESSMENT', status: 'SIGNED', sharedDate: '2026-01-05T10:00:00Z', signDate: '2026-01-06T10:00:00Z' },
        { type: 'ASSESSMENT', status: 'DRAFT', sharedDate: null },
        { type: 'PEER_REVIEW', status: 'WAITING_FOR_APPROVAL' },
        { type: 'ASSESSMENT', status: null, sharedDate: '2026-01-05T10:00:00Z' },
      ],
    });
    expect(shown).toMatchObject({ name: 'Annual', from: '2025-01-01', to: '2025-12-31' });
    expect(shown?.reviews[0]?.assessments.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'self shared',
      'main signed',
      'main not-shared',
      'other other',
      'main shared',
    ]);
    expect(shown?.reviews[0]?.assessments[3]).toMatchObject({
      kindWord: 'Peer review',
      stateWord: 'Waiting for approval',
    });
    expect(shown?.reviews[0]?.role).toBe('reviewee');
  });

  it('come by cycle: running first, then the latest', () => {
    const old = { ...cycle, id: 'o', name: 'Old', underReviewTo: '2024-12-31T23:00:00Z' };
    const running = { ...cycle, id: 'n', name: 'Now', underReviewTo: '2023-06-30T23:00:00Z' };
    const shown = reviewsOf(
      { id: '1', cycle: old },
      { id: '2', cycle },
      { id: '3', cycle: running, isEditable: true },
      { id: '4', cycle },
    );
    expect(shown.map(({ name, reviews }) => `${name} ${reviews.length}`)).toEqual(['Now 1', 'Annual 2', 'Old 1']);
  });

  it('leave out a row that makes no sense and keep the others', () => {
    expect(reviewsOf({ id: 'r', cycle }, { nothing: true }, { id: 's' }).flatMap((each) => each.reviews)).toHaveLength(
      2,
    );
    expect(fittingRows(reviewRow, { error: 'no list' })).toBeUndefined();
  });
});

describe('objectives as they are shown', () => {
  const row = {
    id: 'o',
    cycleId: 'c',
    cycleName: '2026',
    title: 'Ship it',
    due: Date.UTC(2026, 11, 31),
    createdAt: Date.UTC(2026, 0, 5),
    completionPercentage: 0,
  };
  const shownOf = (...rows: object[]) =>
    toObjectiveCycles(fittingRows(objectiveRow, rows) ?? [], readDate, origin, '2026-11-22');

  it('show a percentage only where it says something', () => {
    const percents = [
      { status: { status: 0 }, completionPercentage: 0 },
      { status: { status: 1 }, completionPercentage: 45 },
      { status: { status: 100 }, completionPercentage: 0 },
      { status: { status: 100 }, completionPercentage: 100 },
      { status: { status: 1 }, completionPercentage: 250 },
    ];
    const [cycle] = shownOf(...percents.map((each, index) => ({ ...row, ...each, id: `o${index}` })));
    expect(cycle?.objectives.map((each) => each.progress)).toEqual([undefined, 45, undefined, undefined, undefined]);
  });

  it('are overdue only while they are open', () => {
    const due = Date.UTC(2026, 5, 30);
    const [cycle] = shownOf(
      { ...row, due, status: { status: 1 } },
      { ...row, id: 'p', due, status: { status: 100 } },
      { ...row, id: 'q', due: null },
    );
    expect(cycle?.objectives.map((each) => each.overdue)).toEqual([true, false, false]);
  });

  it('come by cycle: the running one, what lies ahead, then the past', () => {
    const of = (name: string, from: number, to: number) => ({
      ...row,
      id: name,
      cycleId: name,
      cycleName: name,
      createdAt: from,
      due: to,
    });
    const shown = shownOf(
      of('2024', Date.UTC(2024, 0, 1), Date.UTC(2024, 11, 31)),
      of('2027', Date.UTC(2027, 0, 1), Date.UTC(2027, 11, 31)),
      of('2026', Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31)),
      of('2025', Date.UTC(2025, 0, 1), Date.UTC(2025, 11, 31)),
    );
    expect(shown.map(({ name, current }) => `${name} ${current}`)).toEqual([
      '2026 true',
      '2027 false',
      '2025 false',
      '2024 false',
    ]);
  });

  it.each([
    // A single objective, due in March: corrections §13.
    ['2026', true],
    ['Goals 2026', true],
    ['Goals', true],
    ['Q4 2026', true],
    ['2025/26', true],
    ['2026-2027', true],
    ['2025', false],
    ['2024/25', false],
    ['Q1 2026', false],
    ['H1 2026', false],
  ])('of the cycle "%s", all due in March, are current in November: %s', (cycleName, current) => {
    const [cycle] = shownOf({ ...row, cycleName, due: Date.UTC(2026, 2, 3) });
    expect(cycle?.current).toBe(current);
  });

  it('of a cycle that says no year are past once another has taken its place', () => {
    const shown = shownOf(
      { ...row, cycleId: 'a', cycleName: 'Spring', due: Date.UTC(2026, 2, 3) },
      { ...row, id: 'p', cycleId: 'b', cycleName: 'Autumn', createdAt: Date.UTC(2026, 8, 1) },
    );
    expect(shown.map(({ name, current }) => `${name} ${current}`)).toEqual(['Autumn true', 'Spring false']);
  });

  it('lead to their own page with ids encoded', () => {
    const [cycle] = shownOf({ ...row, id: 'a/b?c', cycleId: '../x' });
    expect(cycle?.objectives[0]?.url).toBe(`${origin}/app/objectives/..%2Fx/a%2Fb%3Fc`);
  });
});

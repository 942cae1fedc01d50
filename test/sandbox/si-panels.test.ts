import { describe, expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();

function tokenUserId(name: string): string {
  return h.sandbox.state.si.tokens.find((token) => token.name === name)?.userId ?? '';
}

async function about(userId: string, token: string): Promise<Row[]> {
  return (await h.siJson(`reviews/mini/relevant-for-user?userId=${encodeURIComponent(userId)}`, { token })) as Row[];
}

describe('reviews', () => {
  it('answers the captured shape of yourReviews, ISO dates with and without milliseconds', async () => {
    const cycles = (await h.siJson('review/yourReviews', { token: 'employee' })) as Array<
      Row & { cycle: Row & { timeline: Row }; reviews: Array<Row & { assessments: Row[] }> }
    >;
    expect(cycles).toHaveLength(2);
    for (const entry of cycles) {
      expect(entry['id']).toBe(entry.cycle['id']);
      expect(entry.cycle.timeline).toMatchObject({ reviewerShareFrom: null, managerRatingsLockBy: null });
      for (const review of entry.reviews) {
        expect(review).toMatchObject({ role: 'REVIEWEE', isComplete: false });
        expect(review.assessments.map((row) => row['id'])).toContain(`${String(review['id'])}:self-assessment`);
      }
    }
    const states = cycles.flatMap((entry) =>
      entry.reviews.flatMap((review) => review.assessments.map((row) => row['status'])),
    );
    expect(states).toContain('SHARED');
    const text = JSON.stringify(cycles);
    expect(text).toMatch(/T\d\d:\d\d:\d\dZ/);
    expect(text).toMatch(/\.\d{3}Z/);
  });

  it('shows own reviews and those of people below; others not, quietly or with 403', async () => {
    const boss = tokenUserId('manager');
    const below = h.sandbox.state.si.users.find(
      (user) => user.managerId === boss && h.sandbox.state.si.reviews.some((review) => review.revieweeId === user.id),
    );
    expect((await about(tokenUserId('employee'), 'employee')).length).toBe(2);
    expect((await about(below?.id ?? '', 'manager')).length).toBeGreaterThan(0);
    expect(await about(boss, 'employee')).toEqual([]);
    expect(await about(boss, 'assistant')).toEqual([]);
    expect((await about(boss, 'hrOnly')).length).toBe(2);
    h.sandbox.modes.si.reviewsOfOthers = 'forbidden';
    expect((await h.si(`review/forReviewee/${boss}`, { token: 'employee' })).status).toBe(403);
  });

  it('hides from HR the reviews of people above', async () => {
    const hr = h.sandbox.state.si.users.find((user) => user.id === tokenUserId('hrOnly'));
    expect(await about(hr?.managerId ?? '', 'hrOnly')).toEqual([]);
  });

  it('needs a user id and a module', async () => {
    expect((await h.si('reviews/mini/relevant-for-user')).status).toBe(400);
    expect((await h.si('reviews/mini/relevant-for-user?userId=none')).status).toBe(404);
    expect(((await h.siJson('review-cycles')) as Row[]).length).toBe(2);
    expect((await h.si('review-cycles?onlyManageable=true', { token: 'employee' })).status).toBe(403);
    h.sandbox.state.si.features['review'] = false;
    expect((await h.si('review/yourReviews')).status).toBe(404);
  });
});

describe('objectives', () => {
  it('answers the twenty captured keys, epoch dates and -1 for none', async () => {
    const path = `objective-cycles/all/objectives/relevant?userId=${encodeURIComponent(tokenUserId('employee'))}`;
    const own = (await h.siJson(path, { token: 'employee' })) as Row[];
    expect(own).toHaveLength(4);
    expect(Object.keys(own[0] ?? {})).toHaveLength(20);
    expect(own[0]).toMatchObject({ rating: -1, priority: -1, category: -1, type: 'INDIVIDUAL' });
    expect(typeof own[0]?.['createdAt']).toBe('number');
    const seen = (rows: Row[]): unknown[] => rows.map((row) => String(row['visibility'])).toSorted();
    expect(seen(own)).toEqual(['private', 'protected', 'public', 'public']);
    expect(seen((await h.siJson(path, { token: 'assistant' })) as Row[])).toEqual(['public', 'public']);
    h.sandbox.state.si.features['objective'] = false;
    expect((await h.si(path)).status).toBe(404);
  });

  it('shows protected ones to the people above', async () => {
    const boss = tokenUserId('manager');
    const below = h.sandbox.state.si.objectives.find(
      (entry) =>
        entry.visibility === 'protected' &&
        h.sandbox.state.si.users.some((user) => user.id === entry.ownerId && user.managerId === boss),
    );
    const rows = (await h.siJson(
      `objective-cycles/all/objectives/relevant?userId=${encodeURIComponent(below?.ownerId ?? '')}`,
      {
        token: 'manager',
      },
    )) as Row[];
    expect(rows.map((row) => row['visibility'])).toContain('protected');
    expect(rows.map((row) => row['visibility'])).not.toContain('private');
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { createAuditStore } from '../../src/history/audit-store.ts';
import type { HistoryDb } from '../../src/history/open.ts';
import { createStateStore } from '../../src/history/state-store.ts';
import { openFreshHistory } from './support.ts';

let db: HistoryDb;

beforeEach(async () => {
  db = await openFreshHistory();
});

describe('the audit list', () => {
  test('is newest first, also among entries of one moment, and as long as asked', async () => {
    const audit = createAuditStore(db);
    await audit.add([
      { atMs: 1, what: 'a' },
      { atMs: 1, what: 'b' },
    ]);
    await audit.add([{ atMs: 2, what: 'c', before: '1', after: '2', actor: 'Ann' }]);

    expect((await audit.list(10)).map((entry) => entry.what)).toEqual(['c', 'b', 'a']);
    expect(await audit.list(1)).toEqual([{ atMs: 2, what: 'c', before: '1', after: '2', actor: 'Ann' }]);
  });
});

describe('named state', () => {
  test('is kept by name, replaced and cleared', async () => {
    const state = createStateStore(db);
    expect(await state.get('schedule')).toBeUndefined();
    await state.set('schedule', { nextDueMs: 5 });
    await state.set('activity', { kind: 'idle' });
    await state.set('schedule', { nextDueMs: 6 });

    expect(await state.get('schedule')).toEqual({ nextDueMs: 6 });
    await state.clear('schedule');
    expect(await state.get('schedule')).toBeUndefined();
    expect(await state.get('activity')).toEqual({ kind: 'idle' });
  });
});

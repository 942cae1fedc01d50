// @vitest-environment happy-dom
import '../setup.ts';
import { expect, it } from 'vitest';
import { syncMark } from '../../../src/ui/panel/sync-mark-text.ts';

const standing = { fields: [], selected: true, confirmed: false } as const;

it('says what the next import does to a person', () => {
  expect(syncMark({ ...standing, kind: 'update', fields: ['jobTitle'] }).text).toBe('Will change: Job title');
  expect(syncMark({ ...standing, kind: 'reactivate' }).text).toBe('Will be reactivated');
  expect(syncMark({ ...standing, kind: 'update', confirmed: true }).text).toBe('In sync');
});

it('promises nothing of a row that is left out, and says why', () => {
  const left = { ...standing, kind: 'reactivate', selected: false } as const;
  expect(syncMark(left)).toEqual({ tone: 'calm', text: 'Left out of the import' });
  expect(syncMark({ ...left, reason: { code: 'reactivated-elsewhere' } }).text).toBe(
    'Left out of the import: Deactivated by somebody else',
  );
});

it('names the reason of who is ignored or in conflict, ticked or not', () => {
  const out = { ...standing, selected: false } as const;
  expect(syncMark({ ...out, kind: 'ignored', reason: { code: 'no-work-email' } }).text).toMatch(/^Ignored because: /);
  expect(syncMark({ ...out, kind: 'conflict', reason: { code: 'email-ring' } }).text).toMatch(/^Conflict: /);
});

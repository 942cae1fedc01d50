import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { NOT_OFFERED } from '../../../src/domain/cell.ts';
import type { CompanyPair, SiUserId } from '../../../src/domain/ids.ts';
import type { SiUser } from '../../../src/domain/people.ts';
import { markOf, otherWrites } from '../../../src/sync/compare/other-writes.ts';
import { aSiUser } from '../../run/fakes/people.ts';

const users = ['1', '2', '3'].map((id) => aSiUser({ id: `u${id}`, title: 'Old' }));

function rowOf({ id }: SiUser, part: Partial<Change> = {}): Change {
  return {
    key: `e:${id}`,
    kind: 'unchanged',
    name: id,
    employeeId: id as never,
    siUserId: id,
    fields: [],
    selected: false,
    selectedByDefault: false,
    ...part,
  };
}

/** What others did to come from the three accounts to these; `written`: accounts this browser has written itself. */
function seen(now: readonly SiUser[], rows = now.map((user) => rowOf(user)), written: readonly string[] = []) {
  const marks = Object.fromEntries(users.map((user) => [user.id, written.includes(user.id) ? '' : markOf(user)]));
  const before = { pair: 'a|b' as CompanyPair, atMs: 1, marks: marks as Record<SiUserId, string> };
  const after = Object.fromEntries(now.map((user) => [user.id, markOf(user)]));
  return otherWrites({ before, users: now, marks: after, rows, own: ['lost@acme.com'], atMs: 2 });
}

const edited = (id: string, part: Partial<SiUser>) =>
  users.map((user) => (user.id === id ? { ...user, ...part } : user));

describe('what others wrote', () => {
  test('is nothing where all is as it was', () => {
    expect(seen(users)).toBeUndefined();
  });

  test('names what, and between which readings', () => {
    const now = [...edited('u1', { jobTitle: 'New', department: 'Sales' }), aSiUser({ id: 'u4', employeeId: null })];
    expect(seen(now)).toEqual({
      fromMs: 1,
      toMs: 2,
      created: 1,
      changed: 1,
      deactivated: 0,
      reactivated: 0,
      fields: ['jobTitle', 'department'],
      imports: false,
    });
  });

  test('tells a deactivation from a change', () => {
    expect(seen(edited('u2', { active: false }))).toMatchObject({ deactivated: 1, changed: 0, fields: [] });
  });

  test('is not what this browser has written itself, nor accounts it may have created', () => {
    expect(seen(edited('u1', { jobTitle: 'New' }), undefined, ['u1'])).toBeUndefined();
    expect(seen([...users, aSiUser({ id: 'u9', email: 'Lost@acme.com' })])).toBeUndefined();
  });

  test('is nobody’s concern where no employee is behind the account', () => {
    const rows = users.map((user) => rowOf(user, { employeeId: undefined }));
    expect(seen(edited('u1', { jobTitle: 'New' }), rows)).toBeUndefined();
  });

  test('is not seen where Small Improvements shows the field only now, or not any more', () => {
    expect(seen(edited('u1', { department: NOT_OFFERED }))).toBeUndefined();
  });

  test('looks like another import where an account carries its ID, or two people say what BambooHR says', () => {
    expect(seen([...users, aSiUser({ id: 'u4' })])?.imports).toBe(true);
    const two = users.map((user) => (user.id === 'u3' ? user : { ...user, jobTitle: 'New' }));
    expect(seen(two)?.imports).toBe(true);
    expect(seen(edited('u1', { jobTitle: 'New' }))?.imports).toBe(false);
    const against = two.map((user) =>
      rowOf(user, {
        kind: 'update',
        fields: [{ field: 'jobTitle', state: 'change', before: 'New', after: 'Old' }],
      }),
    );
    expect(seen(two, against)?.imports).toBe(false);
  });

  test('is no import where what they changed is held back or belongs to people who are left alone', () => {
    const two = users.map((user) => (user.id === 'u3' ? user : { ...user, jobTitle: 'New' }));
    const importsWith = (part: Partial<Change>) =>
      seen(
        two,
        two.map((user) => rowOf(user, part)),
      )?.imports;
    const field = { field: 'jobTitle', before: 'New', after: 'Old' } as const;
    expect(importsWith({ kind: 'update', fields: [{ ...field, state: 'held-back' }] })).toBe(false);
    expect(importsWith({ kind: 'deactivate' })).toBe(false);
    expect(importsWith({ kind: 'conflict' })).toBe(false);
    // Another field is still to be written, or rides along: theirs is as BambooHR has it.
    expect(importsWith({ kind: 'update', fields: [{ ...field, field: 'department', state: 'change' }] })).toBe(true);
    expect(importsWith({ kind: 'unchanged', fields: [{ ...field, state: 'bookkeeping' }] })).toBe(true);
  });

  test('is not seen where Small Improvements has begun to show a field', () => {
    const before = users.map((user): SiUser => ({ ...user, department: NOT_OFFERED }));
    const marks = (of: readonly SiUser[]) => Object.fromEntries(of.map((user) => [user.id, markOf(user)]));
    const trace = { pair: 'a|b' as CompanyPair, atMs: 1, marks: marks(before) as Record<SiUserId, string> };
    const rows = users.map((user) => rowOf(user));
    const now = { users, marks: marks(users), rows, own: [], atMs: 2 };
    expect(otherWrites({ before: trace, ...now })).toBeUndefined();
  });
});

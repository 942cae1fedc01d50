import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/domain/link.ts';
import { plan } from '../../../src/sync/plan.ts';
import { anEmployee, aSiUser } from '../../builders/people.ts';
import { aLink, aPlanInput, fieldOf, type InputParts, rowOf } from '../../builders/plan-input.ts';

const keepTitle = { kind: 'keep', employeeId: '1', field: 'jobTitle' } as Decision;

function planOf(now: string | null, parts: InputParts) {
  const employee = anEmployee({ id: '1', jobTitle: 'Cook', department: 'Kitchen' });
  return plan(aPlanInput([employee], [aSiUser({ id: 'u1', jobTitle: now, department: 'Bar' })], parts));
}

describe('a value of Small Improvements that was written before', () => {
  it.each([
    ['is another now', 'Chef', { jobTitle: 'Cook' }, 'change Chef → Cook (edited-in-si)'],
    ['was emptied there', null, { jobTitle: 'Cook' }, 'change empty → Cook (edited-in-si)'],
    ['still stands, and BambooHR has changed', 'Baker', { jobTitle: 'Baker' }, 'change Baker → Cook'],
    ['was never written by us', 'Chef', { department: 'Bar' }, 'change Chef → Cook'],
    ['is not known at all', 'Chef', undefined, 'change Chef → Cook'],
  ] as const)('is told apart: it %s', (_, now, written, expected) => {
    expect(fieldOf(planOf(now, { links: [aLink('1', 'u1', { written })] }), 'e:1', 'jobTitle')).toBe(expected);
  });

  it('says nothing of another account than the one it was written to', () => {
    const links = [aLink('1', 'u9', { written: { jobTitle: 'Cook' } })];
    const made = plan(
      aPlanInput([anEmployee({ id: '1', jobTitle: 'Cook' })], [aSiUser({ id: 'u1', jobTitle: 'Chef' })], {
        links,
        decisions: [{ kind: 'pin', employeeId: '1', siUserId: 'u1' } as Decision],
      }),
    );
    expect(fieldOf(made, 'e:1', 'jobTitle')).toBe('change Chef → Cook');
  });
});

describe('a field an admin left to Small Improvements', () => {
  it('is held back, the others of the person are written', () => {
    const made = planOf('Chef', {
      decisions: [keepTitle],
      links: [aLink('1', 'u1', { written: { jobTitle: 'Cook' } })],
    });
    expect(fieldOf(made, 'e:1', 'jobTitle')).toBe('held-back Chef → Cook (kept-in-si)');
    expect(fieldOf(made, 'e:1', 'department')).toBe('change Bar → Kitchen');
    expect(rowOf(made, 'e:1').kind).toBe('update');
    expect(made.heldBack).toBe(1);
  });

  it('makes another plan than without the decision', () => {
    expect(planOf('Chef', { decisions: [keepTitle] }).fingerprint).not.toBe(planOf('Chef', {}).fingerprint);
  });
});

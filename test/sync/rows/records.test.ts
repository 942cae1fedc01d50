import { describe, expect, it } from 'vitest';
import { HIDDEN } from '../../../src/domain/cell.ts';
import { plan } from '../../../src/sync/plan.ts';
import { anEmployee, aSiUser, type EmployeeParts, type SiUserParts } from '../../builders/people.ts';
import { aPlanInput, rowOf } from '../../builders/plan-input.ts';

function recordsOf(key: string, employees: readonly EmployeeParts[], users: readonly SiUserParts[]) {
  const made = plan(aPlanInput(employees.map(anEmployee), users.map(aSiUser)));
  return rowOf(made, key).records?.map(({ side, id }) => `${side} ${id}`);
}

const newcomer = { id: '7', firstName: 'Noah', lastName: 'Rossi', workEmail: 'noah@acme.example' };
const namesake = {
  id: 'old',
  externalId: null,
  login: 'contractor@example.com',
  firstName: 'Noah',
  lastName: 'Rossi',
  hireDate: '2019-05-01',
  department: 'Finance',
};

describe('records to compare', () => {
  it('stand at both rows of a possible duplicate, the own one first', () => {
    expect(recordsOf('e:7', [newcomer], [namesake])).toEqual(['bamboo 7', 'si old']);
    expect(recordsOf('s:old', [newcomer], [namesake])).toEqual(['si old', 'bamboo 7']);
  });

  it('say what each system shows, and nothing of what is empty or hidden', () => {
    const hidden = { ...newcomer, department: HIDDEN, jobTitle: null, hireDate: '2024-01-02', status: HIDDEN } as const;
    const made = plan(aPlanInput([anEmployee({ ...hidden, status: 'active' })], [aSiUser(namesake)]));
    const [employee, account] = rowOf(made, 'e:7').records ?? [];
    expect(employee).toEqual({
      side: 'bamboo',
      id: '7',
      name: 'Noah Rossi',
      active: true,
      workEmail: 'noah@acme.example',
      hireDate: '2024-01-02',
      department: undefined,
      jobTitle: undefined,
    });
    expect(account).toMatchObject({
      side: 'si',
      active: true,
      workEmail: 'contractor@example.com',
      hireDate: '2019-05-01',
      department: 'Finance',
    });
  });

  it('of a conflict are those of everybody it names, with their accounts, each once', () => {
    const twins = ['1', '2'].map((id) => ({ id, workEmail: 'both@acme.example' }));
    const users = [
      { id: 'u1', login: 'a@acme.example' },
      { id: 'u2', login: 'b@acme.example' },
    ];
    const made = plan(aPlanInput(twins.map(anEmployee), users.map(aSiUser)));
    expect(rowOf(made, 'e:1')).toMatchObject({ kind: 'conflict', reason: { code: 'duplicate-email-bamboo' } });
    expect(rowOf(made, 'e:1').records?.map(({ side, id }) => `${side} ${id}`)).toEqual([
      'bamboo 1',
      'si u1',
      'bamboo 2',
      'si u2',
    ]);
  });

  it('are no more than can be looked at together', () => {
    const crowd = Array.from({ length: 9 }, (_, at) => ({ id: String(at + 1), workEmail: 'all@acme.example' }));
    expect(recordsOf('e:1', crowd, [])).toHaveLength(5);
  });

  it('are kept from rows that need no decision', () => {
    expect(recordsOf('e:7', [newcomer], [])).toBeUndefined();
    expect(recordsOf('e:1', [{ id: '1', jobTitle: 'New' }], [{ id: 'u1' }])).toBeUndefined();
  });
});

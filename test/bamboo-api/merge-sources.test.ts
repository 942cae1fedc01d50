import { describe, expect, it } from 'vitest';
import { hiddenFieldsOf } from '../../src/bamboo-api/field-visibility.ts';
import { mergeSources } from '../../src/bamboo-api/merge-sources.ts';
import { reportFields } from '../../src/bamboo-api/names.ts';
import { parseEmployees } from '../../src/bamboo-api/parse-employees.ts';
import { listRow, reportRow } from '../../src/bamboo-api/schemas.ts';
import { HIDDEN, NOT_OFFERED } from '../../src/domain/cell.ts';
import listFixture from '../fixtures/bamboo/list.json' with { type: 'json' };
import reportFixture from '../fixtures/bamboo/report.json' with { type: 'json' };

type Rows = readonly unknown[];

const report = (employees: Rows, columns: readonly string[] = reportFields) => ({
  ...parseEmployees(employees, reportRow, 'id'),
  columns: new Set(columns),
});
const list = (data: Rows) => parseEmployees(data, listRow, 'employeeId');
const both = (employees: Rows, data: Rows) => mergeSources({ report: report(employees), list: list(data) });

const fixture = mergeSources({
  report: report(
    reportFixture.employees,
    reportFixture.fields.map((field) => field.id),
  ),
  list: list(listFixture.data),
});
const person = (id: string, merged = fixture) => merged.employees.find((employee) => employee.id === id);

describe('two answers that contradict each other', () => {
  const reported = { id: '4', status: 'Active', firstName: 'Ada', lastName: 'Byron' };
  const of = (fromReport: object, fromList: object) =>
    person('4', both([{ ...reported, ...fromReport }], [{ employeeId: '4', ...fromList }]));

  it.each([
    [{ jobTitle: 'Sales' }, { jobTitleName: 'Engineer' }, 'jobTitle', 'Sales', 'Engineer'],
    [{ department: 'Berlin' }, { departmentName: null }, 'department', 'Berlin', null],
    [{ firstName: 'Ada' }, { firstName: 'Eve' }, 'firstName', 'Ada', 'Eve'],
    [{ status: 'Inactive' }, { status: 'Active' }, 'status', 'Inactive', 'Active'],
    [{ gender: 'Male' }, { gender: 'female' }, 'gender', 'Male', 'female'],
    [{ supervisorEId: '7' }, { reportsToId: '8' }, 'supervisor', '7', '8'],
    [{ hireDate: '2020-01-01' }, { hireDate: '2021-01-01' }, 'hireDate', '2020-01-01', '2021-01-01'],
  ] as const)('report %j, list %j: neither is believed', (fromReport, fromList, field, report, list) => {
    const employee = of(fromReport, fromList);
    expect([...(employee?.disputed ?? [])]).toEqual([[field, { report, list }]]);
    expect(employee?.[field === 'supervisor' ? 'supervisorId' : field]).toBe(HIDDEN);
    expect(employee?.provenEmpty.has('department')).toBe(false);
  });

  it.each([
    [{ jobTitle: 'Senior  Engineer' }, { jobTitleName: 'senior engineer' }],
    [{ jobTitle: null }, { jobTitleName: 'Engineer' }],
    [{ jobTitle: 'Engineer' }, {}],
    [{ jobTitle: 'Engineer' }, { jobTitleName: null, _restrictedFields: ['jobTitleName'] }],
    [{ gender: 'Female' }, { gender: 'W' }],
    [{ hireDate: '2020-01-01' }, { hireDate: '2020-01-01T00:00:00Z' }],
    [{ supervisorEId: '0' }, { reportsToId: null }],
    [{ workEmail: 'p9@x.example\u200B' }, { workEmail: 'p9@x.example' }],
    [{ employeeNumber: '1\u20612' }, { employeeNumber: '12' }],
  ])('report %j, list %j: no contradiction', (fromReport, fromList) => {
    expect(of(fromReport, fromList)?.disputed).toBeUndefined();
  });

  it('are not a field that is hidden', () => {
    const { readable, hidden } = {
      readable: of({ jobTitle: 'Sales' }, { jobTitleName: 'Engineer' }),
      hidden: of({ jobTitle: null }, { jobTitleName: null, _restrictedFields: ['jobTitleName'] }),
    };
    const sources = { report: undefined, list: list([]) };
    expect(hiddenFieldsOf(sources, [readable as never])).not.toContain('jobTitle');
    expect(hiddenFieldsOf(sources, [hidden as never])).toContain('jobTitle');
  });
});

describe('a value nobody sees', () => {
  it.each(['\u200B', ' \u2060 ', '\uFEFF', '\u202A\u202C', '\u00A0'])('%j is empty', (jobTitle) => {
    const employee = person('4', both([{ id: '4', status: 'Active', jobTitle }], [{ employeeId: '4' }]));
    expect(employee?.jobTitle).toBeNull();
  });

  it.each(['11\u200B2', '\u2060112', '112\uFEFF', '\u202A112\u202C'])(
    'is no part of an Employee #, by which people are matched: %j',
    (employeeNumber) => {
      const employee = person('4', both([{ id: '4', status: 'Active', employeeNumber }], [{ employeeId: '4' }]));
      expect(employee?.employeeNumber).toBe('112');
    },
  );
});

describe('a value is read before it is joined with what the other answer says', () => {
  const of = (fromReport: object, fromList: object) =>
    person(
      '4',
      both(
        [{ id: '4', status: 'Active', lastName: 'A', ...fromReport }],
        [{ employeeId: '4', lastName: 'A', ...fromList }],
      ),
    );

  it.each([
    [{ hireDate: '01/15/2027' }, { hireDate: '2027-01-15' }, { hireDate: '2027-01-15' }],
    [{ hireDate: '2027-01-15 00:00:00' }, {}, { hireDate: '2027-01-15' }],
    [{ hireDate: '0000-00-00 00:00:00' }, {}, { hireDate: null }],
    [{ hireDate: '0023-02-01' }, {}, { hireDate: HIDDEN }],
    [{ hireDate: 'soon' }, { hireDate: null }, { hireDate: HIDDEN }],
    [{ supervisorEId: '0' }, { reportsToId: '7' }, { supervisorId: '7' }],
    [{ gender: 'Female\u200B' }, {}, { gender: 'Female' }],
    [{ status: '\u200BInactive' }, {}, { status: 'inactive' }],
    [{ gender: 'муж\u200B' }, {}, { gender: 'муж' }],
    // The row has no such key, which is no word about the value: the list's empty stands.
    [{}, { departmentName: null }, { department: null }],
  ])('report %j, list %j', (fromReport, fromList, expected) => {
    expect(of(fromReport, fromList)).toMatchObject(expected);
  });

  it('and nobody written as 0 in both is a proven empty', () => {
    expect(of({ supervisorEId: '0' }, { reportsToId: '0' })?.provenEmpty.has('supervisor')).toBe(true);
  });
});

describe('mergeSources', () => {
  it('gives each person once, normalised', () => {
    expect(fixture.employees.map((employee) => employee.id)).toEqual(['4', '5', '34']);
    expect(person('5')).toEqual({
      id: '5',
      employeeNumber: '2',
      status: 'active',
      firstName: 'Charlotte',
      lastName: 'Abbott',
      preferredName: 'Charlie',
      workEmail: 'Charlotte.Abbott@Acme.example',
      gender: 'Female',
      hireDate: '2020-12-30',
      jobTitle: 'HR Administrator',
      department: HIDDEN,
      location: 'London, UK',
      supervisorId: '4',
      provenEmpty: new Set(),
    });
  });

  it('keeps nothing it was not asked for, photo addresses least of all', () => {
    const seen = JSON.stringify(fixture);
    expect(seen).not.toContain('Signature');
    expect(seen).not.toContain('terminationDate');
  });

  it('takes an empty text and a date of zeros for empty', () => {
    const merged = both([{ id: '1', lastName: 'A', department: '  ', hireDate: '0000-00-00' }], []);
    expect(person('1', merged)).toMatchObject({ department: null, hireDate: null });
  });

  it('proves an empty only where the list shows the field readable on that row', () => {
    expect(person('34')).toMatchObject({ workEmail: null, jobTitle: null, gender: null });
    expect(person('34')?.provenEmpty).toEqual(new Set(['workEmail', 'jobTitle']));
    const alone = mergeSources({ report: report(reportFixture.employees), list: undefined });
    expect(person('34', alone)).toMatchObject({ workEmail: null });
    expect(person('34', alone)?.provenEmpty.size).toBe(0);
  });

  it('lets people with the same proof share one set', () => {
    const rows = ['1', '2'].map((id) => ({ id, firstName: 'A', lastName: 'B', department: null }));
    const data = rows.map(({ id }) => ({ employeeId: id, firstName: 'A', lastName: 'B', departmentName: null }));
    const [first, second] = both(rows, data).employees;
    expect(first?.provenEmpty).toEqual(new Set(['department']));
    expect(first?.provenEmpty).toBe(second?.provenEmpty);
  });

  it('takes a column the report leaves out for hidden, and reads it from the list where it can', () => {
    const columns = reportFields.filter((name) => name !== 'status' && name !== 'gender');
    const merged = mergeSources({ report: report(reportFixture.employees, columns), list: list(listFixture.data) });
    expect(person('4', merged)).toMatchObject({ status: 'active', gender: HIDDEN });
    const alone = mergeSources({ report: report(reportFixture.employees, columns), list: undefined });
    expect(person('4', alone)).toMatchObject({ status: HIDDEN, gender: HIDDEN });
  });

  it('takes a key missing in one row for hidden there', () => {
    const merged = mergeSources({ report: report([{ id: '1', lastName: 'A' }]), list: undefined });
    expect(person('1', merged)).toMatchObject({ lastName: 'A', department: HIDDEN });
  });

  it('takes an empty of the report for hidden where the list withholds the field', () => {
    const merged = both(
      [{ id: '1', lastName: 'A', status: 'Active', department: null }],
      [{ employeeId: '1', lastName: 'A', departmentName: null, _restrictedFields: ['departmentName'] }],
    );
    expect(person('1', merged)?.department).toBe(HIDDEN);
    expect(person('1', merged)?.provenEmpty.has('department')).toBe(false);
  });

  it('takes what the list withholds for hidden where the report does not have the person', () => {
    const merged = both([], [{ employeeId: '1', lastName: 'A', gender: null, _restrictedFields: ['gender'] }]);
    expect(person('1', merged)?.gender).toBe(HIDDEN);
  });

  it('counts people none of whose names can be read as not visible', () => {
    expect(fixture.notVisible).toEqual(['77']);
  });

  it('takes people only the list has, without offering a gender', () => {
    const merged = mergeSources({ report: undefined, list: list(listFixture.data) });
    expect(merged.employees).toHaveLength(3);
    expect(person('5', merged)).toMatchObject({ status: 'active', gender: NOT_OFFERED, supervisorId: '4' });
    expect(merged.notVisible).toEqual(['77']);
  });

  it('does not let the list bring back a row that was broken in the report', () => {
    const merged = both([{ id: '4', lastName: { evil: true } }], listFixture.data);
    expect(merged.employees.map((employee) => employee.id)).toEqual(['34', '5']);
  });

  it.each([
    ['Active', 'active'],
    ['INACTIVE', 'inactive'],
    ['Furloughed', 'unknown'],
    ['', null],
    [null, null],
  ])('reads the status %j as %j', (status, expected) => {
    expect(person('1', both([{ id: '1', lastName: 'A', status }], []))?.status).toBe(expected);
  });

  it('does not take a broken date for an empty one', () => {
    const merged = both([{ id: '1', lastName: 'A', hireDate: '31/12/2020' }], []);
    expect(person('1', merged)?.hireDate).toBe(HIDDEN);
  });

  it('reads a supervisor of 0 as nobody', () => {
    expect(person('1', both([{ id: '1', lastName: 'A', supervisorEId: '0' }], []))?.supervisorId).toBeNull();
  });

  it('trusts the list where none of the supervisors of the report is anybody', () => {
    const ids = ['1', '2', '3', '4', '5', '6'];
    const rows = ids.map((id) => ({ id, lastName: 'A', supervisorEId: `90${id}` }));
    const data = ids.map((id) => ({ employeeId: id, lastName: 'A', reportsToId: '1' }));
    expect(person('3', both(rows, data))?.supervisorId).toBe('1');
    const alone = mergeSources({ report: report(rows), list: undefined });
    expect(person('3', alone)?.supervisorId).toBe(HIDDEN);
  });

  it.each([
    ['four say little, nobody written as 0 says nothing', ['901', '902', '903', '904', '0', '0'], [], '901'],
    ['five are enough', ['901', '902', '903', '904', '905', '0'], [], HIDDEN],
    ['one of them is in the report', ['901', '902', '903', '904', '905', '6'], [], '901'],
    ['one of them is in the list alone', ['901', '902', '903', '904', '905', '906'], ['906'], '901'],
  ] as const)('trusts the supervisors of the report or does not: %s', (_what, supervisors, listed, expected) => {
    const rows = supervisors.map((supervisorEId, at) => ({ id: String(at + 1), lastName: 'A', supervisorEId }));
    const data = listed.map((employeeId) => ({ employeeId, lastName: 'A' }));
    expect(person('1', both(rows, data))?.supervisorId).toBe(expected);
  });
});

describe('parseEmployees', () => {
  it('reports broken rows with their place and goes on', () => {
    const parsed = parseEmployees(
      [
        { id: '1', lastName: 'A' },
        { lastName: 'no id' },
        { id: null },
        { id: '0' },
        'text',
        null,
        [],
        { id: '2', lastName: ['list'] },
        { id: 1, lastName: 'again' },
        { id: 3, lastName: 'B' },
      ],
      reportRow,
      'id',
    );
    expect([...parsed.rows.keys()]).toEqual(['1', '3']);
    expect(parsed.rows.get('1')?.['lastName']).toBe('A');
    expect(parsed.issues).toEqual([
      { side: 'bamboo', row: 1, reason: 'missing-id' },
      { side: 'bamboo', row: 2, reason: 'missing-id' },
      { side: 'bamboo', row: 3, reason: 'missing-id' },
      { side: 'bamboo', row: 4, reason: 'not-an-object' },
      { side: 'bamboo', row: 5, reason: 'not-an-object' },
      { side: 'bamboo', row: 6, reason: 'not-an-object' },
      { side: 'bamboo', row: 7, id: '2', reason: 'invalid-field', fields: ['lastName'] },
      { side: 'bamboo', row: 8, id: '1', reason: 'duplicate-row' },
    ]);
  });

  it('merges 10,000 rows of both sources, each person once', () => {
    const people = Array.from({ length: 10_000 }, (_, index) => String(index + 1));
    const employees = people.map((id) => ({ ...reportFixture.employees[1], id, supervisorEId: '1' }));
    const data = people.map((id) => ({ ...listFixture.data[1], employeeId: id }));
    const merged = both(employees, data);
    expect(merged.employees.map((employee) => employee.id)).toEqual(people);
  });
});

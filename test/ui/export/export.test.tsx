// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { AppError } from '../../../src/shared/app-error.ts';
import { toCsv } from '../../../src/ui/export/csv.ts';
import { propertyOptions } from '../../property.ts';
import { aChange, aField, aHeader } from '../builders.ts';
import { aCompany } from '../company.ts';
import { allByRole, byRole, control, textOf } from '../by-role.ts';
import { click, closePage, late, openPage, settle, type } from '../page.tsx';

afterEach(closePage);

const changes = [
  aChange({
    kind: 'update',
    name: '=HYPERLINK("http://evil")',
    fields: [
      aField({ field: 'jobTitle', before: 'Designer', after: '+cmd|calc' }),
      aField({ field: 'location', before: 'Berlin', after: null }),
    ],
  }),
  aChange({
    kind: 'only-in-si',
    name: 'Łukasz "Lucky" Müller',
    key: 's:1',
    employeeId: undefined,
    reason: { code: 'no-employee' },
  }),
  aChange({ kind: 'unchanged', name: 'Felix Tanaka' }),
];
const page = { changes, plan: aHeader(changes) };

function parse(content: string | undefined): readonly (readonly string[])[] {
  return Papa.parse<string[]>((content ?? '').replace('\uFEFF', '').trimEnd()).data;
}

describe('a CSV', () => {
  it('runs no formula, whatever stands before or after it', () => {
    const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '=1\nmore', '＝1', '－1'];
    const rows = parse(
      toCsv(
        ['a'],
        dangerous.map((cell) => [cell]),
        false,
      ),
    ).slice(1);
    expect(rows.map(([cell]) => cell?.slice(0, 1))).toEqual(dangerous.map(() => "'"));
    expect(rows.map(([cell]) => cell?.replaceAll("'", ''))).toEqual(dangerous);
  });

  it.each([
    ['Berlin;=1+1', "Berlin;'=1+1"],
    ['a, +1', "a,' +1"],
    ['a\t@SUM(A1)', "a\t'@SUM(A1)"],
    ['a\n-1', "a\n'-1"],
    ['a;"=1', 'a;\'"=1'],
  ])('runs no part of %j where a spreadsheet splits at something else', (cell, written) => {
    expect(parse(toCsv(['a'], [[cell]], false))[1]).toEqual([written]);
  });

  it('has no cell that begins with a sign, whatever is taken for the separator', () => {
    const unit = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      ',',
      ';',
      '\t',
      '\r',
      '\n',
      '"',
      "'",
      ' ',
      'a',
      '1',
      '\u00A0',
    );
    const cell = fc.oneof(fc.string({ unit, maxLength: 12 }), fc.string({ maxLength: 12 }));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rows, (table) => {
        const csv = toCsv(['one', 'two'], table, false);
        for (const delimiter of [',', ';', '\t']) {
          const cells = Papa.parse<string[]>(csv, { delimiter }).data.flat();
          // Taken for another separator, the end of a row can come to stand inside a cell, before quotes and no sign.
          const start = delimiter === ',' ? /^[=+\-@\t\r]/ : /^["\s]*[=+\-@]/;
          expect(cells.filter((each) => start.test(each))).toEqual([]);
        }
        // As a program would that knows no quotes at all, or none where it did not expect them.
        const torn = csv.split(/[,;\t\r\n]/).map((each) => each.replace(/^["\s]+/, ''));
        expect(torn.filter((each) => /^[=+\-@＝]/.test(each))).toEqual([]);
        expect(
          Papa.parse<string[]>(csv.slice(0, -2))
            .data.slice(1)
            .map((row) => row.length),
        ).toEqual(table.map(() => 2));
      }),
      propertyOptions(),
    );
  });

  it('leaves everything else as it is, with quotes, commas and lines', () => {
    const plain = ['Müller, "Lucky"', '2026-11-22', 'a-b@c.example', 'two\nlines', 'semi;colon', '007'];
    expect(
      parse(
        toCsv(
          ['a'],
          plain.map((cell) => [cell]),
          false,
        ),
      )
        .slice(1)
        .flat(),
    ).toEqual(plain);
  });

  it('begins with the byte order mark only where it is wanted', () => {
    expect(toCsv(['a'], [], true).charCodeAt(0)).toBe(0xfeff);
    expect(toCsv(['a'], [], false)).toBe('"a"\r\n');
  });
});

describe('the export of a preview', () => {
  it('has one line for each person and field, safe for spreadsheets', async () => {
    const port = await openPage(page);
    await click(byRole('button', 'Export…'));
    expect(byRole('dialog', 'Export the preview')).toBeDefined();
    await click(byRole('button', 'Save as CSV'));
    await late();
    expect(port.files[0]).toMatchObject({ name: 'preview-2026-11-22.csv', type: 'text/csv;charset=utf-8' });
    expect(port.files[0]?.content.charCodeAt(0)).toBe(0xfeff);
    const [head, ...rows] = parse(port.files[0]?.content);
    const column = (name: string) => rows.map((row) => row[head?.indexOf(name) ?? -1]);
    expect(column('Name')).toEqual([
      '\'=HYPERLINK("http://evil")',
      '\'=HYPERLINK("http://evil")',
      'Łukasz "Lucky" Müller',
      'Felix Tanaka',
    ]);
    expect(column('What happens')).toEqual(['Updated', 'Updated', 'Only in Small Improvements', 'Unchanged']);
    expect(column('What happens to the field')).toEqual(['changed', 'cleared', '', '']);
    expect(column('After')).toEqual(["'+cmd|calc", '', '', '']);
    expect(column('Selected')).toEqual(['yes', 'yes', '', '']);
    expect(column('Reason')[2]).toContain('No employee in BambooHR.');
    expect(allByRole('dialog')).toHaveLength(0);
  });

  it('takes what is shown, or everybody', async () => {
    const port = await openPage(page);
    await click(byRole('button', 'Only in Small Improvements 1'));
    await click(byRole('button', 'Export…'));
    await click(byRole('button', 'Save as CSV'));
    await late();
    expect(parse(port.files[0]?.content)).toHaveLength(2);
    await click(byRole('button', 'Export…'));
    const rows = control('combobox', 'People to export');
    rows.value = 'all';
    rows.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    await click(byRole('button', 'Save as JSON'));
    await late();
    const json = JSON.parse(port.files[1]?.content ?? '') as { rows: unknown[]; fingerprint: string };
    expect(port.files[1]?.name).toBe('preview-2026-11-22.json');
    expect(json.rows).toEqual(changes);
    expect(json.fingerprint).toBe('f-1');
  });

  it('reads every page of a large plan', async () => {
    const many = aCompany(450);
    const port = await openPage({ changes: many, plan: aHeader(many) });
    await type(byRole('searchbox', 'Search people'), 'felix');
    await click(byRole('button', 'Export…'));
    await click(byRole('button', 'Save as JSON'));
    await late();
    const json = JSON.parse(port.files[0]?.content ?? '') as { rows: { name: string }[] };
    expect(json.rows).toHaveLength(many.filter((change) => /felix/i.test(change.name)).length);
  });
});

describe('the accounts of Small Improvements', () => {
  const user = {
    firstName: 'Łukasz',
    lastName: 'Müller',
    gender: 'male',
    jobTitle: '=cmd',
    email: 'l@acme.example',
    managerEmail: null,
    department: 'Design',
    location: null,
    employeeId: '007',
    hireDate: '2020-02-29',
    active: true,
  };

  it('are saved in one click in the eleven columns of Small Improvements', async () => {
    const port = await openPage({ ...page, userbase: [user, { ...user, active: false }] }, 'configuration');
    await click(byRole('button', 'Export Small Improvements users (CSV)'));
    await late();
    expect(port.files[0]?.name).toBe('small-improvements-users-2026-11-22.csv');
    expect(parse(port.files[0]?.content)).toEqual([
      'First Name,Last Name,Gender,Title,Login Email,Manager Email,Department,Team,Location,Employee ID,Hiring Date'.split(
        ',',
      ),
      ['Łukasz', 'Müller', 'M', "'=cmd", 'l@acme.example', '', 'Design', '', '', '007', '2020-02-29'],
    ]);
    expect(textOf(document.body)).toContain('1 account saved');
    await click(byRole('checkbox', 'Also deactivated accounts'));
    await click(byRole('checkbox', 'Mark the file as UTF-8 (for Excel)'));
    await click(byRole('button', 'Export Small Improvements users (CSV)'));
    await late();
    expect(port.files[1]?.content.startsWith('"First Name"')).toBe(true);
    expect(parse(port.files[1]?.content)).toHaveLength(3);
  });

  it('say in place when they cannot be read', async () => {
    await openPage({ ...page, failures: { readUserbase: new AppError('si-wrong-token') } }, 'configuration');
    await click(byRole('button', 'Export Small Improvements users (CSV)'));
    await late();
    expect(textOf(byRole('alert'))).toContain('Small Improvements does not accept this access token.');
  });
});

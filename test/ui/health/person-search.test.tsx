// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import type { EmployeeId, SiUserId } from '../../../src/domain/ids.ts';
import { aChange, aField, aHeader } from '../builders.ts';
import { byRole, textOf } from '../by-role.ts';
import { closePage, openPage, type } from '../page.tsx';

afterEach(closePage);

async function ask(query: string, changes: readonly Change[], issueIds: readonly string[] = []): Promise<string> {
  const issues = issueIds.map((id, row) => ({ side: 'bamboo' as const, row, id, reason: 'invalid-field' as const }));
  await openPage({ changes: [...changes], plan: aHeader(changes, { issues }) }, 'health');
  await type(byRole('searchbox', 'Why is this person not updating?'), query);
  return textOf(document.querySelector('.why [aria-live]'));
}

/** Who is shown as the answer, in this order. */
async function found(query: string, changes: readonly Change[]): Promise<readonly string[]> {
  await ask(query, changes);
  return [...document.querySelectorAll('.answer-head strong')].map(textOf);
}

const numbered = (name: string, id: number) =>
  aChange({ kind: 'unchanged', name, employeeId: String(id) as EmployeeId, siUserId: `si${id}00` as SiUserId });

/** Married, with a new address; Small Improvements has the old ones, and her number of another system. */
const anna = aChange({
  kind: 'update',
  name: 'Anna Muster',
  email: 'anna.new@acme.com',
  employeeId: '1234' as EmployeeId,
  fields: [
    aField({ field: 'lastName', before: 'Maiden', after: 'Muster' }),
    aField({ field: 'workEmail', state: 'held-back', before: 'anna.old@acme.com', after: 'anna.new@acme.com' }),
    aField({ field: 'employeeId', state: 'bookkeeping', before: 'HR-0077', after: '1234' }),
  ],
});
const juergen = aChange({ kind: 'unchanged', name: 'Jürgen Müller' });
const others = [
  aChange({ kind: 'unchanged', name: 'Joanna Mustermann', email: 'j.m@acme.com' }),
  aChange({ kind: 'unchanged', name: 'Bo Moss', email: 'b.m@acme.com' }),
];

describe('the person who is asked about', () => {
  it.each([
    ['by the present address of Small Improvements', 'anna.old@acme.com'],
    ['by the name Small Improvements still has', 'Anna Maiden'],
    ['by the ID Small Improvements still has', 'HR-0077'],
    ['last name first', 'Muster, Anna 1234'],
    ['as a mail program writes it', 'Anna Muster <anna.new@acme.com>'],
    ['as a mail program writes it, quoted', '"Muster, Anna" <anna.new@acme.com>;'],
    ['with characters nobody sees', 'anna\u200b.new\ufeff@acme.com\u00a0'],
    ['in typographic quotes', '“Anna Muster” 1234'],
    ['in German quotes', '„Anna Maiden“'],
    ['by a number sign', '#1234'],
    ['by a number in brackets', 'Anna (1234)'],
  ])('is found %s', async (_how, query) => {
    expect(await found(query, [...others, juergen, anna])).toEqual(['Anna Muster']);
  });

  it.each(['Juergen Mueller', 'jürgen mueller', 'Jurgen Muller', 'juerg mue'])(
    'is found without umlauts: %s',
    async (query) => {
      expect(await found(query, [...others, juergen, anna])).toEqual(['Jürgen Müller']);
    },
  );

  it('comes before those whose ID only contains the number', async () => {
    const people = [17, 27, 37, 47, 57, 67].map((id) => numbered(`Ada ${'abcdef'[id % 6]} Moss`, id));
    expect((await found('7', [...people, numbered('Zoe Young', 7)]))[0]).toBe('Zoe Young');
  });

  it('comes first by address, then by the whole name, then by whole words', async () => {
    const people = [
      aChange({ kind: 'unchanged', name: 'Anna Mustermann' }),
      aChange({ kind: 'unchanged', name: 'Anna Berta Muster' }),
      aChange({ kind: 'unchanged', name: 'Muster Anna' }),
    ];
    expect(await found('anna muster', people)).toEqual(['Muster Anna', 'Anna Berta Muster', 'Anna Mustermann']);
    const twins = [
      aChange({ kind: 'unchanged', name: 'Ada Moss', email: 'joanna@acme.com' }),
      aChange({ kind: 'unchanged', name: 'Zoe Moss', email: 'anna@acme.com' }),
    ];
    expect(await found('anna@acme.com', twins)).toEqual(['Zoe Moss', 'Ada Moss']);
  });
});

describe('somebody in no list', () => {
  it('whose name contains "login" is not asked to log in', async () => {
    const answer = await ask('Olga Loginova', [anna]);
    expect(answer).toContain('Nobody by that name, email or ID.');
    expect(answer).not.toContain('login');
    expect(await ask('login@acme.com', [anna])).toContain('Nobody by that name, email or ID.');
  });

  it.each(['login', 'Log-in?', "can't log in", 'Anmelden!'])('is told of the login of the tabs: %s', async (query) => {
    expect(await ask(query, [anna])).toContain('Small Improvements login');
  });

  it('is told that the row could not be read, however the number is typed', async () => {
    expect(await ask('#4711', [anna], ['4711'])).toContain('4711');
    expect(await ask('#4711', [anna], ['4711'])).not.toContain('Neither');
  });
});

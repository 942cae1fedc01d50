import { describe, expect, it } from 'vitest';
import { lostKeys } from '../../src/shared/lost-keys.ts';
import { isFormOf } from '../../src/domain/own-form.ts';

const title = (kept: string, sent: string, unchanged = false) => isFormOf('jobTitle', kept, sent, unchanged);

describe('isFormOf', () => {
  it.each([
    ['Senior Engineer', 'Senior  Engineer'],
    ['Senior Engineer', 'Senior\u00A0Engineer'],
    ['R&amp;D', 'R&D'],
    ['Women&#39;s Health', "Women's Health"],
    ['R&#x26;D', 'R&D'],
    ['&lt;Lead&gt;', '<Lead>'],
    ['SENIOR ENGINEER', 'Senior Engineer'],
    ['Ingenieur', 'Ing\u00E9nieur'],
    ['Engineer', 'Engineer \u{1F680}'],
    ['M&uuml;ller', 'M\u00FCller'],
    ['Caf&eacute; Lead', 'Caf\u00E9 Lead'],
    ['&Ccedil;elik &Aring;str&oslash;m', '\u00C7elik \u00C5str\u00F8m'],
    ['Gro&szlig;', 'Gro\u00DF'],
    ['&AElig;r&oelig;', '\u00C6r\u0153'],
    ['R&amp;amp;D', 'R&D'],
    ['R&amp;amp;amp;D', 'R&D'],
    ['M&amp;uuml;ller', 'M\u00FCller'],
    ['Gross', 'Gro\u00DF'],
    ['Lodz', '\u0141\u00F3d\u017A'],
    ['Odegard', '\u00D8deg\u00E5rd'],
  ])('%j may be how SI keeps %j, also where it stood there before', (kept, sent) => {
    expect(title(kept, sent)).toBe(true);
    expect(title(kept, sent, true)).toBe(true);
  });

  it.each([
    ['Manchester, Oxford R', 'Manchester, Oxford Road Station Approach'],
    ['Senior Software Eng…', 'Senior Software Engineer'],
    ['Product Research &am', 'Product Research & Ops'],
    ['Product Research &amp;am', 'Product Research & Ops'],
    ['Product Research &', 'Product Research & Ops'],
    ['Heads of Women&#3', "Heads of Women's Health"],
    ['Chief of the M&uu', 'Chief of the M\u00FCllers'],
    ['Chief of the Gro&szl', 'Chief of the Gro\u00DFe'],
  ])('%j may be a cut %j', (kept, sent) => {
    expect(title(kept, sent, true)).toBe(true);
  });

  it('a short beginning is a cut one only where it did not stand there before', () => {
    expect(title('Senior', 'Senior Engineer')).toBe(true);
    expect(title('Senior', 'Senior Engineer', true)).toBe(false);
  });

  it.each([
    ['Clerk', 'Engineer'],
    ['Engineer Senior', 'Senior Engineer'],
    ['????', 'Инженер'],
    ['', 'Engineer'],
    ['R&D', 'Research'],
    ['R&am', 'Research'],
    ['&am', '& Research'],
    ['M&uuml;ller', 'Miller'],
    ['M&unknown;ller', 'M\u00FCller'],
  ])('%j is another value than %j', (kept, sent) => {
    expect(title(kept, sent)).toBe(false);
  });

  it('no date, no gender, no shorter login and no shorter ID is a form of another', () => {
    expect(isFormOf('hireDate', '2020-01-01', '2020-01-01', false)).toBe(false);
    expect(isFormOf('gender', 'male', 'male', false)).toBe(false);
    expect(isFormOf('workEmail', 'ada@example.co', 'ada@example.com', false)).toBe(false);
    expect(isFormOf('employeeId', '1', '12', false)).toBe(false);
  });

  it.each([
    ['workEmail', 'annaberg@x.example', 'anna.berg@x.example', false],
    ['workEmail', 'anna@acme-corp.example', 'anna@acmecorp.example', false],
    ['workEmail', 'Anna.Berg@x.example', 'anna.berg@x.example\u200B', true],
    ['workEmail', 'o&#39;neill@x.example', "o'neill@x.example", true],
    ['employeeId', 'A12', 'A-12', false],
    ['employeeId', 'A 12', 'A  12', true],
  ] as const)('%s %j may be how SI keeps %j: %s', (key, kept, sent, may) => {
    expect(isFormOf(key, kept, sent, false)).toBe(may);
  });
});

describe('lostKeys', () => {
  it('names what was filled, not asked for, and is shown empty', () => {
    const before = { a: 'x', b: 'x', c: 'x', d: null, gender: 'male' };
    const after = { a: null, b: '', d: 'y', gender: 'unspecified' };
    expect(lostKeys<string>(before, after, (key) => key === 'b')).toEqual(['a', 'gender']);
  });
});

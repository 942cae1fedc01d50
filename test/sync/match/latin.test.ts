import { describe, expect, it } from 'vitest';
import { isInitial, reachOf } from '../../../src/sync/match/latin.ts';
import { plan } from '../../../src/sync/plan.ts';
import { aPlanInput, rowOf, verdictOf } from '../../builders/plan-input.ts';
import { anEmployee, aSiUser } from '../../builders/people.ts';

describe('two names in one script', () => {
  /** A name each of two people, in scripts most companies never see. */
  const names = [
    ['Georgian', 'ნინო', 'გიორგი'],
    ['Armenian', 'Անի', 'Արմեն'],
    ['Bengali', 'অনন্যা', 'রাহুল'],
    ['Tamil', 'கவிதா', 'ராஜன்'],
    ['Telugu', 'లక్ష్మి', 'రవి'],
    ['Kannada', 'ಕಾವ್ಯ', 'ರಾಜು'],
    ['Malayalam', 'അഞ്ജലി', 'രാജൻ'],
    ['Gujarati', 'કાવ્યા', 'રમેશ'],
    ['Gurmukhi', 'ਜਸਪ੍ਰੀਤ', 'ਗੁਰਮੀਤ'],
    ['Sinhala', 'නිමාලි', 'සුනිල්'],
    ['Khmer', 'សុខា', 'ដារ៉ា'],
    ['Lao', 'ມະນີ', 'ສົມພອນ'],
    ['Myanmar', 'စန္ဒာ', 'အောင်'],
    ['Ethiopic', 'ሰላም', 'ዳዊት'],
    ['Mongolian', 'ᠰᠠᠷᠠᠨ', 'ᠪᠠᠲᠤ'],
    // Not in the list at all.
    ['Tibetan', 'པདྨ', 'བསྟན'],
    ['Thaana', 'އައިޝާ', 'އަޙްމަދު'],
  ] as const;

  it.each(names)('can be compared: %s', (_, one, other) => {
    expect(reachOf(one, other)).toBe('script');
    expect(reachOf(one, 'Walter')).toBe('none');
  });

  it.each(names)('contradict each other, so that an ID is no person: %s', (_, one, other) => {
    const made = plan(
      aPlanInput(
        [anEmployee({ id: '1', firstName: one, lastName: one, workEmail: 'a@acme.example' })],
        [aSiUser({ id: 'u1', firstName: other, lastName: other, login: 'b@acme.example' })],
      ),
    );
    expect(verdictOf(made, 'e:1')).toBe('conflict: recycled-id');
    expect(rowOf(made, 'e:1').selected).toBe(false);
  });

  it.each(names)('agree where they are the same: %s', (_, one) => {
    const made = plan(
      aPlanInput(
        [anEmployee({ id: '1', firstName: one, lastName: one, workEmail: 'a@acme.example', hireDate: null })],
        [aSiUser({ id: 'u1', firstName: `${one}\u200b`, lastName: one, login: 'b@acme.example' })],
      ),
    );
    expect(rowOf(made, 'e:1').match?.by).toBe('employee-id');
  });

  it('cannot be compared where the scripts are two', () => {
    expect(reachOf('ნინო', 'Անի')).toBe('none');
    expect(reachOf('王', 'კაპანაძე')).toBe('none');
  });
});

describe('an account of somebody else in a rare script', () => {
  it.each([
    [
      'Georgian, by email',
      { firstName: 'ნინო', lastName: 'კაპანაძე', workEmail: 'g.b@acme.example', hireDate: '2024-05-01' },
      {
        externalId: '9017',
        login: 'g.b@acme.example',
        firstName: 'გიორგი',
        lastName: 'ბერიძე',
        hireDate: '2012-01-01',
      },
      'recycled-email',
    ],
    [
      'Armenian, by ID',
      { firstName: 'Անի', lastName: 'Սարգսյան', workEmail: 'ani@acme.example' },
      { externalId: '99', login: 'armen@acme.example', firstName: 'Արմեն', lastName: 'Պետրոսյան' },
      'recycled-id',
    ],
    [
      'Khmer, by ID, hired a day apart',
      { firstName: 'សុខា', lastName: 'ចាន់', workEmail: 'a@x.example', hireDate: '2024-01-01' },
      { externalId: '99', login: 'b@x.example', firstName: 'ដារ៉ា', lastName: 'លី', hireDate: '2024-01-02' },
      'recycled-id',
    ],
    [
      'Tamil, by email, no hire dates',
      { firstName: 'கவிதா', lastName: 'முருகன்', workEmail: 'k@acme.example', hireDate: null },
      { externalId: null, login: 'k@acme.example', firstName: 'ராஜன்', lastName: 'செல்வம்', hireDate: null },
      'recycled-email',
    ],
  ])('is a conflict: %s', (_, employee, user, code) => {
    const made = plan(aPlanInput([anEmployee({ id: '99', ...employee })], [aSiUser({ id: 'u1', ...user })]));
    expect(verdictOf(made, 'e:99')).toBe(`conflict: ${code}`);
    expect(rowOf(made, 'e:99').selected).toBe(false);
  });
});

describe('an initial', () => {
  it('is one letter with its marks, where a script does not write whole names with one', () => {
    expect(['m', 'გ', 'மு', 'պ'].map(isInitial)).toEqual([true, true, true, true]);
    expect(['王', '김', 'ma', 'ღა', '7', ''].map(isInitial)).toEqual([false, false, false, false, false, false]);
  });

  it('that fits says nothing in a rare script either', () => {
    const quiet = { workEmail: null, hireDate: null };
    const verdict = (firstName: string, lastName: string) => {
      const employee = anEmployee({ id: '1', firstName, lastName, ...quiet });
      return verdictOf(plan(aPlanInput([employee], [aSiUser({ firstName: 'გიორგი', lastName: 'ბერიძე' })])), 'e:1');
    };
    expect(verdict('გ.', 'ბერიძე')).toBe('update');
    expect(verdict('გ.', 'კაპანაძე')).toBe('conflict: recycled-id');
  });
});

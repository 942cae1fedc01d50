import { describe, expect, it } from 'vitest';
import { plan } from '../../../src/sync/plan.ts';
import { aPlanInput, rowOf, verdictOf } from '../../builders/plan-input.ts';
import { anEmployee, aSiUser, type EmployeeParts, type SiUserParts } from '../../builders/people.ts';

/** A new employee beside an account with nothing in common but what the test gives both. */
function planOf(employee: EmployeeParts, user: SiUserParts, idKind: 'bamboo-id' | 'employee-number' = 'bamboo-id') {
  const newcomer = { id: '9', workEmail: 'new@acme.example', hireDate: null, ...employee };
  const old = { id: 'u90', externalId: null, login: 'other@acme.example', hireDate: '2001-01-01', ...user };
  return plan(aPlanInput([anEmployee(newcomer)], [aSiUser(old)], { options: { idKind } }));
}

const names = (firstName: string, lastName: string) => ({ firstName, lastName });

describe('a possible duplicate', () => {
  it.each([
    ['a particle and a hyphen', 'Karl-Heinz', 'von Stetten', 'Karlheinz', 'Stetten'],
    ['several particles and a hyphen', 'Jean-Luc', 'de la Cruz', 'Jeanluc', 'Cruz'],
    ['a particle, a hyphen and the order', 'Karl-Heinz', 'von Stetten', 'Stetten', 'Karlheinz'],
    ['an apostrophe, a particle and a hyphen', 'Anne-Marie', "von O'Neill", 'Annemarie', 'ONeill'],
    ['van ’t', 'Hendrik', "van 't Hoff", 'Hendrik', 'Hoff'],
    ['van ’t without apostrophe', 'Hendrik', 'van t Hoff', 'Hendrik', 'Hoff'],
    ['’t', 'Maarten', "'t Hart", 'Maarten', 'Hart'],
    ['dela', 'Ana', 'dela Cruz', 'Ana', 'Cruz'],
    ['delos', 'Ana', 'delos Santos', 'Ana', 'Santos'],
    ['auf der', 'Eva', 'auf der Heide', 'Eva', 'Heide'],
    ['am', 'Eva', 'am Ende', 'Eva', 'Ende'],
    ['an abbreviated particle', 'Jan', 'van den Berg', 'Jan', 'v.d. Berg'],
    ['one written together', 'Jan', 'van den Berg', 'Jan', 'vd Berg'],
    ['v. for von', 'Ludwig', 'von Stetten', 'Ludwig', 'v. Stetten'],
    ['d’ for de', 'Rui', "d'Almeida", 'Rui', 'de Almeida'],
    ['a tatweel', 'محـمد', 'علي', 'محمد', 'علي'],
    ['Cyrillic', 'Юлия', 'Щербакова', 'Yulia', 'Shcherbakova'],
    ['Cyrillic otherwise', 'Сергей', 'Иванов', 'Sergey', 'Ivanov'],
    ['Cyrillic and the order', 'Сергей', 'Хрущёв', 'Khrushchev', 'Sergei'],
    ['Greek', 'Φίλιππος', 'Παππάς', 'Philippos', 'Papas'],
    ['đ and dj', 'Đorđe', 'Đorđević', 'Djordje', 'Djordjevic'],
    ['đ and d', 'Đorđe', 'Đorđević', 'Dorde', 'Dordevic'],
    ['ђ and dj', 'Ђорђе', 'Ђорђевић', 'Djordje', 'Djordjevic'],
  ])('is told by %s, in either direction: %s %s, %s %s', (_, first, last, otherFirst, otherLast) => {
    for (const [employee, user] of [
      [names(first, last), names(otherFirst, otherLast)],
      [names(otherFirst, otherLast), names(first, last)],
    ] as const) {
      const made = planOf(employee, user);
      expect(verdictOf(made, 'e:9')).toBe('create: possible-duplicate');
      expect(rowOf(made, 'e:9')).toMatchObject({ selected: false, reason: { people: [{ siUserId: 'u90' }] } });
      expect(verdictOf(made, 's:u90')).toBe('only-in-si: possible-duplicate');
    }
  });

  it('is told by a nickname in another script', () => {
    const made = planOf({ ...names('Екатерина', 'Иванова'), preferredName: 'Катя' }, names('Katya', 'Ivanova'));
    expect(verdictOf(made, 'e:9')).toBe('create: possible-duplicate');
  });

  it.each([
    ['other people in Cyrillic', 'Сергей', 'Иванов', 'Sergey', 'Petrov'],
    ['other first names', 'Сергей', 'Иванов', 'Ivan', 'Ivanov'],
    ['what sounds alike in one script', 'Sergey', 'Ivanov', 'Sergei', 'Ivanov'],
    ['dj where nobody writes đ', 'Nadja', 'Berg', 'Nada', 'Berg'],
    ['an initial that is no particle', 'T. Anna', 'Berg', 'D. Anna', 'Berg'],
    ['only a particle in common', 'Jan', 'v.d. Berg', 'Jan', 'v.d. Meer'],
    ['other names in two scripts nobody can compare', '小明', '王', 'Sergey', 'Ivanov'],
  ])('is not told by %s: %s %s, %s %s', (_, first, last, otherFirst, otherLast) => {
    expect(verdictOf(planOf(names(first, last), names(otherFirst, otherLast)), 'e:9')).toBe('create');
    expect(verdictOf(planOf(names(otherFirst, otherLast), names(first, last)), 'e:9')).toBe('create');
  });

  it.each([
    ['112\u200b', '112'],
    ['112', '\u202d112\u202c'],
    ['\ufeff00112', '112'],
    ['A\u00ad112', 'a112'],
  ])('is told by an ID with characters nobody sees: %j, %j', (employeeNumber, externalId) => {
    const made = planOf(
      { ...names('Maria', 'Schmidt'), employeeNumber },
      { ...names('Maria', 'Lopez'), externalId },
      'employee-number',
    );
    expect(verdictOf(made, 'e:9')).toBe('create: possible-duplicate');
    expect(rowOf(made, 'e:9').selected).toBe(false);
  });
});

describe('đ and dj', () => {
  it('are one letter where two records are compared as well', () => {
    const made = plan(
      aPlanInput(
        [anEmployee({ id: '9', ...names('Đorđe', 'Đorđević'), workEmail: 'd@acme.example', hireDate: null })],
        [aSiUser({ id: 'u90', externalId: null, login: 'd@acme.example', ...names('Djordje', 'Djordjevic') })],
      ),
    );
    expect(rowOf(made, 'e:9')).toMatchObject({ match: { by: 'email' }, siUserId: 'u90' });
  });
});

import { describe, expect, it } from 'vitest';
import { HIDDEN, NOT_OFFERED } from '../../../src/domain/cell.ts';
import { evidenceOf } from '../../../src/sync/match/evidence.ts';
import { plan } from '../../../src/sync/plan.ts';
import { aLink, aPin, aPlanInput, type InputParts, rowOf, verdictOf } from '../../builders/plan-input.ts';
import { anEmployee, aSiUser, type EmployeeParts, type SiUserParts } from '../../builders/people.ts';

function planOf(employees: readonly EmployeeParts[], users: readonly SiUserParts[], parts: InputParts = {}) {
  return plan(aPlanInput(employees.map(anEmployee), users.map(aSiUser), parts));
}

/** One person on both sides, all four facts known and alike. */
const maria: EmployeeParts = {
  id: '112',
  firstName: 'Maria',
  lastName: 'Lopez',
  workEmail: 'maria.lopez@acme.example',
  hireDate: '2020-03-01',
};
const account: SiUserParts = {
  id: 'u1',
  externalId: '112',
  login: 'maria.lopez@acme.example',
  firstName: 'Maria',
  lastName: 'Lopez',
  hireDate: '2020-03-01',
};

/** What every fact can be, by what it says. */
const employeeOf = {
  firstName: { agrees: {}, contradicts: { firstName: 'Jane' }, unknown: { firstName: null } },
  lastName: { agrees: {}, contradicts: { lastName: 'Smith' }, unknown: { lastName: HIDDEN } },
  email: {
    agrees: {},
    contradicts: { workEmail: 'else@acme.example' },
    unknown: { workEmail: null },
  },
  hireDate: { agrees: {}, contradicts: { hireDate: '2023-07-01' }, unknown: { hireDate: NOT_OFFERED } },
} as const;

const says = ['agrees', 'contradicts', 'unknown'] as const;

type Table = readonly (readonly [
  string,
  (typeof says)[number],
  (typeof says)[number],
  (typeof says)[number],
  (typeof says)[number],
])[];

/** Every combination of the four facts; with an email match the email always agrees. */
const table: Table = says.flatMap((first) =>
  says.flatMap((last) =>
    says.flatMap((email) =>
      says.map((hired) => [`${first} ${last} ${email} ${hired}`, first, last, email, hired] as const),
    ),
  ),
);

describe('four facts decide whether an ID or an email is a person', () => {
  it.each(table)('found by ID: first name, last name, email, hire date %s', (_, first, last, email, hired) => {
    const employee = {
      ...maria,
      ...employeeOf.firstName[first],
      ...employeeOf.lastName[last],
      ...employeeOf.email[email],
      ...employeeOf.hireDate[hired],
    };
    const row = rowOf(planOf([employee], [account]), 'e:112');
    const facts = [first, last, email, hired];
    const agree = facts.filter((say) => say === 'agrees').length;
    const contradict = facts.filter((say) => say === 'contradicts').length;
    if (agree > 0 && contradict <= agree) {
      expect([row.siUserId, row.match?.by]).toEqual(['u1', 'employee-id']);
      expect(row.kind === 'update' ? row.selected : row.kind).toBe(row.kind === 'update' ? true : 'unchanged');
    } else {
      expect(row).toMatchObject({ kind: 'conflict', reason: { code: 'recycled-id' }, selected: false });
      expect(row.siUserId).toBeUndefined();
    }
  });

  it.each(table.filter(([, , , email]) => email === 'agrees'))(
    'found by email: first name, last name, email, hire date %s',
    (_, first, last, _email, hired) => {
      const employee = {
        ...maria,
        ...employeeOf.firstName[first],
        ...employeeOf.lastName[last],
        ...employeeOf.hireDate[hired],
      };
      const facts = [first, last, 'agrees', hired];
      const contradict = facts.filter((say) => say === 'contradicts').length;
      const agree = facts.filter((say) => say === 'agrees').length;
      for (const externalId of [null, '9017']) {
        const made = planOf([employee], [{ ...account, externalId }]);
        const expected = contradict <= agree ? 'u1 email' : 'conflict: recycled-email';
        const row = rowOf(made, 'e:112');
        expect(row.match ? `${row.siUserId} ${row.match.by}` : verdictOf(made, 'e:112')).toBe(expected);
      }
    },
  );
});

describe('names are compared folded', () => {
  /** Found by ID with nothing else known: joined only when both names agree, or one does and the other is unknown. */
  const byNameAlone = (employee: EmployeeParts, user: SiUserParts) => {
    const quiet = { workEmail: null, hireDate: null };
    const made = planOf([{ ...maria, ...quiet, ...employee }], [{ ...account, ...user }]);
    return rowOf(made, 'e:112').kind === 'conflict' ? 'strangers' : 'one person';
  };

  it.each([
    ['case', 'MARIA', 'lopez', 'maria', 'LOPEZ'],
    ['diacritics', 'María', 'López', 'Maria', 'Lopez'],
    ['decomposed diacritics', 'Mari\u0301a', 'López', 'María', 'Lo\u0301pez'],
    ['ü and ue', 'Jürgen', 'Müller', 'Juergen', 'Mueller'],
    ['ue and ü', 'Juergen', 'Mueller', 'Jürgen', 'Müller'],
    ['ü and u', 'Jürgen', 'Müller', 'Jurgen', 'Muller'],
    ['ö and oe', 'Jörg', 'Köhler', 'Joerg', 'Koehler'],
    ['ä and ae', 'Käthe', 'Jäger', 'Kaethe', 'Jaeger'],
    ['ß and ss', 'Anna', 'Weiß', 'Anna', 'Weiss'],
    ['capital ẞ', 'ANNA', 'GROẞMANN', 'Anna', 'Grossmann'],
    ['å and aa', 'Åse', 'Ågård', 'Aase', 'Aagaard'],
    ['å and a', 'Åse', 'Ågård', 'Ase', 'Agard'],
    ['ø and oe', 'Søren', 'Jørgensen', 'Soeren', 'Joergensen'],
    ['ø and o', 'Søren', 'Jørgensen', 'Soren', 'Jorgensen'],
    ['ø and ö', 'Søren', 'Jørgensen', 'Sören', 'Jörgensen'],
    ['æ and ae', 'Æbbe', 'Kjær', 'Aebbe', 'Kjaer'],
    ['œ and oe', 'Cœline', 'Lebœuf', 'Coeline', 'Leboeuf'],
    ['ł, đ and þ', 'Łukasz', 'Đorđević', 'Lukasz', 'Dordevic'],
    ['dotless and dotted i', 'Işıl', 'İnce', 'isil', 'ince'],
    ['hyphen and space', 'Karl-Heinz', 'Meyer-Lansky', 'Karl Heinz', 'Meyer Lansky'],
    ['hyphen and one piece', 'Karl-Heinz', 'Vogel', 'Karlheinz', 'Vogel'],
    ['other dashes', 'Jean‑Luc', 'Saint–Martin', 'Jean-Luc', 'Saint-Martin'],
    ['a particle left out', 'Ludwig', 'von Stetten', 'Ludwig', 'Stetten'],
    ['particles of several words', 'Jan', 'van den Berg', 'Jan', 'Berg'],
    ['a particle written together', 'Ana', 'de la Cruz', 'Ana', 'DelaCruz'],
    ['van der in one piece', 'Jan', 'van der Meer', 'Jan', 'Vandermeer'],
    ['da and dos', 'João', 'da Silva dos Santos', 'Joao', 'Silva Santos'],
    ['al with a hyphen', 'Omar', 'al-Masri', 'Omar', 'Masri'],
    ['Mac apart', 'Ann', 'Mac Donald', 'Ann', 'MacDonald'],
    ['apostrophes', 'Sean', "O'Neill", 'Sean', 'O’Neill'],
    ['an apostrophe left out', 'Sean', "O'Neill", 'Sean', 'ONeill'],
    ['an apostrophe as space', 'Sean', "D'Angelo", 'Sean', 'D Angelo'],
    ['an accent as apostrophe', 'Sean', 'O´Neill', 'Sean', 'O`Neill'],
    ['order of the fields', 'Lopez', 'Maria', 'Maria', 'Lopez'],
    ['order and folding', 'MUELLER', 'jörg', 'Jörg', 'Müller'],
    ['order within a field', 'Maria', 'Garcia Marquez', 'Maria', 'Marquez Garcia'],
    ['all of it in one field', 'Maria', 'Lopez', '-', 'Lopez, Maria'],
    ['Chinese order', '小明', '王', '王', '小明'],
    ['white space', '  Maria ', 'Lopez\u00a0\u2003', 'Maria', 'Lopez'],
    ['white space inside', 'Anna  \t Maria', 'Lopez', 'Anna Maria', 'Lopez'],
    ['zero width', 'Ma\u200bria', 'Lo\ufeffpez', 'Maria', 'Lopez'],
    ['bidirectional marks', '\u202bMaria\u202c', '\u200fLopez\u2069', 'Maria', 'Lopez'],
    ['soft hyphen', 'Ma\u00adria', 'Lopez', 'Maria', 'Lopez'],
    ['full width', 'Ｍａｒｉａ', 'Ｌｏｐｅｚ', 'Maria', 'Lopez'],
    ['ligatures', 'Steﬃ', 'Lopez', 'Steffi', 'Lopez'],
    ['two-part surname at marriage', 'Maria', 'Lopez-Schmidt', 'Maria', 'Lopez'],
    ['two-part surname given up', 'Maria', 'Lopez', 'Maria', 'Schmidt Lopez'],
    ['a second first name', 'Anna Maria', 'Lopez', 'Anna', 'Lopez'],
    ['title and suffix', 'Dr. Maria', 'Lopez Jr.', 'Maria', 'Lopez'],
    ['Cyrillic', 'Юлия', 'Щербакова', 'Yulia', 'Shcherbakova'],
    ['Cyrillic otherwise', 'Сергей', 'Хрущёв', 'Sergey', 'Khrushchev'],
    ['Greek', 'Γιώργος', 'Παπαδόπουλος', 'Giorgos', 'Papadopoulos'],
  ] as const)('so that %s is one person: %s %s, %s %s', (_, first, last, siFirst, siLast) => {
    expect(byNameAlone({ firstName: first, lastName: last }, { firstName: siFirst, lastName: siLast })).toBe(
      'one person',
    );
  });

  it.each([
    ['other people', 'Jane', 'Smith', 'Walter', 'Brown'],
    ['other vowels', 'Jörg', 'Möller', 'Hans', 'Müller'],
    ['only a particle in common', 'Jan', 'van Dyck', 'Piet', 'van Gogh'],
    ['other people in Cyrillic', 'Иван', 'Петров', 'Walter', 'Brown'],
    ['other people in Han', '小明', '王', '小红', '李'],
    ['a surname that only begins alike', 'Jon', 'Smithers', 'Jane', 'Smith'],
    ['first name as surname', 'Thomas', 'Becker', 'Peter', 'Thomas'],
  ] as const)('but %s are not: %s %s, %s %s', (_, first, last, siFirst, siLast) => {
    expect(byNameAlone({ firstName: first, lastName: last }, { firstName: siFirst, lastName: siLast })).toBe(
      'strangers',
    );
  });

  it('takes the nickname for the first name, whatever the setting', () => {
    for (const usePreferredName of [true, false]) {
      const made = planOf([{ ...maria, firstName: 'Guadalupe', preferredName: 'María', hireDate: null }], [account], {
        options: { usePreferredName },
      });
      expect(rowOf(made, 'e:112').match?.by).toBe('employee-id');
    }
    const parts = { firstName: 'Robert', preferredName: 'Bob', lastName: 'Lopez' };
    expect(byNameAlone(parts, { firstName: 'BOB' })).toBe('one person');
    expect(byNameAlone(parts, { firstName: 'Lopez', lastName: 'Bob' })).toBe('one person');
  });

  it('believes neither an initial nor a name in another script, for or against', () => {
    expect(byNameAlone({ firstName: 'M.' }, {})).toBe('one person');
    expect(byNameAlone({ firstName: 'M.', lastName: 'Smith' }, {})).toBe('strangers');
    expect(byNameAlone({ firstName: '小明' }, {})).toBe('one person');
    expect(byNameAlone({ firstName: '小明', lastName: '王' }, {})).toBe('strangers');
  });
});

describe('emails and dates', () => {
  const stranger = { firstName: 'Kim', lastName: 'Lopez' };

  it.each([
    ['in another case', { login: 'MARIA.LOPEZ@Acme.Example' }, true],
    ['with invisible characters', { login: 'maria.lopez\u200b@acme.example\u202c' }, true],
    ['as login beside another email', { email: 'info@acme.example', login: 'maria.lopez@acme.example' }, true],
    ['as email beside another login', { login: 'mlopez', email: 'Maria.Lopez@acme.example' }, true],
    ['another one', { login: 'm.lopez@acme.example' }, false],
    ['under another domain', { login: 'maria.lopez@other.example' }, false],
  ])('agrees %s: %s', (_, user, agrees) => {
    // First name and hire date contradict, the last name agrees: the email decides.
    const made = planOf([{ ...maria, ...stranger, hireDate: '2023-07-01' }], [{ ...account, ...user }]);
    expect(verdictOf(made, 'e:112')).toBe(agrees ? 'update' : 'conflict: recycled-id');
  });

  it.each([
    ['2020-03-01', true],
    ['2020-02-29', true],
    ['2020-03-02', true],
    ['2020-03-03', false],
    ['2019-03-01', false],
  ])('agrees with 2020-03-01 where it is a day apart at most: %s %s', (hireDate, agrees) => {
    const made = planOf([{ ...maria, ...stranger, workEmail: 'new@acme.example' }], [{ ...account, hireDate }]);
    expect(verdictOf(made, 'e:112')).toBe(agrees ? 'update' : 'conflict: recycled-id');
  });

  it('find an account by email through characters nobody sees, instead of creating a second one', () => {
    const made = planOf([maria], [{ ...account, externalId: null, login: '\u200bMaria.Lopez@acme.example\u202c ' }]);
    expect(rowOf(made, 'e:112').match?.by).toBe('email');
    expect(made.counts.create).toBe(0);
  });

  it('do not contradict where a user name is no address', () => {
    const made = planOf([{ ...maria, lastName: 'Smith', hireDate: null }], [{ ...account, login: 'mlopez' }]);
    expect(rowOf(made, 'e:112').match?.by).toBe('employee-id');
  });

  /** Everybody has an ID and an old address; one person's nickname is known to SI alone, and no hire date is. */
  function movedCompany(size: number, domain = 'new.example') {
    const people = Array.from({ length: size }, (_, at) => String(at + 1));
    const employees = people.map((id) => ({ id, workEmail: `p${id}@${domain}`, hireDate: null }));
    const users = people.map((id) => ({ id: `u${id}`, login: `p${id}@old.example`, externalId: id }));
    return planOf(
      employees,
      users.map((user, at) => (at === 0 ? { ...user, firstName: 'Nick' } : user)),
    );
  }

  it('follow a whole company to another domain, but nobody alone', () => {
    const moved = movedCompany(8);
    expect(moved.counts).toMatchObject({ update: 8, conflict: 0 });
    expect(moved.changes.every((row) => row.selected && row.match?.by === 'employee-id')).toBe(true);
    expect(verdictOf(movedCompany(2), 'e:1')).toBe('conflict: recycled-id');
  });

  it('of a company that moved join nobody whose names both contradict', () => {
    const { employees, users } = {
      employees: ['1', '2', '3', '4'].map((id) => ({ id, workEmail: `p${id}@new.example`, hireDate: null })),
      users: ['1', '2', '3', '4'].map((id) => ({ id: `u${id}`, login: `p${id}@old.example` })),
    };
    const made = planOf([{ ...employees[0], firstName: 'Kim', lastName: 'Berg' }, ...employees.slice(1)], users);
    expect(verdictOf(made, 'e:1')).toBe('conflict: recycled-id');
    expect(made.counts).toMatchObject({ conflict: 1, update: 3 });
  });
});

describe('marriages', () => {
  it.each([
    ['by ID, new surname and email', { lastName: 'Schmidt', workEmail: 'maria.schmidt@acme.example' }, {}],
    ['by ID, new surname', { lastName: 'Schmidt' }, { hireDate: null }],
    [
      'by ID, two-part surname and new email',
      { lastName: 'Lopez-Schmidt', workEmail: 'ms@acme.example' },
      { hireDate: null },
    ],
    ['by email, new surname', { lastName: 'Schmidt' }, { externalId: null, hireDate: null }],
    ['by email, new surname, an ID from elsewhere', { lastName: 'Schmidt' }, { externalId: 'X-9' }],
  ])('still match: %s', (_, employee, user) => {
    const made = planOf([{ ...maria, ...employee }], [{ ...account, ...user }]);
    expect(rowOf(made, 'e:112')).toMatchObject({ kind: 'update', siUserId: 'u1', selected: true });
  });
});

describe('somebody else’s account', () => {
  const lopez: EmployeeParts = { ...maria, hireDate: '2023-02-01' };
  const schmidt: EmployeeParts = {
    id: '57',
    employeeNumber: '112',
    firstName: 'Maria',
    lastName: 'Schmidt',
    workEmail: 'maria.schmidt@acme.example',
    hireDate: '2015-05-04',
  };
  const schmidts: SiUserParts = {
    id: 'u1',
    externalId: '112',
    login: 'maria.schmidt@acme.example',
    firstName: 'Maria',
    lastName: 'Schmidt',
    hireDate: '2015-05-04',
  };

  it('is not taken by an ID of the other kind; both records stand side by side', () => {
    const made = planOf([lopez, schmidt, { id: '3', jobTitle: 'Cook' }], [schmidts, { id: 'u3' }]);
    expect(verdictOf(made, 'e:112')).toBe('conflict: recycled-id');
    expect(rowOf(made, 'e:112').records?.map(({ side, id }) => `${side} ${id}`)).toEqual(['bamboo 112', 'si u1']);
    expect(verdictOf(made, 'e:57')).toBe('conflict: email-of-other-id');
    expect(rowOf(made, 'e:57').records?.map(({ side, id }) => `${side} ${id}`)).toEqual([
      'bamboo 57',
      'bamboo 112',
      'si u1',
    ]);
    expect(verdictOf(made, 's:u1')).toMatch(/^only-in-si: /);
    expect(rowOf(made, 'e:3')).toMatchObject({ kind: 'update', selected: true });
    const byNumber = planOf([lopez, schmidt], [schmidts], { options: { idKind: 'employee-number' } });
    expect(rowOf(byNumber, 'e:57')).toMatchObject({ kind: 'unchanged', siUserId: 'u1' });
    expect(verdictOf(byNumber, 'e:112')).toBe('create');
  });

  it('is not taken by a recycled email', () => {
    const jane = { id: '99', firstName: 'Jane', lastName: 'Smith', workEmail: 'j.smith@x.example', hireDate: null };
    const walter = { id: 'u1', firstName: 'Walter', lastName: 'Brown', login: 'j.smith@x.example', externalId: '9017' };
    for (const user of [walter, { ...walter, externalId: null }, { ...walter, active: false }]) {
      const made = planOf([jane, { id: '3', jobTitle: 'Cook' }], [user, { id: 'u3' }]);
      expect(rowOf(made, 'e:99')).toMatchObject({
        kind: 'conflict',
        reason: { code: 'recycled-email', people: [{ siUserId: 'u1', name: 'Walter Brown' }] },
        selected: false,
      });
      expect(rowOf(made, 'e:99').records?.map(({ side }) => side)).toEqual(['bamboo', 'si']);
      expect(verdictOf(made, 's:u1')).toBe('only-in-si: recycled-email');
      expect(rowOf(made, 'e:3').selected).toBe(true);
    }
  });

  it('is a conflict by ID while its email is the work email of another employee', () => {
    const other = { id: '8', firstName: 'Maria', lastName: 'Lopez', workEmail: 'Maria.Lopez@acme.example' };
    const own = { ...maria, workEmail: 'ml@acme.example' };
    const made = planOf([own, other], [account]);
    expect(rowOf(made, 'e:112').reason).toEqual({
      code: 'user-claimed-twice',
      people: [
        { name: 'Maria Lopez', employeeId: '8' },
        { name: 'Maria Lopez', siUserId: 'u1' },
      ],
      relink: undefined,
    });
    expect(rowOf(made, 'e:8').kind).toBe('conflict');
    expect(verdictOf(made, 's:u1')).toMatch(/^only-in-si: /);
    const left = planOf([own, { ...other, status: 'inactive' }], [account]);
    expect(rowOf(left, 'e:112').reason).toMatchObject({ code: 'user-claimed-twice', relink: true });
    const excluded = [{ kind: 'ignore', employeeId: '8' as never }] as const;
    expect(verdictOf(planOf([own, other], [account], { decisions: excluded }), 'e:112')).toBe('update');
    // Whoever has an account of their own merely takes the email over.
    expect(
      verdictOf(
        planOf([own, other], [account, { ...account, id: 'u8', externalId: '8', login: 'x@y.example' }]),
        'e:112',
      ),
    ).toBe('update');
    expect(
      verdictOf(planOf([own, other], [account, { id: 'u8', externalId: '8', login: 'x@y.example' }]), 'e:112'),
    ).toBe('conflict: user-claimed-twice');
  });

  it.each([
    ['login', { login: 'maria.lopez@acme.example', email: 'maria.schmidt@acme.example' }],
    ['email', { login: 'maria.schmidt@acme.example', email: 'maria.lopez@acme.example' }],
  ])(
    'is a conflict by ID although its %s is one’s own, while its other address is another employee’s',
    (_what, addresses) => {
      const lopez = { ...maria, workEmail: 'maria.lopez@acme.example', hireDate: '2023-01-01' };
      const schmidt = {
        id: '57',
        firstName: 'Maria',
        lastName: 'Schmidt',
        workEmail: 'maria.schmidt@acme.example',
        hireDate: '2015-01-01',
      };
      const schmidts = { ...account, lastName: 'Schmidt', hireDate: '2015-01-01', ...addresses };
      const made = planOf([lopez, schmidt], [schmidts]);
      expect(verdictOf(made, 'e:112')).toBe('conflict: user-claimed-twice');
      expect(rowOf(made, 'e:57').selected).toBe(false);
    },
  );

  it.each(['-', '.', '—'])('is not known by a last name that is none: %s', (lastName) => {
    const sukarno = {
      id: '7',
      firstName: 'Sukarno',
      lastName,
      workEmail: 's.admin@acme.example',
      hireDate: '2024-01-01',
    };
    const wati = { id: 'u7', firstName: 'Wati', lastName, login: 's.admin@acme.example', hireDate: '2012-01-01' };
    const made = planOf([sukarno], [{ ...wati, externalId: null }]);
    expect(verdictOf(made, 'e:7')).toBe('conflict: recycled-email');
  });

  it('is nobody’s question once a pin or a link decided', () => {
    for (const parts of [{ links: [aLink('112', 'u1')] }, { decisions: [aPin('112', 'u1')] }]) {
      const made = planOf([{ ...lopez, firstName: 'Kim' }], [schmidts], parts);
      expect(rowOf(made, 'e:112')).toMatchObject({ kind: 'update', siUserId: 'u1', selected: true });
    }
  });

  it('is nobody’s question where the account of a leaver is deactivated already', () => {
    const leaver: EmployeeParts = { ...lopez, firstName: 'Kim', status: 'inactive' };
    expect(verdictOf(planOf([leaver], [schmidts]), 'e:112')).toBe('conflict: recycled-id');
    expect(verdictOf(planOf([leaver], [{ ...schmidts, active: false }]), 'e:112')).toBe(
      'ignored: inactive-never-in-si',
    );
    const mailed = { ...leaver, id: '5', workEmail: 'maria.schmidt@acme.example', lastName: 'Berg' };
    expect(verdictOf(planOf([mailed], [schmidts]), 'e:5')).toBe('conflict: recycled-email');
    expect(verdictOf(planOf([mailed], [{ ...schmidts, active: false }]), 'e:5')).toBe('ignored: inactive-never-in-si');
  });
});

describe('possible duplicates with nothing else in common', () => {
  const newcomer: EmployeeParts = {
    id: '9',
    firstName: 'Jörg',
    lastName: 'Müller',
    workEmail: 'new@acme.example',
    hireDate: null,
  };
  const old: SiUserParts = { id: 'u90', externalId: null, login: 'other@acme.example', hireDate: '2001-01-01' };

  it.each([
    [newcomer, { firstName: 'Joerg', lastName: 'Mueller' }],
    [newcomer, { firstName: 'MUELLER', lastName: 'joerg' }],
    [newcomer, { firstName: null, lastName: 'Müller, Jörg' }],
    [
      { ...newcomer, firstName: 'Joerg', lastName: 'Mueller' },
      { firstName: 'Jörg', lastName: 'Müller' },
    ],
    [
      { ...newcomer, preferredName: 'Jo' },
      { firstName: 'Jo', lastName: 'Muller' },
    ],
    [
      { ...newcomer, lastName: 'von Stetten' },
      { firstName: 'Jörg', lastName: 'Stetten' },
    ],
    [
      { ...newcomer, lastName: "O'Neill" },
      { firstName: 'Jorg', lastName: 'ONeill' },
    ],
    [newcomer, { firstName: 'Jo\u200brg', lastName: 'Müller\u202c' }],
    [newcomer, { firstName: 'Else', lastName: 'Where', externalId: '009' }],
    [
      { ...newcomer, id: '00090' },
      { firstName: 'Else', lastName: 'Where', externalId: '90' },
    ],
  ])('%#: are asked about', (employee, user) => {
    const made = planOf([employee], [{ ...old, ...user }]);
    const key = `e:${employee.id}`;
    expect(verdictOf(made, key)).toBe('create: possible-duplicate');
    expect(rowOf(made, key)).toMatchObject({ selected: false, reason: { people: [{ siUserId: 'u90' }] } });
    expect(rowOf(made, key).records).toHaveLength(2);
    expect(verdictOf(made, 's:u90')).toBe('only-in-si: possible-duplicate');
  });

  it.each([
    ['0', '00'],
    ['900', '9'],
  ])('%s and %s', (id, externalId) => {
    const made = planOf([{ ...newcomer, id }], [{ ...old, externalId, firstName: 'Else', lastName: 'Where' }]);
    expect(verdictOf(made, `e:${id}`)).toBe(id === '0' ? 'create: possible-duplicate' : 'create');
  });

  it('takes leading zeros of an Employee # for the same where it is the ID', () => {
    const user = { ...old, externalId: '7', firstName: 'Else', lastName: 'Where' };
    const employee = { ...newcomer, employeeNumber: '007' };
    expect(verdictOf(planOf([employee], [user], { options: { idKind: 'employee-number' } }), 'e:9')).toBe(
      'create: possible-duplicate',
    );
    expect(verdictOf(planOf([employee], [user]), 'e:9')).toBe('create');
  });
});

describe('a name that is only a particle', () => {
  it.each([
    ['Minh', 'Lê', 'Marine', 'Le Pen'],
    ['Thi', 'Van', 'Piet', 'van Gogh'],
    ['Aung', 'San', 'José', 'San Martin'],
    ['Lan', 'Do', 'Rui', 'do Carmo'],
    ['Kim', 'La', 'Ana', 'de la Cruz'],
    ['Ana', 'de la Cruz', 'Kim', 'La'],
    ['Kim', 'La', 'Ana', 'De La'],
    ['Kim', 'Y', 'Ana', 'Ortega y Gasset'],
  ])('agrees with no other that contains it: %s %s, %s %s', (first, last, siFirst, siLast) => {
    const names = { firstName: siFirst, lastName: siLast };
    const employee = { ...maria, firstName: first, lastName: last };
    const byEmail = planOf([{ ...employee, hireDate: '2024-05-01' }], [{ ...account, ...names, externalId: null }]);
    expect(verdictOf(byEmail, 'e:112')).toBe('conflict: recycled-email');
    const byId = planOf([{ ...employee, workEmail: 'b@acme.example' }], [{ ...account, ...names }]);
    expect(verdictOf(byId, 'e:112')).toBe('conflict: recycled-id');
  });

  it.each([
    ['Minh', 'Lê', 'MINH', 'le'],
    ['Minh', 'Lê', 'Le', 'Minh'],
    ['Ana', 'De La', 'Ana', 'Dela'],
    ['Ana', 'De La', 'Ana', 'La De'],
    ['Ben', 'Adler', 'Ben Thomas', 'Adler'],
    ['Al', 'Smith', 'Al-Bert', 'Smith'],
  ])('agrees with itself, and as a first name with more first names: %s %s, %s %s', (first, last, siFirst, siLast) => {
    const made = planOf(
      [{ ...maria, firstName: first, lastName: last, workEmail: 'b@acme.example' }],
      [{ ...account, firstName: siFirst, lastName: siLast, hireDate: null }],
    );
    expect(rowOf(made, 'e:112').match?.by).toBe('employee-id');
    const evidence = evidenceOf(
      anEmployee({ firstName: first, lastName: last }),
      aSiUser({ firstName: siFirst, lastName: siLast }),
    );
    expect([evidence.firstName, evidence.lastName]).toEqual(['agrees', 'agrees']);
  });

  it('keeps the words beside it comparable', () => {
    const evidence = evidenceOf(
      anEmployee({ firstName: 'Abu', lastName: 'Le Pen' }),
      aSiUser({ firstName: 'Omar Abu', lastName: 'Pen' }),
    );
    expect(evidence).toMatchObject({ firstName: 'contradicts', lastName: 'agrees' });
  });
});

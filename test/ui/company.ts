import type { Change, FieldChange, PersonRecord } from '../../src/domain/change.ts';
import type { RevertRow } from '../../src/domain/revert.ts';
import type { EmployeeId, SiUserId } from '../../src/domain/ids.ts';
import type { RunPerson } from '../../src/domain/run.ts';
import { aChange, aField, aRunPerson } from './builders.ts';

const firstNames = [
  'Amélie',
  'Björn',
  'Chiara',
  'Daniel',
  'Elif',
  'Felix',
  'Grace',
  'Hanna',
  'Ibrahim',
  'Jürgen',
  'Katarzyna',
  'Łukasz',
  'María',
  'Noah',
  'Oksana',
  'Priya',
  'Quentin',
  'Rosa',
  'Søren',
  'Tomasz',
];
const lastNames = [
  'Andersen',
  'Bauer',
  'Çelik',
  'Dvořák',
  'Eriksson',
  'Fernández',
  'Großmann',
  'Hoffmann',
  'Ivanova',
  'Jørgensen',
  'Kowalska',
  'Lefèvre',
  'Müller',
  'Nguyen',
  'O’Brien',
  'Peters',
  'Quispe',
  'Rossi',
  'Schmidt',
  'Tanaka',
];
const departments = ['Engineering', 'Customer Success', 'Design', 'Finance', 'People & Culture', 'Marketing'];
const places = ['Berlin', 'New York', 'Sydney', 'Remote'];

function person(index: number): {
  readonly name: string;
  readonly key: string;
  readonly email: string;
  readonly department: string;
} {
  const first = firstNames[index % firstNames.length] ?? '';
  const last = lastNames[(index * 7 + Math.floor(index / 20)) % lastNames.length] ?? '';
  const login = `${first}.${last}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return {
    name: `${first} ${last}`,
    key: `e:${1000 + index}`,
    email: `${login}${index >= 400 ? index : ''}@acme.example`,
    department: departments[index % departments.length] ?? '',
  };
}

/** A company of the given size with every kind of change, the same every time. */
export function aCompany(size: number): readonly Change[] {
  return Array.from({ length: size }, (_, index) => changeAt(index, size));
}

function changeAt(index: number, size: number): Change {
  const who = person(index);
  const share = index / size;
  if (index === 3) return conflict(who);
  if (share < 0.05) return aChange({ ...who, kind: 'create', fields: newFields(who) });
  if (share < 0.17) return aChange({ ...who, kind: 'update', fields: updateFields(index) });
  if (share < 0.18) return aChange({ ...who, kind: 'deactivate', reason: { code: 'inactive-in-bamboo' } });
  if (share < 0.184)
    return aChange({
      ...who,
      kind: 'reactivate',
      fields: [aField({ field: 'location', before: 'Berlin', after: 'Remote' })],
    });
  if (share < 0.2) return ignored(index, who);
  if (share < 0.214) return onlyInSi(index, who);
  return aChange({ ...who, kind: 'unchanged' });
}

function conflict(who: ReturnType<typeof person>): Change {
  return aChange({
    ...who,
    kind: 'conflict',
    reason: { code: 'duplicate-email-bamboo', people: [{ name: 'Thomas Brandt-Schulze' }] },
  });
}

function ignored(index: number, who: ReturnType<typeof person>): Change {
  const codes = ['no-work-email', 'not-started', 'status-hidden'] as const;
  const code = codes[index % codes.length] ?? 'no-work-email';
  return aChange({
    ...who,
    kind: 'ignored',
    email: code === 'no-work-email' ? undefined : who.email,
    reason: { code },
  });
}

function onlyInSi(index: number, who: ReturnType<typeof person>): Change {
  return aChange({
    ...who,
    key: `s:${index}`,
    kind: 'only-in-si',
    employeeId: undefined,
    match: undefined,
    reason: { code: 'no-employee' },
  });
}

function newFields(who: ReturnType<typeof person>): readonly FieldChange[] {
  const [first = '', last = ''] = who.name.split(' ');
  return [
    aField({ field: 'firstName', before: null, after: first }),
    aField({ field: 'lastName', before: null, after: last }),
    aField({ field: 'workEmail', before: null, after: who.email }),
    aField({ field: 'department', before: null, after: who.department }),
    aField({ field: 'employeeId', state: 'bookkeeping', before: null, after: who.key.slice(2) }),
  ];
}

function updateFields(index: number): readonly FieldChange[] {
  const place = places[index % places.length] ?? 'Berlin';
  const all: readonly (readonly FieldChange[])[] = [
    [
      aField({ field: 'jobTitle', before: 'Software Engineer', after: 'Senior Software Engineer' }),
      aField({ field: 'location', before: place, after: null }),
      aField({ field: 'department', before: null, after: 'Engineering' }),
      aField({
        field: 'supervisor',
        state: 'held-back',
        before: 'Rosa Andersen',
        after: 'Daniel Peters',
        note: { code: 'in-loop', people: [{ name: 'Daniel Peters' }, { name: 'Noah Rossi' }] },
      }),
      aField({ field: 'employeeId', state: 'bookkeeping', before: null, after: '1042' }),
    ],
    [aField({ field: 'supervisor', before: 'Grace Hoffmann', after: 'Ibrahim Çelik' })],
    [aField({ field: 'workEmail', before: `name${index}@old.example`, after: `name${index}@acme.example` })],
    [
      aField({ field: 'gender', before: 'unspecified', after: 'female' }),
      aField({
        field: 'workEmail',
        state: 'same',
        before: 'A.Person@acme.example',
        after: 'a.person@acme.example',
        note: { code: 'case-only' },
      }),
    ],
    [aField({ field: 'lastName', before: 'Schmidt', after: 'Schmidt-Großmann' })],
  ];
  return all[index % all.length] ?? [];
}

/** The company with a possible duplicate on both sides, and a conflict between two accounts of one name. */
export function withDoubts(company: readonly Change[]): readonly Change[] {
  const name = 'Noah Quispe';
  const account = { name, siUserId: 'si-old' as SiUserId };
  const records: readonly PersonRecord[] = [
    {
      side: 'bamboo',
      id: '2001',
      name,
      active: true,
      workEmail: 'noah.quispe@acme.example',
      hireDate: '2026-11-02',
      department: 'Finance',
      jobTitle: 'Controller',
    },
    { side: 'si', id: 'si-old', name, active: true, workEmail: 'noah@contractor.example', department: 'Finance' },
  ];
  const newcomer = aChange({
    kind: 'create',
    name,
    key: 'e:2001',
    employeeId: '2001' as EmployeeId,
    reason: { code: 'possible-duplicate', people: [account] },
    records,
    fields: newFields({ name, key: 'e:2001', email: 'noah.quispe@acme.example', department: 'Finance' }),
    selectedByDefault: false,
    selected: false,
  });
  const old = aChange({
    kind: 'only-in-si',
    name,
    key: 's:si-old',
    employeeId: undefined,
    siUserId: account.siUserId,
    match: undefined,
    email: 'noah@contractor.example',
    department: 'Finance',
    accountActive: true,
    reason: { code: 'possible-duplicate', people: [{ name, employeeId: '2001' as EmployeeId }] },
    records: records.toReversed(),
  });
  const twins = ['si-a', 'si-b'].map((id, index) =>
    aChange({
      kind: 'only-in-si',
      name: 'María Tanaka',
      key: `s:${id}`,
      employeeId: undefined,
      siUserId: id as SiUserId,
      match: undefined,
      email: 'maria.tanaka@acme.example',
      department: index === 0 ? 'Marketing' : 'Design',
      reason: {
        code: 'duplicate-email-si',
        people: [{ name: 'María Tanaka', employeeId: '2002' as EmployeeId }],
      },
    }),
  );
  const torn = aChange({
    kind: 'conflict',
    name: 'María Tanaka',
    key: 'e:2002',
    employeeId: '2002' as EmployeeId,
    siUserId: undefined,
    match: undefined,
    reason: {
      code: 'duplicate-email-si',
      people: twins.map(({ name: twin, siUserId }) => ({ name: twin, siUserId })),
    },
    records: [
      {
        side: 'bamboo',
        id: '2002',
        name: 'María Tanaka',
        active: true,
        workEmail: 'maria.tanaka@acme.example',
        hireDate: '2021-03-01',
        department: 'Marketing',
        jobTitle: 'Head of Brand and Communications',
      },
      ...twins.map(
        ({ name: twin, email, department, siUserId = '' }, index): PersonRecord => ({
          side: 'si',
          id: siUserId,
          name: twin,
          active: index === 0,
          workEmail: email,
          department,
          ...(index === 0 ? { hireDate: '2021-03-01' } : {}),
        }),
      ),
    ],
  });
  return [
    newcomer,
    torn,
    ...company.filter(
      (change) => change.kind !== 'conflict' && change.kind !== 'create' && change.kind !== 'only-in-si',
    ),
    old,
    ...twins,
  ];
}

/** The company with two protected people who left, one of them released, and the acting admin among the leavers. */
export function withLeavers(company: readonly Change[]): readonly Change[] {
  const leaver = (name: string, part: Partial<Change>) =>
    aChange({
      kind: 'deactivate',
      name,
      email: undefined,
      reason: { code: 'protected' },
      selectedByDefault: false,
      selected: false,
      ...part,
    });
  return [
    leaver('Ingeborg Straßer-Van den Heuvel', { email: 'ingeborg.strasser@acme.example', protectedAs: 'admin' }),
    leaver('Hanna Vogel', { protectedAs: 'acting-admin' }),
    leaver('Ada Listed', { protectedAs: 'listed', reason: { code: 'inactive-in-bamboo' }, selected: true }),
    ...company,
  ];
}

/** People of a past run with every outcome. */
export function runPeople(count: number): readonly RunPerson[] {
  return Array.from({ length: count }, (_, index) => {
    const { name, key } = person(index);
    const base = {
      index,
      changeKey: key,
      name,
      siUserId: `si-${index}` as SiUserId,
      kind: index < 4 ? ('create' as const) : ('update' as const),
    };
    if (index === 5) {
      return aRunPerson({
        ...base,
        outcome: 'failed',
        error: {
          code: 'si-rejected',
          context: { status: 422, vendorMessage: 'Login is already in use', operation: 'update user' },
        },
      });
    }
    if (index === 9)
      return aRunPerson({ ...base, outcome: 'skipped', skip: 'waits-for', skipName: 'Katarzyna Großmann' });
    if (index === 12) return aRunPerson({ ...base, outcome: 'skipped', skip: 'changed-since' });
    if (index === 14)
      return aRunPerson({ ...base, outcome: 'unknown', error: { code: 'timeout', context: { timeoutMs: 30000 } } });
    return aRunPerson({ ...base, fields: updateFields(index) });
  });
}

/** What reverting such a run would do: new accounts locked, values put back, some kept. */
export function revertRows(count: number): readonly RevertRow[] {
  return Array.from({ length: count }, (_, index): RevertRow => {
    const { name, key } = person(index);
    const base = { changeKey: key, name, siUserId: `si-${index}` as SiUserId, fields: [] };
    const back = updateFields(index)
      .filter((field) => field.state === 'change')
      .map((field) => ({ ...field, before: field.after, after: field.before }));
    if (index === 3) return { ...base, verdict: 'kept', created: true, protected: true };
    if (index < 4) return { ...base, verdict: 'revert', account: 'deactivate', created: true };
    if (index === 6) return { ...base, verdict: 'revert', account: 'reactivate' };
    if (index === 7) return { ...base, verdict: 'revert', account: 'deactivate', fields: back };
    const kept = back.map((field) => ({ ...field, state: 'held-back' as const }));
    if (index === 8 || index === 11) return { ...base, verdict: 'kept', fields: kept };
    if (index === 4) return { ...base, verdict: 'revert', fields: [...back.slice(0, 1), ...kept.slice(1)] };
    return { ...base, verdict: 'revert', fields: back };
  });
}

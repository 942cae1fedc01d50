import type { FieldChange, FieldNote, FieldNoteCode } from '../../domain/change.ts';
import { HIDDEN, NOT_OFFERED, type Cell } from '../../domain/cell.ts';
import type { BookkeepingField, FieldName, ManagedField, SourceField } from '../../domain/fields.ts';
import type { Employee, Gender, SiUser } from '../../domain/people.ts';
import type { PlanInput } from '../../domain/plan.ts';
import { type DriftRules, driftRules } from './drift.ts';
import { addDisputes } from './disputes.ts';
import { inOwnForm, isOwnForm } from './own-form.ts';
import { isBeforeFirstDay } from './first-day.ts';
import { unreadableFields } from './unreadable.ts';
import { emailOf, genderOf, wantedFirstName, wantedId } from './wanted.ts';

export type PlainField = Exclude<ManagedField, 'supervisor'>;

/** What a comparison needs to know beside the two records. */
export interface DiffRules {
  readonly input: PlanInput;
  /** Fields the admin confirmed to be meant when empty. */
  readonly clears: ReadonlySet<ManagedField>;
  /** Fields that leave the diff because SI drops them silently. */
  readonly notWritable: ReadonlySet<FieldName>;
  /** Fields hidden or unreadable for everybody: said once for all, not on every row. */
  readonly saidOnce: ReadonlySet<string>;
  readonly drift: DriftRules;
  /** Required fields of which no row shows anything: they clear nothing. */
  readonly unreadable: ReadonlySet<SourceField>;
  /** Calendar day of reading. */
  readonly today: string;
  /** Words of BambooHR looked up in the gender table so far. */
  readonly genders: Map<string, Gender>;
}

/** The rules of one plan. */
export function diffRules(input: PlanInput): DiffRules {
  const { bamboo, si } = input.snapshot;
  return {
    input,
    clears: new Set(input.options.emptyMeansEmpty),
    notWritable: new Set(input.history.notWritable),
    saidOnce: new Set([...bamboo.hiddenFields, ...si.unreadableFields]),
    drift: driftRules(input),
    unreadable: new Set(unreadableFields(input)),
    today: input.snapshot.today,
    genders: new Map(),
  };
}

/** Rows without any field to speak of share it. */
export const noFields: readonly FieldChange[] = Object.freeze([]);

/**
 * Adds the fields in which a matched account differs from what BambooHR says (design §3: four value states).
 * The supervisor is not among them: see src/sync/compare/manager-wish.ts.
 */
export function compareFields(into: FieldChange[], employee: Employee, user: SiUser, rules: DiffRules): void {
  const { options } = rules.input;
  const firstName = wantedFirstName(employee, options);
  const email = emailOf(user);
  if (firstName !== user.firstName) plain(into, rules, employee, user, 'firstName', user.firstName, firstName);
  if (employee.lastName !== user.lastName)
    plain(into, rules, employee, user, 'lastName', user.lastName, employee.lastName);
  if (employee.workEmail !== email) plain(into, rules, employee, user, 'workEmail', email, employee.workEmail);
  gender(into, rules, employee, user);
  if (employee.location !== user.location)
    plain(into, rules, employee, user, 'location', user.location, employee.location);
  if (employee.jobTitle !== user.jobTitle)
    plain(into, rules, employee, user, 'jobTitle', user.jobTitle, employee.jobTitle);
  if (employee.department !== user.department)
    plain(into, rules, employee, user, 'department', user.department, employee.department);
  addDisputes(into, employee, user, options);
}

/** Adds ID and hire date where SI lacks them or has others; they are never emptied. */
export function compareBookkeeping(
  into: FieldChange[],
  employee: Employee,
  user: SiUser,
  rules: DiffRules,
  isIdFree: boolean,
): void {
  const id = wantedId(employee, rules.input.options);
  if (id !== user.externalId && typeof id === 'string' && isIdFree) {
    if (isOwnForm(rules.input, user, 'employeeId', user.externalId, id))
      into.push(inOwnForm('employeeId', user.externalId as string, id));
    else bookkeeping(into, rules, 'employeeId', user.externalId, id);
  }
  if (employee.hireDate !== user.hireDate) bookkeeping(into, rules, 'hireDate', user.hireDate, employee.hireDate);
}

/** The fields a new account starts with. */
export function fieldsOfNew(employee: Employee, rules: DiffRules): FieldChange[] {
  const { options } = rules.input;
  const fields: FieldChange[] = [];
  const wanted = wantedFirstName(employee, options);
  const first = typeof wanted === 'string' ? wanted : employee.firstName;
  const add = (field: PlainField | BookkeepingField, cell: Cell, state: 'change' | 'bookkeeping') => {
    if (typeof cell === 'string' && !rules.notWritable.has(field))
      fields.push({ field, state, before: null, after: cell });
  };
  // Names and email are what an invitation consists of: they are sent whatever SI did with a later write.
  for (const [field, cell] of [
    ['firstName', first],
    ['lastName', employee.lastName],
    ['workEmail', employee.workEmail],
  ] as const) {
    if (typeof cell === 'string') fields.push({ field, state: 'change', before: null, after: cell });
  }
  add('gender', typeof employee.gender === 'string' ? genderOf(employee.gender, options) : null, 'change');
  add('location', employee.location, 'change');
  add('jobTitle', employee.jobTitle, 'change');
  add('department', employee.department, 'change');
  addDisputes(fields, employee, undefined, options);
  add('employeeId', wantedId(employee, options), 'bookkeeping');
  add('hireDate', employee.hireDate, 'bookkeeping');
  return fields;
}

/**
 * What keeps an empty value of the row from emptying SI's (design §3, §3.3); undefined where it is certain enough. Before
 * the first day an empty proves nothing, whatever an admin confirmed for everybody else.
 */
export function obstacleToClear(
  employee: Employee,
  field: ManagedField,
  rules: DiffRules,
): 'before-first-day' | 'empty-unproven' | undefined {
  if (isBeforeFirstDay(employee, rules.today)) return 'before-first-day';
  if (rules.clears.has(field)) return undefined;
  return employee.provenEmpty.has(field) && !rules.unreadable.has(field) ? undefined : 'empty-unproven';
}

function plain(
  into: FieldChange[],
  rules: DiffRules,
  employee: Employee,
  user: SiUser,
  field: Exclude<PlainField, 'gender'>,
  before: Cell,
  after: Cell,
): void {
  if (typeof before === 'symbol' || typeof after === 'symbol') {
    unknown(into, rules, employee, field, before, after);
    return;
  }
  if (before !== null && after !== null && before.normalize() === after.normalize()) return;
  if (isOwnForm(rules.input, user, field, before, after)) into.push(inOwnForm(field, before, after));
  else if (rules.notWritable.has(field)) into.push(noted(field, 'same', before, after, 'not-writable'));
  else if (after === null) empty(into, rules, employee, field, before);
  else if (field === 'workEmail' && before !== null && before.toLowerCase() === after.toLowerCase()) {
    into.push(noted(field, 'same', before, after, 'case-only'));
  } else if (field === 'firstName' && after !== employee.firstName)
    into.push(noted(field, 'change', before, after, 'nickname-used'));
  else into.push({ field, state: 'change', before, after });
}

function empty(
  into: FieldChange[],
  rules: DiffRules,
  employee: Employee,
  field: Exclude<PlainField, 'gender'>,
  before: string | null,
): void {
  if (before === null) return;
  if (field === 'workEmail') {
    missingEmail(into, employee, before);
    return;
  }
  const isName = field === 'firstName' || field === 'lastName';
  const obstacle = isName && !rules.clears.has(field) ? 'name-missing' : obstacleToClear(employee, field, rules);
  if (obstacle === undefined) into.push({ field, state: 'change', before, after: null });
  else into.push(noted(field, 'held-back', before, null, obstacle));
}

/** People log in with their address, so none never empties one; a text that is no address is shown. */
function missingEmail(into: FieldChange[], { emailText }: Employee, before: string): void {
  if (emailText === undefined) into.push(noted('workEmail', 'held-back', before, null, 'email-missing'));
  else if (emailText !== before)
    into.push({
      field: 'workEmail',
      state: 'held-back',
      before,
      after: null,
      note: { code: 'email-unusable', text: emailText },
    });
}

function gender(into: FieldChange[], rules: DiffRules, employee: Employee, user: SiUser): void {
  const { gender: word } = employee;
  if (typeof word === 'symbol' || typeof user.gender === 'symbol') {
    unknown(into, rules, employee, 'gender', user.gender, word);
    return;
  }
  const before = user.gender ?? 'unspecified';
  const after = word === null ? 'unspecified' : lookUpGender(word, rules);
  if (before === after) return;
  if (rules.notWritable.has('gender')) into.push(noted('gender', 'same', before, after, 'not-writable'));
  else {
    const obstacle = word === null ? obstacleToClear(employee, 'gender', rules) : undefined;
    if (obstacle === undefined) into.push({ field: 'gender', state: 'change', before, after });
    else into.push(noted('gender', 'held-back', before, after, obstacle));
  }
}

function lookUpGender(word: string, rules: DiffRules): Gender {
  let gender = rules.genders.get(word);
  if (!gender) rules.genders.set(word, (gender = genderOf(word, rules.input.options)));
  return gender;
}

function bookkeeping(into: FieldChange[], rules: DiffRules, field: BookkeepingField, before: Cell, after: Cell): void {
  if (typeof after !== 'string' || typeof before === 'symbol' || rules.notWritable.has(field)) return;
  into.push({ field, state: 'bookkeeping', before, after });
}

/** One of the sides is not known here: nothing is written; it is said where it is not so for everybody. */
function unknown(
  into: FieldChange[],
  rules: DiffRules,
  { disputed }: Employee,
  field: PlainField,
  before: Cell,
  after: Cell,
): void {
  const isDisputed = disputed?.has(field) || (field === 'firstName' && disputed?.has('preferredName'));
  if (isDisputed || rules.saidOnce.has(field) || before === NOT_OFFERED || after === NOT_OFFERED) return;
  const shown = typeof before === 'symbol' ? null : before;
  if (after === HIDDEN) into.push(noted(field, 'same', shown, shown, 'hidden'));
  else into.push(noted(field, 'same', null, typeof after === 'symbol' ? null : after, 'not-readable'));
}

function noted(
  field: FieldName,
  state: FieldChange['state'],
  before: string | null,
  after: string | null,
  code: FieldNoteCode,
): FieldChange {
  return { field, state, before, after, note: noteOf(code) };
}

const sharedNotes = new Map<FieldNoteCode, FieldNote>();

/** A note that names nobody; notes of a code share one object. */
export function noteOf(code: FieldNoteCode): FieldNote {
  let note = sharedNotes.get(code);
  if (!note) sharedNotes.set(code, (note = Object.freeze({ code })));
  return note;
}

import type { FieldName, SourceField } from '../../domain/fields.ts';
import type { FieldChange } from '../../domain/change.ts';
import { type PlainKey, text } from './text.ts';

type AnyField = FieldName | SourceField | 'rights';

const labels: Readonly<Record<AnyField, PlainKey>> = {
  firstName: 'field.firstName',
  lastName: 'field.lastName',
  workEmail: 'field.workEmail',
  gender: 'field.gender',
  location: 'field.location',
  jobTitle: 'field.jobTitle',
  department: 'field.department',
  supervisor: 'field.supervisor',
  employeeId: 'field.employeeId',
  hireDate: 'field.hireDate',
  status: 'field.status',
  preferredName: 'field.preferredName',
  employeeNumber: 'field.employeeNumber',
  rights: 'field.rights',
};

const uses: Readonly<Record<SourceField, PlainKey>> = {
  firstName: 'fieldUse.firstName',
  lastName: 'fieldUse.lastName',
  workEmail: 'fieldUse.workEmail',
  gender: 'fieldUse.gender',
  location: 'fieldUse.location',
  jobTitle: 'fieldUse.jobTitle',
  department: 'fieldUse.department',
  supervisor: 'fieldUse.supervisor',
  hireDate: 'fieldUse.hireDate',
  status: 'fieldUse.status',
  preferredName: 'fieldUse.preferredName',
  employeeNumber: 'fieldUse.employeeNumber',
};

const settings: Readonly<Record<string, PlainKey>> = {
  bambooSubdomain: 'config.bamboo.subdomain',
  bambooKey: 'config.bamboo.key',
  headCount: 'config.bamboo.headCount',
  siAddress: 'config.si.address',
  siToken: 'config.si.token',
};

const genders: Readonly<Record<string, PlainKey>> = {
  male: 'gender.male',
  female: 'gender.female',
  unspecified: 'gender.unspecified',
};

export function fieldLabel(field: AnyField): string {
  return text(labels[field]);
}

/** What BambooHR's field is good for; undefined for names this version does not know. */
export function fieldUse(field: string): string | undefined {
  const key = (uses as Readonly<Record<string, PlainKey>>)[field];
  return key === undefined ? undefined : text(key);
}

/** Labels of fields and settings; an unknown name stays as it is. */
export function fieldLabels(names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const key = (labels as Readonly<Record<string, PlainKey>>)[name] ?? settings[name];
    return key === undefined ? name : text(key);
  });
}

/** A value as people read it: genders translated, empty said. */
export function valueText(field: FieldName, value: string | null): string {
  if (value === null || value === '') return text('app.empty');
  const gender = field === 'gender' ? genders[value] : undefined;
  return gender === undefined ? value : text(gender);
}

export type ChangeSign = 'added' | 'removed' | 'changed' | 'heldBack' | 'bookkeeping' | 'same';

const signWords: Readonly<Record<ChangeSign, PlainKey>> = {
  added: 'change.added',
  removed: 'change.removed',
  changed: 'change.changed',
  heldBack: 'change.heldBack',
  bookkeeping: 'change.bookkeeping',
  same: 'change.same',
};

/** What happens to a field, in a word or two. */
export function signWord(change: FieldChange): string {
  return text(signWords[changeSign(change)]);
}

/** How a field row reads: by its state, and for real changes by which side is empty. */
export function changeSign(change: FieldChange): ChangeSign {
  if (change.state === 'held-back') return 'heldBack';
  if (change.state === 'bookkeeping') return 'bookkeeping';
  if (change.state === 'same') return 'same';
  if (change.before === null) return 'added';
  return change.after === null ? 'removed' : 'changed';
}

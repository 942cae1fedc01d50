import type { Change, FieldChange, ManagerTarget } from '../../domain/change.ts';

/** Whether two rows would write the same to the same account for the same reason. */
export function writesTheSame(one: Change, other: Change): boolean {
  return (
    isSamePerson(one, other) &&
    areSame(one.fields.filter(isWritten), other.fields.filter(isWritten)) &&
    one.manager?.before === other.manager?.before &&
    targetText(one.manager?.after) === targetText(other.manager?.after)
  );
}

/** Whether two rows show an admin the same: also what is held back, and why. */
export function showsTheSame(one: Change, other: Change): boolean {
  return (
    isSamePerson(one, other) &&
    one.name === other.name &&
    areSame(one.fields, other.fields) &&
    one.managerNow === other.managerNow &&
    targetText(one.managerWanted) === targetText(other.managerWanted)
  );
}

function isSamePerson(one: Change, other: Change): boolean {
  return (
    one.kind === other.kind &&
    one.siUserId === other.siUserId &&
    one.employeeId === other.employeeId &&
    one.accountActive === other.accountActive &&
    one.protectedAs === other.protectedAs &&
    one.reason?.code === other.reason?.code
  );
}

function isWritten(field: FieldChange): boolean {
  return field.state === 'change' || field.state === 'bookkeeping';
}

function areSame(one: readonly FieldChange[], other: readonly FieldChange[]): boolean {
  if (one === other) return true;
  return one.length === other.length && one.every((field, at) => isSameField(field, other[at] as FieldChange));
}

function isSameField(one: FieldChange, other: FieldChange): boolean {
  return (
    one.field === other.field &&
    one.state === other.state &&
    one.before === other.before &&
    one.after === other.after &&
    one.note?.code === other.note?.code
  );
}

function targetText(target: ManagerTarget | undefined): string {
  if (target === undefined) return '-';
  if (target === null) return 'nobody';
  return 'siUserId' in target ? `s:${target.siUserId}` : `e:${target.createdFor}`;
}

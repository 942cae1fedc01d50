import type { MatchKind } from '../../domain/link.ts';
import { changedFields } from '../../sync/compare/changed-fields.ts';
import type { Change, ChangeKind, Reason } from '../../domain/change.ts';
import type { FieldName } from '../../domain/fields.ts';
import { personText } from '../format/person-text.ts';
import { isWriting } from '../../domain/change.ts';

/** What the list keeps of a person: enough to show, search and count; details are read when a row is opened. */
export interface PlanRow {
  /** Position in the plan; tells the page the details lie in. */
  readonly index: number;
  readonly key: string;
  readonly kind: ChangeKind;
  readonly name: string;
  readonly employeeId: Change['employeeId'];
  readonly siUserId: Change['siUserId'];
  readonly email: string | undefined;
  readonly department: string | undefined;
  /** Name, email and IDs as either side has them. */
  readonly words: string;
  readonly selected: boolean;
  /** Rows that are not imported unless an admin says so are left out when many are ticked at once. */
  readonly byDefault: boolean;
  readonly reason: Pick<Reason, 'code' | 'atMs' | 'people'> | undefined;
  readonly protectedAs: Change['protectedAs'];
  readonly match: MatchKind | undefined;
  readonly changed: readonly FieldName[];
  readonly heldBack: number;
  readonly emailChange: readonly [before: string, after: string] | undefined;
  /** An ID already there is replaced by another. */
  readonly idChanges: boolean;
}

const noFields: readonly FieldName[] = [];

export function toPlanRow(change: Change, index: number): PlanRow {
  const changed = changedFields(change.fields);
  const email = change.fields.find((field) => field.field === 'workEmail' && field.state === 'change');
  return {
    index,
    key: change.key,
    kind: change.kind,
    name: change.name,
    employeeId: change.employeeId,
    siUserId: change.siUserId,
    email: change.email,
    department: change.department,
    words: personText(change),
    selected: isWriting(change.kind) && change.selected,
    byDefault: change.selectedByDefault,
    reason: change.reason,
    protectedAs: change.protectedAs,
    match: change.match?.by,
    changed: changed.length === 0 ? noFields : changed,
    heldBack: change.fields.filter((field) => field.state === 'held-back').length,
    emailChange: typeof email?.before === 'string' && email.after !== null ? [email.before, email.after] : undefined,
    idChanges: change.fields.some(
      (field) =>
        field.field === 'employeeId' &&
        field.state !== 'held-back' &&
        field.before !== null &&
        field.after !== field.before &&
        field.after !== null,
    ),
  };
}

import type { Change, ChangeKind } from '../../domain/change.ts';
import { noFields } from '../compare/diff.ts';

/** A row while it is put together. */
export type RowDraft = { -readonly [Key in keyof Change]: Change[Key] };

/** A row with the keys most rows need, so that most rows share one shape. */
export function newRow(key: string, kind: ChangeKind, name: string): RowDraft {
  return {
    key,
    kind,
    name,
    employeeId: undefined,
    siUserId: undefined,
    email: undefined,
    department: undefined,
    match: undefined,
    reason: undefined,
    fields: noFields,
    accountActive: undefined,
    managerNow: undefined,
    selectedByDefault: false,
    selected: false,
  };
}

import type { ManagerTarget } from '../../src/domain/change.ts';
import type { EmployeeId, SiUserId } from '../../src/domain/ids.ts';
import { NOT_OFFERED } from '../../src/domain/cell.ts';
import type { Gender, SiUser } from '../../src/domain/people.ts';
import type { Operation, WriteValues } from '../../src/domain/operation.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { aSiUser } from '../builders/people.ts';

/** SI as it is while operations are applied: accounts by id. */
export type SiState = Map<SiUserId, SiUser>;

/** The account a creation makes in this model. */
export function newAccountOf(employeeId: EmployeeId): SiUserId {
  return `new-${employeeId}` as SiUserId;
}

export function stateOf(snapshot: Snapshot): SiState {
  return new Map(snapshot.si.users.map((user) => [user.id, user]));
}

/** Applies one operation as SI would. Effects: changes `state`. */
export function applyOperation(state: SiState, operation: Operation): void {
  const id = operation.siUserId ?? newAccountOf(operation.employeeId as EmployeeId);
  if (operation.stage === 'create') {
    const { firstName = null, lastName = null, workEmail = null } = operation.values;
    state.set(id, {
      ...aSiUser({ id, firstName, lastName, login: workEmail, email: workEmail }),
      externalId: null,
      hireDate: null,
    });
    return;
  }
  const user = state.get(id);
  if (!user) throw new Error(`${operation.stage} of ${id}, who does not exist`);
  if (operation.stage === 'fields') state.set(id, written(user, operation.values));
  if (operation.stage === 'reactivate') state.set(id, { ...user, active: true });
  if (operation.stage === 'deactivate') state.set(id, { ...user, active: false });
  if (operation.stage === 'managers') state.set(id, { ...user, managerId: accountOf(state, operation.to) });
}

/** The snapshot after all operations, in their order. */
export function applyPlan(snapshot: Snapshot, operations: readonly Operation[]): Snapshot {
  const state = stateOf(snapshot);
  for (const operation of operations) applyOperation(state, operation);
  return { ...snapshot, si: { ...snapshot.si, users: [...state.values()] } };
}

function written(user: SiUser, values: WriteValues): SiUser {
  const { workEmail, employeeId, gender, ...others } = values;
  const moved: SiUser = { ...user, ...others };
  return {
    ...moved,
    login: workEmail === undefined ? user.login : workEmail,
    email: workEmail === undefined || user.email === NOT_OFFERED ? user.email : workEmail,
    gender: gender === undefined ? user.gender : (gender as Gender | null),
    externalId: employeeId === undefined ? user.externalId : employeeId,
  };
}

function accountOf(state: SiState, target: ManagerTarget): SiUserId | null {
  if (target === null) return null;
  const id = 'siUserId' in target ? target.siUserId : newAccountOf(target.createdFor);
  if (!state.has(id)) throw new Error(`manager ${id} does not exist`);
  return id;
}

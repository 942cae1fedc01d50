import type { BambooEmployee } from '../../sandbox/state/bamboo-state.ts';
import type { SandboxState } from '../../sandbox/state/sandbox-state.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';

export interface NaiveRow {
  kind: 'create' | 'update' | 'deactivate' | 'reactivate' | 'unchanged' | 'ignored' | 'conflict';
  employee: BambooEmployee;
  user: SiUser | null;
  /** Wanted values of fields that differ, manager left out. */
  fields: Record<string, string | null>;
  /** SI id of the wanted manager when it differs; undefined when it does not or is held back. */
  manager?: string | null;
  /** BambooHR id of a manager who has no account yet. */
  managerToCome?: string;
  heldBack: boolean;
  matchedBy: 'id' | 'email' | null;
}

export interface NaivePlan {
  rows: NaiveRow[];
  onlyInSi: SiUser[];
}

const GENDERS: Record<string, string> = { Male: 'male', Female: 'female' };

/** A second, independent reading of both sides, straight from the state: the yardstick of the generator. */
export function naivePlan(state: SandboxState): NaivePlan {
  const byExternalId = new Map(state.si.users.map((user) => [user.externalSystemId ?? '', user]));
  const byLogin = new Map(state.si.users.map((user) => [user.loginname.toLowerCase(), user]));
  const emailCount = new Map<string, number>();
  for (const { workEmail } of state.bamboo.employees) {
    if (workEmail !== null) emailCount.set(workEmail.toLowerCase(), (emailCount.get(workEmail.toLowerCase()) ?? 0) + 1);
  }
  const matched = new Map<string, SiUser>();
  const rows = state.bamboo.employees.map((employee): NaiveRow => {
    const row: NaiveRow = { kind: 'unchanged', employee, user: null, fields: {}, heldBack: false, matchedBy: null };
    const email = employee.workEmail?.toLowerCase() ?? null;
    const byId = byExternalId.get(employee.id);
    const byEmail = email === null ? undefined : byLogin.get(email);
    if (email !== null && (emailCount.get(email) ?? 0) > 1) return { ...row, kind: 'conflict' };
    if (!byId && byEmail && byEmail.externalSystemId !== null) return { ...row, kind: 'conflict', user: byEmail };
    row.user = byId ?? byEmail ?? null;
    row.matchedBy = byId ? 'id' : byEmail ? 'email' : null;
    if (row.user) matched.set(employee.id, row.user);
    return row;
  });
  const coming = new Set<string>();
  for (const row of rows) {
    if (row.kind === 'conflict' || row.user) continue;
    const creates = row.employee.status === 'Active' && row.employee.workEmail !== null;
    row.kind = creates ? 'create' : 'ignored';
    if (creates) coming.add(row.employee.id);
  }
  for (const row of rows) {
    if (row.kind !== 'unchanged' || !row.user) {
      if (row.kind === 'create') findManager(row, matched, coming);
      continue;
    }
    const { employee, user } = row;
    if (employee.status === 'Inactive') {
      row.kind = user.isActive ? 'deactivate' : 'unchanged';
      continue;
    }
    const email = employee.workEmail ?? user.loginname;
    const wanted: Record<string, string | null> = {
      firstName: employee.firstName,
      lastName: employee.lastName,
      loginname: email.toLowerCase() === user.loginname.toLowerCase() ? user.loginname : email,
      gender: GENDERS[employee.gender ?? ''] ?? 'unspecified',
      location: employee.location,
      role: employee.jobTitle,
      department: employee.department,
    };
    const present = user as unknown as Record<string, string | null>;
    for (const [key, value] of Object.entries(wanted)) if (present[key] !== value) row.fields[key] = value;
    findManager(row, matched, coming);
    const differs = Object.keys(row.fields).length > 0 || row.manager !== undefined || row.managerToCome !== undefined;
    row.kind = user.isActive ? (differs ? 'update' : 'unchanged') : 'reactivate';
  }
  const claimed = new Set(rows.flatMap((row) => row.user ?? []));
  return { rows, onlyInSi: state.si.users.filter((user) => !claimed.has(user)) };
}

function findManager(row: NaiveRow, matched: Map<string, SiUser>, coming: Set<string>): void {
  const wanted = row.employee.supervisorEId;
  const present = row.user?.managerId ?? null;
  if (wanted === null) {
    if (present !== null) row.manager = null;
    return;
  }
  const manager = matched.get(wanted);
  if (manager) {
    if (manager.id !== present) row.manager = manager.id;
  } else if (coming.has(wanted)) row.managerToCome = wanted;
  else row.heldBack = true;
}

/** True when somebody is above himself in a chart of id to manager id. */
export function hasLoop(chart: Map<string, string | null>): boolean {
  for (const start of chart.keys()) {
    let above = chart.get(start) ?? null;
    for (let steps = 0; above !== null; steps += 1) {
      if (above === start || steps > 50) return true;
      above = chart.get(above) ?? null;
    }
  }
  return false;
}

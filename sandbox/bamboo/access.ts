import type { BambooCompany, BambooEmployee, BambooKey } from '../state/bamboo-state.ts';

function reportIds(company: BambooCompany, boss: string): Set<string> {
  const byBoss = new Map<string, string[]>();
  for (const employee of company.employees) {
    if (employee.supervisorEId === null) continue;
    const list = byBoss.get(employee.supervisorEId);
    if (list) list.push(employee.id);
    else byBoss.set(employee.supervisorEId, [employee.id]);
  }
  const found = new Set<string>([boss]);
  for (const id of found) for (const report of byBoss.get(id) ?? []) found.add(report);
  return found;
}

/** A test of which employees the access level of a key covers (BambooHR reference §4). */
export function reachOf(key: BambooKey, company: BambooCompany): (employee: BambooEmployee) => boolean {
  const { reach } = key;
  switch (reach.kind) {
    case 'all':
      return () => true;
    case 'none':
      return () => false;
    case 'self':
      return (employee) => employee.id === key.employeeId;
    case 'reports': {
      const ids = reportIds(company, key.employeeId);
      return (employee) => ids.has(employee.id);
    }
    case 'not-terminated':
      return (employee) => employee.employmentHistoryStatus !== 'Terminated';
    case 'locations':
      return (employee) => employee.location !== null && reach.locations.includes(employee.location);
    case 'ids':
    default: {
      const ids = new Set(reach.ids);
      return (employee) => ids.has(employee.id);
    }
  }
}

/** Whether the access level withholds a field from everybody. */
export function isHiddenForAll(key: BambooKey, canonical: string): boolean {
  return key.hiddenFields.includes(canonical);
}

/** Whether the access level withholds a field of one employee. */
export function isHidden(key: BambooKey, canonical: string, employeeId: string): boolean {
  if (isHiddenForAll(key, canonical)) return true;
  const { hiddenFor } = key;
  return hiddenFor !== null && hiddenFor.fields.includes(canonical) && hiddenFor.ids.includes(employeeId);
}

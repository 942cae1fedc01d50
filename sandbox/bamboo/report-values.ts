import type { BambooEmployee } from '../state/bamboo-state.ts';
import type { BambooModes } from '../state/bamboo-modes.ts';

const FEW = 3;

function hasThree({ jobTitle, department, location }: BambooEmployee): boolean {
  return jobTitle !== null && department !== null && location !== null;
}

/**
 * The records a report reads: by mode job title, department and location stand under each other's names, for
 * everybody or for the first three active people (corrections §7: keys and values out of alignment).
 */
export function reportRecords(employees: BambooEmployee[], mode: BambooModes['reportValues']): BambooEmployee[] {
  if (mode === 'aligned') return employees;
  const few = employees.filter((employee) => employee.status === 'Active' && hasThree(employee)).slice(0, FEW);
  const touched = new Set(mode === 'exchanged' ? employees : few);
  return employees.map((employee) => {
    if (!touched.has(employee)) return employee;
    const { jobTitle, department, location } = employee;
    return { ...employee, jobTitle: department, department: location, location: jobTitle };
  });
}

import type { BambooEmployee } from '../../state/bamboo-state.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs } from '../scenario-tools.ts';

/** The lower one becomes the manager of the upper one. */
function exchange(upper: BambooEmployee, lower: BambooEmployee): void {
  lower.supervisorEId = upper.supervisorEId;
  upper.supervisorEId = lower.id;
}

export const swaps: Scenario = {
  name: 'swaps',
  description: 'managers and reports changed places: two swaps and a rotation over three levels, no loop in the end',
  apply: (context) => {
    const byId = new Map(context.state.bamboo.employees.map((employee) => [employee.id, employee]));
    const boss = (employee: BambooEmployee | undefined): BambooEmployee | undefined =>
      employee?.supervisorEId === null || employee === undefined ? undefined : byId.get(employee.supervisorEId);
    const used = new Set<BambooEmployee>();
    let swapped = 0;
    for (const { employee } of calmPairs(context, (person) => person.reports === 0 && person.level >= 4)) {
      const upper = boss(employee);
      const top = boss(upper);
      if (!upper || !top || [employee, upper, top].some((entry) => used.has(entry))) continue;
      if (swapped === 2) {
        employee.supervisorEId = top.supervisorEId;
        top.supervisorEId = upper.id;
        upper.supervisorEId = employee.id;
      } else exchange(upper, employee);
      for (const entry of [employee, upper, top]) used.add(entry);
      swapped += 1;
      if (swapped === 3) return;
    }
  },
};

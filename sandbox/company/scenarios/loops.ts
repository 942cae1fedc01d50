import type { BambooEmployee } from '../../state/bamboo-state.ts';
import type { Scenario, ScenarioContext } from '../scenario.ts';
import { calmPairs } from '../scenario-tools.ts';

/** The people from an employee up to the top, the employee first. */
function chainUp(context: ScenarioContext, employee: BambooEmployee): BambooEmployee[] {
  const byId = new Map(context.state.bamboo.employees.map((entry) => [entry.id, entry]));
  const chain: BambooEmployee[] = [];
  for (let next: BambooEmployee | undefined = employee; next && chain.length < 50; ) {
    chain.push(next);
    next = next.supervisorEId === null ? undefined : byId.get(next.supervisorEId);
  }
  return chain;
}

export const loops: Scenario = {
  name: 'loops',
  description: 'BambooHR has loops: two chiefs, two colleagues, four levels, and somebody reporting to himself',
  apply: (context) => {
    const [top] = context.state.bamboo.employees;
    const chief = context.state.bamboo.employees.find((employee) => employee.supervisorEId === top?.id);
    if (top && chief) top.supervisorEId = chief.id;
    const leaves = calmPairs(context, (person) => person.reports === 0 && person.level > 1);
    const [one, two, self, deep] = leaves;
    if (one && two) {
      one.employee.supervisorEId = two.employee.id;
      two.employee.supervisorEId = one.employee.id;
    }
    if (self) self.employee.supervisorEId = self.employee.id;
    if (deep) {
      const chain = chainUp(context, deep.employee);
      const upper = chain.find((employee, index) => index >= 2 && employee !== top && employee !== chief);
      if (upper) upper.supervisorEId = deep.employee.id;
    }
  },
};

import { shiftDay } from '../../dates.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs } from '../scenario-tools.ts';

export const massLeave: Scenario = {
  name: 'mass-leave',
  description: 'well over half of the accounts belong to people who are suddenly inactive',
  apply: (context) => {
    const active = context.state.si.users.filter((user) => user.isActive).length;
    const pairs = calmPairs(context, (person) => person.level > 0);
    for (const { employee } of pairs.slice(0, Math.ceil(active * 0.58))) {
      employee.status = 'Inactive';
      employee.employmentHistoryStatus = 'Terminated';
      employee.terminationDate = shiftDay(context.state.today, -1);
    }
  },
};

import { dayToEpoch, shiftDay } from '../../dates.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs } from '../scenario-tools.ts';

export const startingTomorrow: Scenario = {
  name: 'starting-tomorrow',
  description: 'people with an account start tomorrow: title, department and supervisor are empty until then',
  apply: (context) => {
    const tomorrow = shiftDay(context.state.today, 1);
    for (const [index, { employee, user }] of calmPairs(context, (person) => person.reports === 0)
      .slice(0, 6)
      .entries()) {
      const { jobTitle, department, supervisorEId, status, employmentHistoryStatus } = employee;
      const values = { jobTitle, department, supervisorEId, status, employmentHistoryStatus };
      employee.future.push({ from: tomorrow, values });
      Object.assign(employee, { hireDate: tomorrow, jobTitle: null, department: null, supervisorEId: null });
      // BambooHR reference §7: normally Inactive until the day; Active is what public client threads tell of.
      if (index >= 4) Object.assign(employee, { status: 'Inactive', employmentHistoryStatus: null });
      user.hiringDate = dayToEpoch(tomorrow);
    }
  },
};

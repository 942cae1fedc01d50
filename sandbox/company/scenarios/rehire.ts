import { bambooTime, dayToEpoch, shiftDay } from '../../dates.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs, freshEmployeeId } from '../scenario-tools.ts';

export const rehire: Scenario = {
  name: 'rehire',
  description:
    'people came back with a new record and the old email: old record inactive, or deleted; account locked, or not',
  apply: (context) => {
    const { bamboo } = context.state;
    const { today } = context.state;
    const at = bambooTime(dayToEpoch(shiftDay(today, -4)) + 30_000_000);
    for (const [index, { employee, user }] of calmPairs(context, (person) => person.reports === 0)
      .slice(0, 4)
      .entries()) {
      const record = structuredClone(employee);
      Object.assign(record, {
        id: freshEmployeeId(context),
        employeeNumber: String(9000 + index),
        hireDate: shiftDay(today, -4),
        originalHireDate: employee.hireDate,
        createdAt: at,
        lastChanged: at,
      });
      bamboo.employees.push(record);
      Object.assign(employee, {
        status: 'Inactive',
        employmentHistoryStatus: 'Terminated',
        terminationDate: shiftDay(today, -200),
        workEmail: null,
        lastChanged: at,
      });
      if (index !== 1) user.isActive = false;
      if (index === 2) {
        bamboo.employees = bamboo.employees.filter((entry) => entry !== employee);
        bamboo.deleted.push({ id: employee.id, at });
      }
    }
  },
};

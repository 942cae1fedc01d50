import type { Scenario } from '../scenario.ts';

export const noHireDates: Scenario = {
  name: 'no-hire-dates',
  description: 'the hire date is readable and empty for everybody in BambooHR',
  apply: (context) => {
    for (const employee of context.state.bamboo.employees) employee.hireDate = null;
  },
};

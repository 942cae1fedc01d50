import type { Scenario } from '../scenario.ts';

export const small: Scenario = {
  name: 'small',
  description: 'eight people, one of them new and one leaving',
  employees: 8,
  apply: () => {},
};

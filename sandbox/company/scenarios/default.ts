import type { Scenario } from '../scenario.ts';

export const defaultScenario: Scenario = {
  name: 'default',
  description: 'an ordinary company: every kind of change, nothing a guard would stop',
  apply: () => {},
};

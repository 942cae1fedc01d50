import type { Scenario } from '../scenario.ts';

export const chicago: Scenario = {
  name: 'chicago',
  description: 'the company lives in America/Chicago and its accounts show hire dates at midnight there',
  apply: (context) => {
    context.state.si.settings.timeZone = 'America/Chicago';
    context.modes.si.hiringDateAt = 'zone-midnight';
  },
};

import type { Scenario } from '../scenario.ts';

export const bareLists: Scenario = {
  name: 'bare-lists',
  description: 'lists of Small Improvements carry the proven keys only',
  apply: (context) => {
    context.modes.si.listKeys = 'proven';
  },
};

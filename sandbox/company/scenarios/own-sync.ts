import type { Scenario } from '../scenario.ts';

export const ownSync: Scenario = {
  name: 'own-sync',
  description: 'the own BambooHR synchronisation of Small Improvements is on and owns the profiles',
  apply: (context) => {
    context.state.si.settings.synchronizedWithBamboo = true;
  },
};

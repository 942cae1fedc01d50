import type { Scenario } from '../scenario.ts';

export const hiddenStatus: Scenario = {
  name: 'hidden-status',
  description: 'the key cannot see the status of anybody',
  apply: (context) => {
    context.keyName = 'noStatus';
  },
};

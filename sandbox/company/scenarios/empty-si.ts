import type { Scenario } from '../scenario.ts';
import { keepUsers } from '../scenario-tools.ts';

export const emptySi: Scenario = {
  name: 'empty-si',
  description: 'Small Improvements has its administrators only',
  apply: (context) => {
    keepUsers(context, (user) => user.isAdmin);
    context.state.si.licences.paid = context.people.length + 50;
  },
};

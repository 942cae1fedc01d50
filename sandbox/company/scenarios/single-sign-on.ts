import type { Scenario } from '../scenario.ts';

export const singleSignOn: Scenario = {
  name: 'single-sign-on',
  description: 'Small Improvements has single sign-on and words of its own for managers and reports',
  apply: (context) => {
    Object.assign(context.state.si.settings, { ssoActive: true, allowRegularLogin: true });
    context.modes.si.vocabulary = 'renamed';
  },
};

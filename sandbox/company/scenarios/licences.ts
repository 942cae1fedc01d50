import type { Scenario } from '../scenario.ts';
import { countLicences } from '../si-company.ts';

export const licences: Scenario = {
  name: 'licences',
  description: 'two licences left and no more to be had: new people fit only after the leavers are gone',
  apply: (context) => {
    const { si } = context.state;
    si.licences = { paid: countLicences(si.users) + 2, autoAdjust: false, overageLockout: true };
  },
};

import type { Scenario } from '../scenario.ts';
import { countLicences } from '../si-company.ts';

export const autoLicences: Scenario = {
  name: 'auto-licences',
  description: 'fifteen licences more in use than paid, and Small Improvements adjusts them by itself',
  apply: (context) => {
    const { si } = context.state;
    si.licences = { paid: Math.max(1, countLicences(si.users) - 15), autoAdjust: true, overageLockout: false };
  },
};

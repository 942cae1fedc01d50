import { shiftDay } from '../../dates.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs } from '../scenario-tools.ts';

export const protectedLeavers: Scenario = {
  name: 'protected',
  description: 'among the leavers are an SI administrator, a guest and a member of the SI staff',
  apply: (context) => {
    const [admin, guest, staff] = calmPairs(context, (person) => person.reports === 0);
    if (admin) admin.user.isAdmin = true;
    if (guest) guest.user.isGuest = true;
    if (staff) staff.user.isSmallImprovements = true;
    for (const pair of [admin, guest, staff]) {
      if (!pair) continue;
      pair.employee.status = 'Inactive';
      pair.employee.employmentHistoryStatus = 'Terminated';
      pair.employee.terminationDate = shiftDay(context.state.today, -2);
    }
  },
};

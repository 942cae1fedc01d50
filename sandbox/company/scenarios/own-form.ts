import type { Scenario } from '../scenario.ts';
import { calmPairs } from '../scenario-tools.ts';

const LONG_PLACE = 'Manchester, Oxford Road Station Approach';

export const ownForm: Scenario = {
  name: 'own-form',
  description: 'Small Improvements keeps texts in a form of its own: titles collapsed, departments escaped, places cut',
  apply: (context) => {
    context.modes.si.storedForm = { role: 'collapse', department: 'escape', location: 'cut' };
    for (const user of context.state.si.users) user.department = user.department?.replaceAll('&', '&amp;') ?? null;
    const pairs = calmPairs(context, (person) => person.reports === 0);
    for (const { employee, user } of pairs.slice(0, 3)) {
      employee.jobTitle = 'Senior  Engineer';
      user.role = 'Senior Engineer';
    }
    for (const { employee, user } of pairs.slice(3, 6)) {
      employee.department = 'Research & Development';
      user.department = 'Research &amp; Development';
    }
    for (const { employee, user } of pairs.slice(6, 9)) {
      employee.location = LONG_PLACE;
      user.location = LONG_PLACE.slice(0, 20);
    }
    // Not stored yet: the first import learns the form.
    for (const { employee } of pairs.slice(9, 12)) employee.jobTitle = 'Lead  Engineer';
  },
};

import { shiftDay, dayToEpoch } from '../../dates.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs, newcomers } from '../scenario-tools.ts';

export const recycled: Scenario = {
  name: 'recycled',
  description: 'accounts of former people carry the IDs of new ones; an employee number is used twice',
  apply: (context) => {
    const { state, random } = context;
    const strangers = state.si.users.filter((user) => user.externalSystemId === null && !user.isAdmin && !user.isGuest);
    const unmatched = new Set(Object.keys(state.truth.onlyInSi));
    const former = strangers.filter((user) => unmatched.has(user.id));
    const fresh = newcomers(context);
    const copies = 3 - former.length;
    for (let index = 0; index < copies; index += 1) {
      const [source] = former;
      if (!source) break;
      const id = `${source.id.slice(0, 20)}${'abc'[index]}${source.id.slice(21)}`;
      const login = `former.person${index}@larkspur.example`;
      const copy = { ...source, id, firstName: `Former${index}`, lastName: 'Person', loginname: login, email: login };
      former.push(copy);
      state.si.users.push(copy);
    }
    for (const [index, employee] of fresh.slice(0, 3).entries()) {
      const user = former[index];
      if (!user) continue;
      user.externalSystemId = employee.id;
      user.hiringDate = dayToEpoch(shiftDay(state.today, -random.int(900, 2000)));
    }
    const [gone] = context.people.filter((person) => person.kind === 'gone' || person.kind === 'never-in-si');
    const [calm] = calmPairs(context);
    const old = gone ? state.bamboo.employees[gone.index] : undefined;
    if (old && calm) old.employeeNumber = calm.employee.employeeNumber;
  },
};

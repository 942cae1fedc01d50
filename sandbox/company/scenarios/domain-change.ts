import { MAIL_DOMAIN } from '../people.ts';
import type { Scenario } from '../scenario.ts';

const NEW_DOMAIN = 'larkspur-group.example';

export const domainChange: Scenario = {
  name: 'domain-change',
  description: 'the whole company has a new email domain in BambooHR; every account still has the old one and its ID',
  apply: (context) => {
    for (const person of context.people) {
      const user = context.users.get(person.index);
      if (user) user.externalSystemId ??= person.id;
    }
    for (const employee of context.state.bamboo.employees) {
      employee.workEmail = employee.workEmail?.replace(`@${MAIL_DOMAIN}`, `@${NEW_DOMAIN}`) ?? null;
    }
  },
};

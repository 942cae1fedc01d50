import { MAIL_DOMAIN } from '../people.ts';
import type { Scenario } from '../scenario.ts';
import { newcomers } from '../scenario-tools.ts';

export const duplicates: Scenario = {
  name: 'duplicates',
  description: 'new people whose name somebody in Small Improvements already has, under another email',
  apply: (context) => {
    const template = context.state.si.users.find(
      (user) => context.state.truth.onlyInSi[user.id]?.reason === 'set up by hand',
    );
    if (!template) return;
    for (const [index, employee] of newcomers(context).slice(0, 2).entries()) {
      const login = `j.smith${index}@${MAIL_DOMAIN}`;
      const id = `${template.id.slice(0, 20)}${'xy'[index]}${template.id.slice(21)}`;
      const names = { firstName: employee.firstName ?? '', lastName: employee.lastName ?? '' };
      context.state.si.users.push({ ...template, ...names, id, loginname: login, email: login });
    }
  },
};

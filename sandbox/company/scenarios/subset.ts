import type { Scenario } from '../scenario.ts';
import { keepUsers } from '../scenario-tools.ts';

export const subset: Scenario = {
  name: 'subset',
  description: '600 people, a key that sees 30 of them, and only those in Small Improvements',
  employees: 600,
  apply: (context) => {
    context.keyName = 'subset';
    const reach = context.state.bamboo.keys.find((key) => key.name === 'subset')?.reach;
    const visible = new Set(reach?.kind === 'ids' ? reach.ids : []);
    const cast = new Set<number>(Object.values(context.cast));
    const outside = new Set(
      context.people
        .filter((person) => !visible.has(person.id) && !cast.has(person.index))
        .flatMap((person) => context.users.get(person.index)?.id ?? []),
    );
    keepUsers(context, (user) => !outside.has(user.id));
  },
};

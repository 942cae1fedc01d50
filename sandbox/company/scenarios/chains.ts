import { MAIL_DOMAIN } from '../people.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs, type Pair } from '../scenario-tools.ts';

/** Gives every pair the present login of the next one; the last one gets `last`. */
function passOn(pairs: Pair[], last: string): void {
  for (const [index, pair] of pairs.entries()) pair.employee.workEmail = pairs[index + 1]?.user.loginname ?? last;
}

export const chains: Scenario = {
  name: 'chains',
  description: 'work emails move between people: a chain of three, a swap, a ring of three',
  apply: (context) => {
    const pairs = calmPairs(context, (person) => person.reports === 0);
    const chain = pairs.slice(0, 3);
    const swap = pairs.slice(3, 5);
    const ring = pairs.slice(5, 8);
    passOn(chain, `moved.away@${MAIL_DOMAIN}`);
    passOn(swap, swap[0]?.user.loginname ?? '');
    passOn(ring, ring[0]?.user.loginname ?? '');
  },
};

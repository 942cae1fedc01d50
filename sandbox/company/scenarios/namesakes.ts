import { avatarPath } from '../../si/user-shapes.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs, type Pair } from '../scenario-tools.ts';
import { picturePath } from '../si-own-fields.ts';

/** Gives one person the name of another on both sides. */
function renameLike(pair: Pair, { employee, user }: Pair): void {
  Object.assign(pair.user, { firstName: user.firstName, lastName: user.lastName });
  const { firstName, lastName, preferredName } = employee;
  Object.assign(pair.employee, { firstName, lastName, preferredName });
}

export const namesakes: Scenario = {
  name: 'namesakes',
  description: 'three times two people of the same name: with one default avatar, with two of them, with pictures',
  apply: (context) => {
    const pairs = calmPairs(context);
    for (const pair of pairs) pair.user.picture = null;
    const colour = (pair: Pair): string => avatarPath(pair.user).split('/')[3] ?? '';
    const takeTwo = (same: boolean): [Pair, Pair] | undefined => {
      for (const one of pairs) {
        const other = pairs.find((pair) => pair !== one && (colour(pair) === colour(one)) === same);
        if (!other) continue;
        for (const taken of [one, other]) pairs.splice(pairs.indexOf(taken), 1);
        renameLike(other, one);
        return [one, other];
      }
      return undefined;
    };
    takeTwo(true);
    takeTwo(false);
    for (const { user } of takeTwo(false) ?? []) user.picture = picturePath(user.id);
    // Two of those left have no photo in BambooHR either.
    for (const { employee } of pairs.slice(0, 2)) employee.photoVersion = 0;
  },
};

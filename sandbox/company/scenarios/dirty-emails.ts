import { MAIL_DOMAIN } from '../people.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs, newcomers } from '../scenario-tools.ts';

/** Only dirt: the address is whole. */
const DIRT: Array<(address: string) => string> = [
  (address) => `${address}\u200B`,
  (address) => `\u202A${address}\u202C`,
  (address) => `\uFEFF${address}`,
  (address) => ` ${address} `,
];

/** No address, or not one. */
const NONE: Array<(address: string) => string> = [
  () => 'N/A',
  (address) => `${address}; second@${MAIL_DOMAIN}`,
  (address) => `Anna <${address}>`,
  (address) => `${address},other@${MAIL_DOMAIN}`,
  () => 'N/A',
  (address) => address.replace('@', ' at '),
];

export const dirtyEmails: Scenario = {
  name: 'dirty-emails',
  description: 'work emails with invisible and bidirectional characters, "N/A", two addresses, "Anna <…>"',
  apply: (context) => {
    const spoil = [...DIRT, ...NONE];
    const matched = calmPairs(context, (person) => person.reports === 0).map(({ employee }) => employee);
    const fresh = newcomers(context);
    for (const [index, change] of spoil.entries()) {
      const employee = matched[index];
      if (employee?.workEmail) employee.workEmail = change(employee.workEmail);
    }
    // New people get the kinds in turn, dirt and none, as far as there are any.
    const turns = NONE.flatMap((none, index) => [DIRT[index], none]).filter((change) => change !== undefined);
    for (const [index, change] of turns.entries()) {
      const employee = fresh[index];
      if (employee?.workEmail) employee.workEmail = change(employee.workEmail);
    }
  },
};

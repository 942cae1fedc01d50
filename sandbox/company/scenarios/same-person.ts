import { dayToEpoch } from '../../dates.ts';
import { MAIL_DOMAIN } from '../people.ts';
import type { Scenario } from '../scenario.ts';
import { calmPairs } from '../scenario-tools.ts';

interface Case {
  bamboo: { firstName: string; lastName: string; preferredName?: string };
  si: { firstName: string; lastName: string };
  /** Without `id` the account has no employee ID and only the email joins the two. */
  by: 'id' | 'email';
  /** A new address in BambooHR; only people joined by ID may have one. */
  newMail?: string;
}

const CASES: Case[] = [
  // Marriage, with and without the email that goes with it.
  {
    bamboo: { firstName: 'Anna', lastName: 'Vogel-Arendt' },
    si: { firstName: 'Anna', lastName: 'Becker' },
    by: 'id',
    newMail: 'anna.vogel-arendt',
  },
  { bamboo: { firstName: 'Ines', lastName: 'Falk' }, si: { firstName: 'Ines', lastName: 'Arendt' }, by: 'email' },
  // Nicknames.
  { bamboo: { firstName: 'Robert', lastName: 'Hale' }, si: { firstName: 'Bob', lastName: 'Hale' }, by: 'email' },
  {
    bamboo: { firstName: 'William', lastName: 'Reed', preferredName: 'Bill' },
    si: { firstName: 'Bill', lastName: 'Reed' },
    by: 'email',
  },
  // Transliterations.
  {
    bamboo: { firstName: 'Łukasz', lastName: 'Wójcik' },
    si: { firstName: 'Lukasz', lastName: 'Wojcik' },
    by: 'email',
  },
  {
    bamboo: { firstName: 'Björn', lastName: 'Großmann-Öhl' },
    si: { firstName: 'Bjoern', lastName: 'Grossmann-Oehl' },
    by: 'id',
    newMail: 'bjoern.grossmann-oehl',
  },
  { bamboo: { firstName: 'Дмитрий', lastName: 'Иванов' }, si: { firstName: 'Dmitri', lastName: 'Ivanov' }, by: 'id' },
  // Hyphen, particle, order, case, invisible characters.
  {
    bamboo: { firstName: 'Anna-Lena', lastName: 'Kurz' },
    si: { firstName: 'Anna Lena', lastName: 'Kurz' },
    by: 'email',
  },
  {
    bamboo: { firstName: 'Vincent', lastName: 'van der Berg' },
    si: { firstName: 'Vincent', lastName: 'Berg' },
    by: 'email',
  },
  { bamboo: { firstName: 'Minh', lastName: 'Nguyen' }, si: { firstName: 'Nguyen', lastName: 'Minh' }, by: 'email' },
  { bamboo: { firstName: 'MARÍA', lastName: 'LÓPEZ' }, si: { firstName: 'Maria', lastName: 'Lopez' }, by: 'email' },
  { bamboo: { firstName: 'Petr', lastName: 'Novák\u200B' }, si: { firstName: 'Petr', lastName: 'Novák' }, by: 'email' },
];

export const samePerson: Scenario = {
  name: 'same-person',
  description: 'one person, two spellings: marriages, nicknames, transliterations, hyphens, particles, order, case',
  apply: (context) => {
    const pairs = calmPairs(context, (person) => person.reports === 0);
    for (const [index, { bamboo, si, by, newMail }] of CASES.entries()) {
      const pair = pairs[index];
      if (!pair) return;
      const { employee, user } = pair;
      Object.assign(employee, { preferredName: null, ...bamboo });
      Object.assign(user, si);
      if (employee.hireDate !== null) user.hiringDate = dayToEpoch(employee.hireDate);
      if (by === 'email') user.externalSystemId = null;
      if (newMail !== undefined) employee.workEmail = `${newMail}@${MAIL_DOMAIN}`;
    }
  },
};

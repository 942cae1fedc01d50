import { dayToEpoch, shiftDay } from '../../dates.ts';
import { MAIL_DOMAIN } from '../people.ts';
import type { Scenario } from '../scenario.ts';
import { addAccount, addEmployee } from '../scenario-tools.ts';

const mail = (local: string): string => `${local}@${MAIL_DOMAIN}`;

/** Ids and employee numbers far above the generated ones, addresses no generator makes: nobody else is involved. */
export const identity: Scenario = {
  name: 'identity',
  description:
    "an ID or an email that is somebody else's: Lopez and Schmidt, Jane Smith and Walter Brown, Jörg and Joerg",
  apply: (context) => {
    const { today } = context.state;
    const year = Number(today.slice(0, 4));
    // 9112 is the id of one and the employee number of the other, whose account carries it.
    const lopez = { firstName: 'Maria', lastName: 'Lopez', workEmail: mail('m.lopez') };
    addEmployee(context, { ...lopez, id: '9112', employeeNumber: '9500', hireDate: `${year - 3}-05-02` });
    const schmidt = { firstName: 'Maria', lastName: 'Schmidt', workEmail: mail('m.schmidt') };
    addEmployee(context, { ...schmidt, id: '9057', employeeNumber: '9112', hireDate: `${year - 11}-09-01` });
    addAccount(context, {
      firstName: 'Maria',
      lastName: 'Schmidt',
      login: mail('m.schmidt'),
      externalSystemId: '9112',
      hiringDate: dayToEpoch(`${year - 11}-09-01`),
    });
    // An address that was given away again.
    const jane = { firstName: 'Jane', lastName: 'Smith', workEmail: mail('j.smith'), gender: 'Female' };
    addEmployee(context, { ...jane, id: '9099', employeeNumber: '9501', hireDate: shiftDay(today, -20) });
    addAccount(context, {
      firstName: 'Walter',
      lastName: 'Brown',
      login: mail('j.smith'),
      externalSystemId: '9017',
      hiringDate: dayToEpoch(`${year - 14}-02-01`),
    });
    // The same name in two spellings, nothing else in common.
    const joerg = { firstName: 'Jörg', lastName: 'Müller', workEmail: mail('joerg.m') };
    addEmployee(context, { ...joerg, id: '9104', employeeNumber: '9502', hireDate: `${year - 1}-01-15` });
    addAccount(context, {
      firstName: 'Joerg',
      lastName: 'Mueller',
      login: 'jm@agency.example',
      externalSystemId: null,
      hiringDate: null,
    });
  },
};

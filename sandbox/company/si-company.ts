import { dayToEpoch, shiftDay } from '../dates.ts';
import type { SiCompany, SiToken, SiUser } from '../state/si-state.ts';
import type { WorkDone } from './work-done.ts';

interface SiCompanyParts {
  id: string;
  mailDomain: string;
  creatorId: string;
  users: SiUser[];
  tokens: SiToken[];
  work: WorkDone;
  today: string;
}

/** Accounts that count as licences (Small Improvements reference §4.4: deactivated users do not). */
export function countLicences(users: SiUser[]): number {
  return users.filter((user) => user.isActive && !user.isGuest && !user.isSmallImprovements).length;
}

/** The Small Improvements side around its users, with licences to spare and no synchronisation of its own. */
export function createSiCompany(parts: SiCompanyParts): SiCompany {
  return {
    id: parts.id,
    subdomain: 'larkspur',
    name: 'Larkspur Instruments',
    mailDomain: parts.mailDomain,
    settings: {
      currentUserCanInviteUsers: true,
      synchronizedFromExternalSystem: false,
      managerSynchronizedFromExternalSystem: false,
      synchronizedWithBamboo: false,
      synchronizedWithGoogleApps: false,
      synchronizedWithExternalCsvProvider: false,
      allowIndependentEmailAddress: false,
      ssoActive: false,
      allowRegularLogin: true,
      minPasswordLength: 8,
      timeZone: 'America/New_York',
    },
    features: {
      FEATURE_restApi: true,
      FEATURE_userImportIdentifyByExternalId: false,
      FEATURE_lookupSamlUsersByEmployeeId: false,
      FEATURE_userImportCustomCsv: false,
      FEATURE_userImportCustomFields: false,
      FEATURE_userImportSftp: false,
      FEATURE_userImportWorkable: false,
      review: true,
      objective: true,
      feedback: true,
      praise: true,
      meeting: true,
    },
    licences: { paid: Math.ceil(countLicences(parts.users) * 1.15) + 25, autoAdjust: false, overageLockout: false },
    dateCreated: dayToEpoch(shiftDay(parts.today, -1600)),
    creatorId: parts.creatorId,
    users: parts.users,
    tokens: parts.tokens,
    sessions: [],
    mails: [],
    audit: [],
    ...parts.work,
  };
}

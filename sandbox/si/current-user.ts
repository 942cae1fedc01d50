import { countLicences } from '../company/si-company.ts';
import type { World } from '../server/world.ts';
import type { SiModes } from '../state/modes.ts';
import type { SiUser } from '../state/si-state.ts';
import { mayAdminister } from './auth.ts';
import { type Json, miniUser, type ShapeContext, userProfile } from './user-shapes.ts';

function companyShape(world: World, viewer: SiUser): Json {
  const { si } = world.state;
  const licensesUsed = countLicences(si.users);
  return {
    id: si.id,
    name: si.name,
    domain: si.mailDomain,
    baseUrl: `https://${si.subdomain}.small-improvements.com`,
    server: 'prod-us',
    enabledFeatures: si.features,
    restrictedFeatures: [],
    addonExpiryDates: {},
    userCount: licensesUsed,
    hasSampleUsers: false,
    isNonProfit: false,
    companySettings: {
      ...si.settings,
      currentUserCanInviteUsers: si.settings.currentUserCanInviteUsers && mayAdminister(viewer),
      dateFormat: 'MM/DD/YYYY',
      dateFormatShort: 'MM/DD',
      dateFormatLong: 'MMMM D, YYYY',
      enforceTwoFactorAuthForAdmins: false,
      enforceTwoFactorAuthForNonAdmins: false,
    },
    companyDesignSettings: {
      companyLogoId: `company-logo-${si.id}`,
      companyLogoHeight: 40,
      companyColor: null,
      companyBackground: null,
    },
    payment: {
      // Corrections §11: a number.
      plan: 4,
      licensesPaid: si.licences.paid,
      autoAdjustLicenses: si.licences.autoAdjust,
      overageLockout: si.licences.overageLockout,
      licenseCountExceeded: licensesUsed > si.licences.paid,
      billingContact: 'billing@larkspur.example',
      internalNotes: 'sandbox: do not store',
    },
    allProjects: [],
    // Corrections §11: an id, not a person.
    creator: si.creatorId,
    onAutomatedBilling: true,
    dateCreated: si.dateCreated,
    sampleContentOnCreation: false,
  };
}

const NOT_CAPTURED = ['externalSystemId', 'team', 'employeeId', 'hiringDate', 'phone', 'aboutMe'];

/** The company's words under the captured keys (corrections §10); the words themselves are inferred. */
function vocabulary(modes: SiModes): Record<string, string> {
  const renamed = modes.vocabulary === 'renamed';
  const lower = (word: string): string => (word.startsWith('PR') ? word : word.toLowerCase());
  const forms = (key: string, one: string, many: string): Record<string, string> => ({
    [key]: lower(one),
    [`${key}.big`]: one,
    [`${key}.plural`]: lower(many),
    [`${key}.plural.big`]: many,
  });
  return {
    ...(renamed ? forms('manager', 'PR host', 'PR hosts') : forms('manager', 'Manager', 'Managers')),
    ...(renamed ? forms('report', 'Guest', 'Guests') : forms('report', 'Direct report', 'Direct reports')),
    'secondaryManager.big': renamed ? 'Second PR host' : 'Secondary manager',
    'pr.managerAssessment': renamed ? 'host assessment' : 'manager assessment',
    'pr.managerAssessment.plural': renamed ? 'host assessments' : 'manager assessments',
  };
}

/** `GET users/me` with the keys of the capture (reference §3.5); the external id is not among them. */
export function currentUser(user: SiUser, context: ShapeContext, world: World): Json {
  const captured = userProfile(user, context);
  for (const key of NOT_CAPTURED) delete captured[key];
  return {
    ...captured,
    reports: world.state.si.users.filter((other) => other.managerId === user.id && other.isActive).map(miniUser),
    secondaryReviewees: [],
    previousLoginDate: user.previousLoginDate,
    loginAsAdminCounter: 0,
    twoFactorRequired: false,
    secureLogin: true,
    isImpersonated: false,
    allowGoogleAnalytics: false,
    impersonator: null,
    experiment: null,
    customReplacements: vocabulary(context.modes),
    objectiveIcons: ['o_target_alt', 'o_rocket', 'o_star'],
    initialNotificationsCount: { lastCheck: user.lastLoginDate ?? 0, lastChange: user.lastLoginDate ?? 0, count: 0 },
    cycleAdminRights: { id: user.id, feedbackCycles: [], reviewCycles: [], objectiveCycles: [] },
    lastCheckedReleaseNotes: '2026-05-02T08:14:11.120Z',
    firebaseConfig: { apiKey: 'sandbox-firebase-secret' },
    helpscoutSignature: 'sandbox-helpscout-secret',
    intercomSignature: 'sandbox-intercom-secret',
    company: companyShape(world, user),
  };
}

export type SiGender = 'male' | 'female' | 'unspecified';

/** One account. Times are epoch milliseconds, ids follow Small Improvements reference §2.1. */
export interface SiUser {
  id: string;
  firstName: string;
  lastName: string;
  loginname: string;
  email: string;
  gender: SiGender;
  isActive: boolean;
  isPlaceholder: boolean;
  managerId: string | null;
  location: string | null;
  department: string | null;
  team: string | null;
  role: string | null;
  externalSystemId: string | null;
  hiringDate: number | null;
  isAdmin: boolean;
  isHR: boolean;
  isAssistant: boolean;
  isGuest: boolean;
  isSmallImprovements: boolean;
  password: string | null;
  dateCreated: number;
  lastLoginDate: number | null;
  previousLoginDate: number | null;
  loginCounter: number;
  /** Root-relative address of an uploaded picture; null leaves the default avatar. */
  picture: string | null;
  /** Fields BambooHR has no part in. */
  phone: string | null;
  aboutMe: string | null;
}

export interface SiToken {
  name: string;
  token: string;
  userId: string;
  revoked: boolean;
}

interface SiSession {
  cookie: string;
  userId: string;
  host: string;
}

export type MailKind = 'invite' | 'welcome' | 'password-reset' | 'profile-nudge' | 'new-reports';

/** A mail the stand-in would have sent; `at` is epoch milliseconds, `by` the acting user's id. */
interface SiMail {
  userId: string;
  kind: MailKind;
  at: number;
  by: string;
}

/** One applied write; `before` and `after` hold the changed keys only. */
interface SiAudit {
  at: number;
  by: string;
  action: string;
  userId: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

interface SiAssessment {
  kind: 'SELF_ASSESSMENT' | 'ASSESSMENT';
  authorId: string;
  status: 'DRAFT' | 'SHARED' | 'SIGNED';
  sharedDate: string | null;
  signDate: string | null;
}

export interface SiReview {
  id: string;
  cycleId: string;
  revieweeId: string;
  reviewerId: string | null;
  contributingReviewerIds: string[];
  isComplete: boolean;
  isEditable: boolean;
  assessments: SiAssessment[];
}

export interface SiReviewCycle {
  id: string;
  name: string;
  underReviewFrom: string;
  underReviewTo: string;
  opensAt: string;
  closesAt: string;
  isCalibration: boolean;
}

export interface SiObjectiveCycle {
  id: string;
  name: string;
  from: number;
  to: number;
}

export interface SiObjective {
  id: string;
  cycleId: string;
  ownerId: string;
  authorId: string;
  title: string;
  visibility: 'public' | 'private' | 'protected';
  due: number | null;
  createdAt: number;
  lastModified: number;
  status: number;
  completionPercentage: number;
  parentId: string | null;
}

/** Company-wide switches and licences (Small Improvements reference §3.5). */
interface SiCompanySettings {
  currentUserCanInviteUsers: boolean;
  synchronizedFromExternalSystem: boolean;
  managerSynchronizedFromExternalSystem: boolean;
  synchronizedWithBamboo: boolean;
  synchronizedWithGoogleApps: boolean;
  synchronizedWithExternalCsvProvider: boolean;
  allowIndependentEmailAddress: boolean;
  ssoActive: boolean;
  allowRegularLogin: boolean;
  minPasswordLength: number;
  timeZone: string;
}

export interface SiCompany {
  id: string;
  subdomain: string;
  name: string;
  mailDomain: string;
  settings: SiCompanySettings;
  features: Record<string, boolean>;
  licences: { paid: number; autoAdjust: boolean; overageLockout: boolean };
  dateCreated: number;
  creatorId: string;
  users: SiUser[];
  tokens: SiToken[];
  sessions: SiSession[];
  mails: SiMail[];
  audit: SiAudit[];
  reviewCycles: SiReviewCycle[];
  reviews: SiReview[];
  objectiveCycles: SiObjectiveCycle[];
  objectives: SiObjective[];
}

import type { SiModes } from '../state/modes.ts';
import type { SiCompany, SiUser } from '../state/si-state.ts';
import { mayAdminister } from './auth.ts';
import { shownHireDate } from './hiring-date.ts';
import type { UserLookup } from './user-lookup.ts';

export type Json = Record<string, unknown>;

/** What a shape depends on beside the user. */
export interface ShapeContext {
  modes: SiModes;
  viewer: SiUser;
  byId: UserLookup;
  settings: SiCompany['settings'];
}

export function displayName(user: SiUser): string {
  return [user.firstName, user.lastName].filter((part) => part !== null && part !== undefined).join(' ');
}

/** Root-relative path of the uploaded picture, else of the default avatar (reference §3.6). */
export function avatarPath(user: SiUser): string {
  if (user.picture !== null) return user.picture;
  const initials = [user.firstName, user.lastName].map((name) => Array.from(name ?? '')[0] ?? '').join('');
  return `/api/avatars/${user.id.charCodeAt(0) % 12}/${encodeURIComponent(initials)}.svg`;
}

/** The ten keys every embedded person has (reference §3.1). */
export function miniUser(user: SiUser): Json {
  return {
    id: user.id,
    name: displayName(user),
    firstName: user.firstName,
    lastName: user.lastName,
    logo: avatarPath(user),
    gender: user.gender,
    isActive: user.isActive,
    isPlaceholder: user.isPlaceholder,
    managerId: user.managerId,
    loginname: user.loginname,
  };
}

function externalId(user: SiUser, context: ShapeContext): Json {
  const { modes, viewer } = context;
  if (modes.externalIdKey === 'lookup-only' || !mayAdminister(viewer)) return {};
  return { [modes.externalIdKey]: user.externalSystemId };
}

function details(user: SiUser, context: ShapeContext): Json {
  return {
    email: user.email,
    location: user.location,
    department: user.department,
    team: user.team,
    role: user.role,
    hiringDate: shownHireDate(user, context.modes, context.settings.timeZone),
    ...rights(user, context),
  };
}

function rights(user: SiUser, { modes }: ShapeContext): Json {
  if (!modes.rightsShown) return {};
  return {
    isAdmin: user.isAdmin,
    isHR: user.isHR,
    isAssistant: user.isAssistant,
    isGuest: user.isGuest,
  };
}

function proven(user: SiUser): Json {
  const { id, firstName, lastName, loginname, isActive } = user;
  return { id, name: displayName(user), firstName, lastName, loginname, isActive };
}

/** Row of lists and lookups (reference §3.2); how much of it is proven depends on the mode. */
export function mediumUser(user: SiUser, context: ShapeContext): Json {
  if (context.modes.listKeys === 'proven') return proven(user);
  const row = { ...miniUser(user), ...externalId(user, context) };
  return context.modes.listKeys === 'full' ? { ...row, ...details(user, context) } : row;
}

/** Row of `GET users` (reference §3.3). */
export function listUser(user: SiUser, context: ShapeContext): Json {
  return { ...mediumUser(user, context), email: user.email };
}

function permissions(user: SiUser, { viewer, settings }: ShapeContext): Json {
  const admin = mayAdminister(viewer);
  const self = user.id === viewer.id;
  // Corrections §12: with SSO a plain user changes neither.
  const ownLogin = self && (admin || !settings.ssoActive);
  return {
    canChange: admin || self,
    canChangeManager: admin,
    canChangeSecondaryReviewer: admin,
    canChangePassword: ownLogin,
    canChangeExternalId: viewer.isAdmin,
    canDelete: viewer.isAdmin && !self,
    canToggleAdminRole: viewer.isAdmin,
    canToggleHrRoles: viewer.isHR,
    canManageMeetingTemplates: admin,
    canViewMeetingInsights: admin,
    canViewSharedMeetings: true,
    canToggleTwoFactor: ownLogin,
    canResetTwoFactor: admin,
    canImpersonate: viewer.isAdmin && viewer.isHR,
    canCreateAttachment: true,
  };
}

/** The whole profile (reference §3.4). Colleagues see less of it than administrators. */
export function userProfile(user: SiUser, context: ShapeContext): Json {
  const { byId, viewer } = context;
  const manager = user.managerId === null ? undefined : byId.get(user.managerId);
  const inner = mayAdminister(viewer) || viewer.id === user.id;
  return {
    ...miniUser(user),
    ...externalId(user, context),
    ...details(user, context),
    ...(context.modes.rightsShown ? { isSmallImprovements: user.isSmallImprovements } : {}),
    manager: manager ? miniUser(manager) : null,
    phone: user.phone,
    aboutMe: user.aboutMe,
    ...(inner
      ? { dateCreated: user.dateCreated, lastLoginDate: user.lastLoginDate, loginCounter: user.loginCounter }
      : {}),
    permissions: permissions(user, context),
  };
}

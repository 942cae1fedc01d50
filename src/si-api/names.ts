/**
 * Small Improvements' names, the one place to mend when a tenant differs. SI publishes no field-level schema: a name is
 * captured where it says so and else inferred (SI reference §3, §4). Where several are given, the first one present counts.
 */
export const userKeys = {
  id: ['id'],
  // Captured on every person (§3.1).
  login: ['loginname'],
  firstName: ['firstName'],
  lastName: ['lastName'],
  gender: ['gender'],
  managerId: ['managerId'],
  active: ['isActive'],
  // Captured on `users/me` (§3.5); on other people inferred.
  email: ['email'],
  location: ['location'],
  department: ['department'],
  // The title; admin rights have booleans of their own (§3.5, inferred).
  jobTitle: ['role'],
  guest: ['isGuest'],
  staff: ['isSmallImprovements'],
  // Inferred: the first is the lookup path's name, the second the import file's "Employee ID" (§4.3, §10.4).
  externalId: ['externalSystemId', 'employeeId'],
  hireDate: ['hiringDate'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type UserKey = keyof typeof userKeys;

/** Captured on every embedded person (§3.1); on lists inferred. */
export const faceKeys = { name: 'name', avatar: 'logo' } as const;

/** Any of these makes somebody an admin: tech admin, HR admin, HR assistant (§3.5). */
export const adminKeys = ['isAdmin', 'isHR', 'isAssistant'] as const;

/**
 * Keys a `UserUpdate` is believed to have (§4.3, inferred). An update sends all of them that the profile shows, because a
 * PUT may blank what is missing, and none besides, because it may refuse what it does not know.
 */
export const updateKeys: readonly string[] = [
  'firstName',
  'lastName',
  'gender',
  'role',
  'loginname',
  'email',
  'department',
  'team',
  'location',
  ...userKeys.externalId,
  'hiringDate',
];

/** One entry of an invitation (§4.2, inferred). `sendMail` is believed to keep SI from writing to the person. */
export function invitation(person: { firstName: string; lastName: string; email: string }): Record<string, unknown> {
  return { ...person, loginname: person.email, sendMail: false };
}

/** Settings of which any one means that a synchronisation of SI's own owns the data (§3.5). */
export const ownSyncKeys = [
  'synchronizedFromExternalSystem',
  'managerSynchronizedFromExternalSystem',
  'synchronizedWithBamboo',
  'synchronizedWithGoogleApps',
  'synchronizedWithExternalCsvProvider',
] as const;

/** Ids for one `by-ids` request: 100 of 22 characters keep the address below 3 kB. */
export const idsPerRequest = 100;

/** Paths relative to `/api/` (§4, documented). An id is encoded although its alphabet needs no encoding. */
export const paths = {
  me: 'v2/users/me',
  list: 'v2/users/medium',
  byIds: 'v2/users/by-ids',
  byLogins: 'v2/users/medium/by-logins',
  byExternalId: (externalId: string) => `v2/users/medium/by-external-system-id/${encodeURIComponent(externalId)}`,
  byLogin: 'v2/users/medium/by-login',
  user: (id: string) => `v2/users/${encodeURIComponent(id)}`,
  manager: (id: string) => `v2/users/${encodeURIComponent(id)}/manager`,
  invite: 'v2/users/medium/invite',
  lock: 'v2/users/roles/lock',
  unlock: 'v2/users/roles/unlock',
  /**
   * The welcome mail, not the password reset: its text tells people to set a password, and SI withholds most
   * notifications until it was sent (§4.5).
   */
  passwordEmail: (id: string) => `v2/users/${encodeURIComponent(id)}/mail/welcome`,
} as const;

/** Query by which a list includes locked people and guests; both defaults are undeclared (§4.1). */
export const everybody = { showLocked: 'true', includeGuests: 'true' } as const;

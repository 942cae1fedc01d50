import { normaliseSiAddress } from '../shared/si-origin.ts';

/**
 * Small Improvements' names as a viewer's session meets them, the one place to mend when a tenant differs
 * (SI reference §6, §7, §8). The shape of other people's reviews was never seen: it is taken for that of one's own.
 */
export const viewerPaths = {
  me: 'v2/users/me',
  byExternalId: (externalId: string) => `v2/users/medium/by-external-system-id/${encodeURIComponent(externalId)}`,
  byLogin: 'v2/users/medium/by-login',
  ownReviews: 'v2/review/yourReviews',
  reviewsOf: 'v2/reviews/mini/relevant-for-user',
  runningReviewsOf: (userId: string) => `v2/review/forReviewee/${encodeURIComponent(userId)}`,
  objectivesOf: 'v2/objective-cycles/all/objectives/relevant',
} as const;

/** Addresses of the app. The page of a review is not known, so its link leads home (SI reference §8). */
export const appPaths = {
  login: '/login',
  home: '/app/home',
  review: () => '/app/home',
  objective: (cycleId: string, id: string) =>
    `/app/objectives/${encodeURIComponent(cycleId)}/${encodeURIComponent(id)}`,
} as const;

/** The host everybody can sign in at; a company's own is optional (SI reference §1.1). */
export const commonOrigin = 'https://app.small-improvements.com';

/** Hosts of Small Improvements that are no company's (SI reference §1.1; all but `www`, `eu`, `app` inferred). */
const reserved =
  /^https:\/\/(?:www|eu|us|app|api|help|support|status|blog|docs|developers?|static|cdn|assets|go|info)\./;

/** Whether an origin can be a company's own. */
export function isCompanyOrigin(origin: string): boolean {
  return normaliseSiAddress(origin) === origin && !reserved.test(origin);
}

/** Captured words and likely others; an unknown word is shown as it is (SI reference §6.1). */
export const reviewWords = {
  reviewee: ['REVIEWEE'],
  reviewer: ['REVIEWER', 'MANAGER'],
  self: ['SELF_ASSESSMENT'],
  main: ['ASSESSMENT', 'MAIN_ASSESSMENT', 'MANAGER_ASSESSMENT'],
  shared: ['SHARED'],
  signed: ['SIGNED'],
  notShared: ['DRAFT', 'OPEN', 'NEW', 'NOT_STARTED', 'IN_PROGRESS', 'UNSHARED', 'PRIVATE'],
} as const;

/** From this number on an objective is closed (SI reference §7.1, inferred). */
export const closedFrom = 100;

const forms = (word: string) => [word, `${word}.big`, `${word}.plural`, `${word}.plural.big`];

/**
 * Words a company may replace and the panels use, in lower case. The first four lines are captured (corrections §10), the
 * rest inferred.
 */
export const vocabularyKeys: readonly string[] = [
  ...forms('manager'),
  ...forms('report'),
  'secondarymanager.big',
  'pr.managerassessment',
  'pr.managerassessment.plural',
  'reviewer',
  'reviewee',
  'review',
  'reviews',
  'objective',
  'objectives',
  'assessment',
  'self-assessment',
];

/** Causes of the present state, for whoever is asked about. */
const presentCauses = [
  'not-set-up',
  'access-withheld',
  'outdated-key',
  'failing',
  'retrying',
  'other-company',
  'somebody-else',
  'needs-preview',
  'suspended',
  'suspended-open',
  'importing',
  'everybody-locked',
  'fields-hidden',
  'too-few',
  'blocked',
] as const;

/** Causes of a person the plan has nothing about. */
const missingCauses = ['login', 'no-plan', 'row-unreadable', 'nobody'] as const;

/**
 * Causes of a row by its reason, each with texts of its own: the codes of reasons but for `inactive-in-bamboo` and
 * `not-imported`, which say why a row writes and never why it does not.
 */
export const reasonCauses = [
  'excluded',
  'status-hidden',
  'status-unknown',
  'not-started',
  'no-work-email',
  'email-hidden',
  'name-missing',
  'inactive-never-in-si',
  'not-visible',
  'account-unreadable',
  'email-of-linked-user',
  'email-of-other-id',
  'recycled-id',
  'recycled-email',
  'duplicate-email-bamboo',
  'duplicate-id-bamboo',
  'duplicate-email-si',
  'duplicate-id-si',
  'email-ring',
  'user-claimed-twice',
  'pin-broken',
  'possible-duplicate',
  'reactivated-elsewhere',
  'reverted',
  'protected',
  'no-longer-visible',
  'no-employee',
  'employee-unreadable',
  'answers-disagree',
] as const;

/** Causes of a row that would be written, or has nothing to be written. */
const rowCauses = [
  'waits-for-answer',
  'waits-for-first',
  'not-through',
  'first-import',
  'not-selected',
  'not-selected-off',
  'switched-off',
  'never-switched-on',
  'imported',
  'overdue',
  'patience',
  'held-back',
  'in-step',
] as const;

export const causeIds = [...presentCauses, ...missingCauses, ...reasonCauses, ...rowCauses] as const;
export type CauseId = (typeof causeIds)[number];

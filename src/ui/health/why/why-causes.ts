import { type ReasonCode, reasonCodes } from '../../../domain/change.ts';

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

/** Causes of a row that would be written, or has nothing to be written. */
const rowCauses = [
  'waits-for-answer',
  'waits-for-first',
  'not-through',
  'first-import',
  'not-selected',
  'not-selected-off',
  'by-hand',
  'kept-off',
  'session-keys',
  'switched-off',
  'never-switched-on',
  'imported',
  'overdue',
  'patience',
  'held-back',
  'in-step',
] as const;

/** Why a row deactivates somebody; every other reason says why somebody is left out. */
type WriteReason = 'inactive-in-bamboo' | 'not-imported';

/** Whether the reason is a cause, by its own code and with texts of its own. */
export function isCause(code: ReasonCode): code is Exclude<ReasonCode, WriteReason> {
  return code !== 'inactive-in-bamboo' && code !== 'not-imported';
}

/** Causes of a row by its reason. */
export const reasonCauses = reasonCodes.filter(isCause);

/** Every cause there is. */
export const causeIds = [...presentCauses, ...missingCauses, ...reasonCauses, ...rowCauses] as const;
export type CauseId = (typeof causeIds)[number];

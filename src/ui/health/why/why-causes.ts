import { reasonCodes } from '../../../domain/change.ts';

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
  'switched-off',
  'never-switched-on',
  'imported',
  'overdue',
  'patience',
  'held-back',
  'in-step',
] as const;

/** Every cause there is. The reason of a row is a cause by its own code, with texts of its own. */
export const causeIds = [...presentCauses, ...missingCauses, ...reasonCodes, ...rowCauses] as const;
export type CauseId = (typeof causeIds)[number];

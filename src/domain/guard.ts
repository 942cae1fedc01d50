import type { PersonRef } from './change.ts';
import type { FieldName, SourceField } from './fields.ts';

export const guardIds = [
  'required-field-hidden',
  'required-unreadable',
  'nobody-visible',
  'visible-fell',
  'deactivations',
  'creations',
  'identity-changes',
  'field-cleared',
  'field-changed',
  'answers-disagree',
  'managers-changed',
  'no-manual-import-yet',
  'after-suspension',
  'si-own-sync',
  'licences',
  'protected-person',
  'rights-unreadable',
] as const;

export type GuardId = (typeof guardIds)[number];

/** What a guard found. `blocks` stops the import of this plan unless overridden for its fingerprint. */
export interface GuardFinding {
  readonly id: GuardId;
  readonly effect: 'warns' | 'blocks';
  /** People concerned. */
  readonly count: number;
  /** The number the count was held against (limit or base), where there is one. */
  readonly limit?: number | undefined;
  readonly base?: number | undefined;
  readonly fields?: readonly (FieldName | SourceField)[] | undefined;
  /** What an admin has to confirm once before automatic imports go on: of `fields`, or that SI shows no rights. */
  readonly unconfirmed?: readonly (SourceField | 'rights')[] | undefined;
  readonly people?: readonly PersonRef[] | undefined;
}

export type RunMode = 'manual' | 'automatic';

/** An admin's one-time release of a blocked plan, with the moment (epoch ms) it was given. */
export interface GivenOverride extends Override {
  readonly atMs: number;
}

/** An admin's one-time release of a blocked plan. */
export interface Override {
  readonly fingerprint: string;
  readonly guards: readonly GuardId[];
  /** The number of people concerned, as the admin typed it. */
  readonly typedCount: number;
  readonly reason: string;
}

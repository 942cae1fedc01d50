import type { BambooModes } from '../state/bamboo-modes.ts';

type FieldModes = Pick<BambooModes, 'unoffered' | 'blank'>;

/** Whether any source of this company has the field at all. */
export function isOffered(modes: FieldModes, canonical: string): boolean {
  return !modes.unoffered.includes(canonical);
}

/** The value every source shows: null when the field is empty for everybody. */
export function shownValue<T>(modes: FieldModes, canonical: string, value: T): T | null {
  return modes.blank.includes(canonical) ? null : value;
}

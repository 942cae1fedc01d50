import { known, type Cell } from '../../domain/cell.ts';
import type { SiUser } from '../../domain/people.ts';
import type { WriteValues } from '../../domain/operation.ts';
import { lostKeys } from '../../shared/lost-keys.ts';
import { isFormOf } from '../../domain/own-form.ts';
import { shownFields } from '../../sync/compare/shown-fields.ts';

export type WrittenKey = keyof WriteValues;

/** Where SI shows each written value. */
const shownAs: Readonly<Record<WrittenKey, (user: SiUser) => Cell>> = {
  ...shownFields,
  employeeId: (user) => user.externalId,
  hireDate: (user) => user.hireDate,
};

/**
 * Keys SI does not show as written. A value SI does not show at all proves nothing either way and is not listed.
 * An unspecified gender counts as empty.
 */
export function notTaken(values: WriteValues, user: SiUser): WrittenKey[] {
  return writtenKeys(values).filter((key) => {
    const shown = known(shownAs[key](user));
    return shown !== undefined && !isSame(key, shown, values[key] ?? null);
  });
}

/** Whether SI shows every one of the values as written, or keeps it in a form of its own. */
export function isTaken(values: WriteValues, user: SiUser, kept: WriteValues = {}): boolean {
  return writtenKeys(values).every((key) => {
    if (key in kept) return true;
    const shown = known(shownAs[key](user));
    return shown !== undefined && isSame(key, shown, values[key] ?? null);
  });
}

/** What SI shows of everything that can be written; keys it does not show are left out. */
export function shownValues(user: SiUser): WriteValues {
  const shown: Partial<Record<WrittenKey, string | null>> = {};
  for (const key of Object.keys(shownAs) as WrittenKey[]) {
    const value = known(shownAs[key](user));
    if (value !== undefined) shown[key] = value;
  }
  return shown;
}

/** Whether SI shows this value under the key; false where it does not show the key. */
export function isShown(key: WrittenKey, value: string | null, user: SiUser): boolean {
  const shown = known(shownAs[key](user));
  return shown !== undefined && isSame(key, shown, value);
}

/** Values SI held before a write that asked for others, and that it does not hold any more. */
export function blankedValues(before: WriteValues, written: WriteValues, after: SiUser): WriteValues {
  const lost = lostKeys<WrittenKey>(before, shownValues(after), (key) => key in written);
  return Object.fromEntries(lost.map((key) => [key, before[key] ?? null]));
}

/** What became of the values of a write that SI does not show as they were sent. */
export interface Difference {
  /** Kept in a form of its own, as SI shows it. */
  readonly kept: WriteValues;
  /** Left as it was. */
  readonly dropped: readonly WrittenKey[];
  /** Neither taken nor kept in a form of its own; the dropped ones are among them. */
  readonly missed: readonly WrittenKey[];
}

/**
 * Tells SI's own form from what SI did not take.
 * `before`: what it showed immediately before; `keeps`: forms known from earlier writes of the same values.
 */
export function differenceOf(
  values: WriteValues,
  user: SiUser,
  { before, keeps = {} }: { readonly before: WriteValues; readonly keeps?: WriteValues | undefined },
): Difference {
  const kept: Partial<Record<WrittenKey, string>> = {};
  const missed: WrittenKey[] = [];
  const dropped: WrittenKey[] = [];
  const shown = shownValues(user);
  for (const key of notTaken(values, user)) {
    const [sent, now] = [values[key], shown[key]];
    const isAsBefore = key in before && isShown(key, before[key] ?? null, user);
    const isForm =
      typeof now === 'string' &&
      typeof sent === 'string' &&
      (keeps[key] === now || isFormOf(key, now, sent, isAsBefore || !(key in before)));
    if (isForm) kept[key] = now;
    else missed.push(key);
    if (!isForm && isAsBefore) dropped.push(key);
  }
  return { kept, dropped, missed };
}

export function writtenKeys(values: WriteValues): WrittenKey[] {
  return Object.keys(values) as WrittenKey[];
}

/** A difference the next plan would not write either is none: letter case of an email, the form of an accent. */
export function isSame(key: WrittenKey, shown: string | null, written: string | null): boolean {
  const [one, other] = [plain(shown), plain(written)];
  return key === 'workEmail' ? one.toLowerCase() === other.toLowerCase() : one === other;
}

function plain(value: string | null): string {
  return value === null || value === 'unspecified' ? '' : value.normalize();
}

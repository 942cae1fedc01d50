import type { ErrorCode } from '../shared/app-error.ts';
import { isFresh } from '../shared/stored-time.ts';
import type { CompanyPair, RunId, SiUserId } from './ids.ts';
import type { OtherWrites } from './unattended/other-writes.ts';
import type { Side } from './people.ts';

/** Facts about one company pair that outlive plans and runs. */
export interface PairState {
  readonly pair: CompanyPair;
  readonly lastVisible?: number | undefined;
  readonly manualImportDone: boolean;
  readonly lastSuccessMs?: number | undefined;
  readonly notWritable: readonly string[];
  /** Whose key read BambooHR at the last preview; tells a renamed company from another. */
  readonly keyOwnerId?: string | undefined;
  /** Pairs an admin was asked about: whether this is the same company under another address. */
  readonly askedAbout?: readonly CompanyPair[] | undefined;
  /** Keys SI took at least once from this pair. */
  readonly takenKeys?: readonly string[] | undefined;
  /** Accounts for which SI accepted a key and left it as it was. */
  readonly leftUnchanged?: Readonly<Record<string, readonly SiUserId[]>> | undefined;
  /** Required BambooHR fields an admin knows to be empty for everybody. */
  readonly confirmedUnreadable?: readonly string[] | undefined;
  /** The first creation of the pair is attended: one person, then the question whether SI mailed them (design §3.5). */
  readonly firstCreation?:
    | { readonly state: 'asked'; readonly name: string; readonly siUserId: SiUserId; readonly atMs: number }
    | { readonly state: 'answered'; readonly mailed: boolean; readonly atMs: number }
    | undefined;
  /** Protected accounts of people who left and are not deactivated, with when that was first seen (epoch ms). */
  readonly heldLeavers?: Readonly<Record<SiUserId, number>> | undefined;
  /** Fields the latest plan found readable nowhere; absent before there was one. */
  readonly unreadable?: FieldsBySide | undefined;
  /** Of these, fields that were readable before and whose loss no import by hand has accepted since. */
  readonly lostFields?: FieldsBySide | undefined;
  /** What others were last seen to have written. */
  readonly others?: OtherWrites | undefined;
  /**
   * A suspension of automatic imports, until something is imported after it. `untilMs`: its end (epoch ms), 0 while none is
   * known; `looked`: a preview was made after it.
   */
  readonly suspension?: { readonly untilMs: number; readonly looked?: true | undefined } | undefined;
  /** People Small Improvements refused, by the key of their row. */
  readonly refusedRows?: Readonly<Record<string, RefusedRow>> | undefined;
  /** IDs Small Improvements shows only when it is asked for them, by account: found when somebody was to be created. */
  readonly foundIds?: Readonly<Record<SiUserId, string>> | undefined;
  /**
   * Our names of the fields the last write emptied without being asked to. Automatic imports write nothing until one by hand
   * has confirmed something, or what is written with was changed.
   */
  readonly blanked?: readonly string[] | undefined;
  /** Creations whose outcome stayed unknown: an account that turns up is one nobody has told about. */
  readonly openCreations?: readonly Omit<Uninformed, 'siUserId'>[] | undefined;
}

/** Our names of fields, by the system that should show them. */
export type FieldsBySide = Readonly<Record<Side, readonly string[]>>;
/** A person whom Small Improvements refused what is planned for them. */
export interface RefusedRow {
  readonly name: string;
  readonly code: ErrorCode;
  /** Imports it was refused to one after the other. */
  readonly times: number;
  /** When it was last tried (epoch ms). */
  readonly atMs: number;
  /** The last of them. */
  readonly runId: RunId;
  /** Hash of what was to be written: something else is tried at once. */
  readonly wanted: string;
}

/** Refused once, a row is tried in the next run; refused again, daily: a little less, so that it is the same run each day. */
const holdOffMs = 23 * 3_600_000;
const triedAtOnce = 2;

/** Whether an automatic import leaves the row out at the moment. */
export function isHeldOff({ times, atMs }: RefusedRow, nowMs: number): boolean {
  return times >= triedAtOnce && isFresh(atMs, nowMs, holdOffMs);
}

/** When a row that is held off is tried again (epoch ms). */
export function triedAgainMs({ atMs }: RefusedRow): number {
  return atMs + holdOffMs;
}

/** Somebody whose account was created or reactivated and who got no password email from us. */
export interface Uninformed {
  readonly pair: CompanyPair;
  readonly siUserId: SiUserId;
  readonly name: string;
  readonly email?: string | undefined;
  readonly why: 'created' | 'reactivated';
  /** Epoch ms. */
  readonly sinceMs: number;
  readonly runId: RunId;
  /** A mail was sent, but whether it arrived is not known; it is never sent again by itself. */
  readonly unknown?: boolean | undefined;
}

/** Another pair that looks like this company under its former BambooHR address; an admin says whether it is. */
export interface TakeOverOffer {
  readonly pair: CompanyPair;
  readonly from: CompanyPair;
  /** What would be taken over. */
  readonly links: number;
  readonly decisions: number;
}

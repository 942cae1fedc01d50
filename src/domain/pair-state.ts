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
  /** Creations whose outcome stayed unknown: an account that turns up is one nobody has told about. */
  readonly openCreations?: readonly Omit<Uninformed, 'siUserId'>[] | undefined;
}

/** Our names of fields, by the system that should show them. */
export type FieldsBySide = Readonly<Record<Side, readonly string[]>>;

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

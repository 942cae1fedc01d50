import type { ManagedField } from '../fields.ts';
import type { CompanyPair, SiUserId } from '../ids.ts';

/** How SI's accounts looked when this browser last read them. It holds no value: a short mark stands for each field. */
export interface SiTrace {
  readonly pair: CompanyPair;
  /** Epoch ms. */
  readonly atMs: number;
  /** Marks by account; empty where this browser has written since. */
  readonly marks: Readonly<Record<SiUserId, string>>;
}

/** What somebody else did to accounts of employees between two readings of this browser; SI does not tell who. */
export interface OtherWrites {
  /** Epoch ms of the two readings. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly created: number;
  readonly changed: number;
  readonly deactivated: number;
  readonly reactivated: number;
  readonly fields: readonly ManagedField[];
  /** It came to what BambooHR says, as if another browser imports as well. */
  readonly imports: boolean;
  /** The last that did, where this did not. */
  readonly imported?: OtherWrites | undefined;
}

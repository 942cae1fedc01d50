import type { BambooCompany } from '../state/bamboo-state.ts';
import type { Modes } from '../state/modes.ts';
import type { SandboxState } from '../state/sandbox-state.ts';
import type { FaultList } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { TriggerList } from './triggers.ts';

/** Everything a running sandbox consists of; `state` is replaced as a whole by `PUT /state`. */
export interface World {
  state: SandboxState;
  modes: Modes;
  faults: FaultList;
  triggers: TriggerList;
  requests: RequestLog;
  stopped: { bamboo: boolean; si: boolean };
}

/** Filled by the vendor apps for the request log. */
export interface Trace {
  who: string;
}

/** What a vendor app gets beside the request. */
export interface VendorBindings {
  world: World;
  trace: Trace;
  /** Host name without the port, lower case. */
  host: string;
}

export type BambooEnv = { Bindings: VendorBindings & { company: BambooCompany; gateway: boolean } };
export type SiEnv = { Bindings: VendorBindings };

/** Current time in epoch milliseconds; the one clock of the stand-ins. */
export function now(): number {
  return Date.now();
}

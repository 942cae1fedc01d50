import type { Settings } from '../config/settings.ts';
import type { SettingsStore } from '../config/settings-store.ts';
import type { AuditStore } from '../history/audit-store.ts';
import type { PairStore } from '../history/pair-store.ts';
import type { PlanStore } from '../history/plan-store.ts';
import type { RunStore } from '../history/run-store.ts';
import type { SecretKeeper } from '../history/session-secrets.ts';
import type { StateStore } from '../history/state-store.ts';
import type { Topic } from '../messaging/news.ts';
import type { ErrorCode } from '../shared/app-error.ts';
import type { Clock } from '../shared/clock.ts';
import type { Side } from '../domain/people.ts';
import type { RunLock } from './lock.ts';
import type { BambooApi } from '../bamboo-api/bamboo-api.ts';
import type { SiApi } from '../si-api/si-api.ts';

/** Everything that is stored, wherever it lies; what a store has to keep is defined by `test/contract/stores`. */
export interface Stores {
  readonly settings: SettingsStore;
  readonly secrets: SecretKeeper;
  readonly state: StateStore;
  readonly plans: PlanStore;
  readonly runs: RunStore;
  readonly pairs: PairStore;
  readonly audit: AuditStore;
}

/** Everything the use-cases need from outside; tests hand in fakes for clock, lock and the two systems. */
export interface RunDeps extends Stores {
  readonly clock: Clock;
  readonly lock: RunLock;
  connectBamboo(target: { readonly subdomain: string; readonly apiKey: string }): BambooApi;
  connectSi(target: { readonly address: string; readonly token: string }): SiApi;
  withheldHosts(): Promise<readonly Side[]>;
  announce(topic: Topic): void;
  /** Keeps the worker from being ended while work is going on; returns the undo. */
  keepAwake(): () => void;
  /** Tells the admin, outside any open page, what an automatic run came to. */
  notify(notice: Notice): void;
  /** Asks to be woken at the instant (epoch ms), should the worker have been ended by then. */
  wakeAt(atMs: number): void;
  newId(): string;
  /** Chance, from 0 up to 1: keeps the browsers of one company from asking at the same moment. */
  random(): number;
}

/** What a piece of work came to. It is stored before it is told, but where storage itself failed. */
export type Notice =
  /** A suspension has ended, and a preview waits for somebody to look. */
  | { readonly kind: 'suspension-ended' }
  | { readonly kind: 'blocked'; readonly guards: number }
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  | { readonly kind: 'well' };

export interface Systems {
  readonly settings: Settings;
  /** Tells the secrets both clients use from those of another time. */
  readonly mark: string;
  readonly bamboo: BambooApi;
  readonly si: SiApi;
}

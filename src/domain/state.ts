import type { Activity } from './activity.ts';
import type { CompanyPair, PlanId, RunId, SiUserId } from './ids.ts';
import type { IdKind } from './plan.ts';
import type { SiTrace } from './unattended/other-writes.ts';
import type { TakeOverOffer } from './pair-state.ts';
import type { RevertPlan } from './revert.ts';
import type { Overdue, Problem, Proofs, Told } from './unattended/telling.ts';
import type { ErrorData } from '../shared/app-error.ts';

export type SecretName = 'bamboo-key' | 'si-token';

/** What has to stay the same between a preview and the writes that rely on it. */
export type IdentityFact = 'company' | 'key-owner' | 'acting-user' | 'settings';

/** Small named records. */
export interface NamedState {
  activity: Activity;
  /** The plan the preview shows. */
  'current-plan': { readonly planId: PlanId };
  /** Employees of the plan's rows in their order, empty for rows without one: finds a person without reading pages. */
  'plan-index': { readonly planId: PlanId; readonly employees: readonly string[] };
  /** Why the last preview failed, until one succeeds. */
  'preview-error': { readonly error: ErrorData; readonly atMs: number };
  'revert-plan': RevertPlan;
  /** Why the last revert could not be previewed or begun, until one can. */
  'revert-error': { readonly error: ErrorData; readonly atMs: number };
  schedule: {
    readonly lastAttemptMs?: number | undefined;
    readonly lastSuccessMs?: number | undefined;
    /** Counted from here; moved by every attempt. */
    readonly nextDueMs?: number | undefined;
    readonly lastProblem?: Problem | undefined;
    /** Earlier ones of other kinds that no attempt since has got far enough to disprove. */
    readonly standing?: readonly Problem[] | undefined;
    /** Attempts in a row that did not finish; absent when the last one did. */
    readonly failedInARow?: number | undefined;
    /** A vendor refused a key: tried once a day until it is another, or is accepted when somebody uses it by hand. */
    readonly refused?: true | undefined;
    /** A vendor asked the last attempt to be left alone until then (epoch ms); waited for a day at most. */
    readonly retryAtMs?: number | undefined;
    /** People automatic imports do not create before the question about the first creation is answered. */
    readonly awaitingAnswer?: number | undefined;
  };
  /** What was told outside our pages, so that each cause is told once. */
  told: Told;
  overdue: Overdue;
  'si-trace': SiTrace;
  /** What Test Connection, new keys and granted access prove of the saved connection. */
  proven: Pick<Proofs, 'bambooMs' | 'siMs' | 'accessMs'>;
  /** Made with each preview, gone with the answer. */
  'take-over': TakeOverOffer;
  /** A run somebody gave up from another process than the one that is at it; of no effect once that run is over. */
  'cancel-wish': { readonly runId: RunId };
  /** Written and taken away again to see whether the database takes anything. */
  'storage-proof': { readonly text: string };
  connection: {
    readonly pair: CompanyPair;
    readonly subdomain: string;
    readonly siAddress: string;
    /** By which ID people are matched. */
    readonly idKind?: IdKind | undefined;
    readonly companyName?: string | undefined;
    readonly keyOwnerId?: string | undefined;
    readonly keyOwner?: string | undefined;
    readonly siUser: string;
    readonly siUserId?: SiUserId | undefined;
    readonly siCompanyName: string;
    /** What the acting user may do in Small Improvements; absent in what was stored before this was kept. */
    readonly rights?: { readonly admin: boolean; readonly canInvite: boolean } | undefined;
    readonly visible: number;
    readonly atMs: number;
    /** Tells the secrets these facts were read with from later ones. */
    readonly secrets?: string | undefined;
    /** What is somebody else's since: nothing is written before a preview was looked at again. */
    readonly changed?: readonly IdentityFact[] | undefined;
  };
}

import type { Fetch, HttpClient } from '../http/http-client.ts';
import { withDeadline } from '../shared/with-deadline.ts';
import { AppError } from '../shared/app-error.ts';
import type { Clock } from '../shared/clock.ts';
import type { SiUserId } from '../domain/ids.ts';
import { normaliseSiAddress } from '../shared/si-origin.ts';
import { explainRedirect } from './codes.ts';
import { ownSyncKeys, paths } from './names.ts';
import { type MeBody, meBody, parseBody } from './schemas.ts';

/** Whose token it is and what the company allows. Nothing else of `users/me` is kept. */
export interface Me {
  readonly id: SiUserId;
  readonly name: string;
  /** Tech or HR admin. */
  readonly admin: boolean;
  readonly staff: boolean;
  readonly canInvite: boolean;
  readonly companyId: string;
  readonly companyName: string;
  readonly baseUrl: string;
  readonly ownSync: boolean;
  readonly licensesPaid: number | undefined;
  readonly timeZone: string | undefined;
  /** Whether somebody's address may differ from the login; undefined where SI does not say. */
  readonly ownAddresses: boolean | undefined;
}

export interface ReadMeDeps {
  /** Speaks `siCodesOfMe`. */
  readonly http: HttpClient;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly origin: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The token's owner and company.
 *
 * Errors:  `si-wrong-token`, `si-wrong-address`, `si-api-not-enabled`, `si-not-json` and the other SI codes
 * Source:  SI reference §3.5 (captured), §1.2 (API access)
 */
export async function readMe(deps: ReadMeDeps): Promise<Me> {
  const operation = 'si.me';
  const { http, signal } = deps;
  const body = await http.send({ operation, path: paths.me, signal }).catch(async (error: unknown) => {
    throw await explained(error, deps);
  });
  const me = parseBody(meBody, body, operation);
  if (me.company.enabledFeatures?.FEATURE_restApi === false) throw new AppError('si-api-not-enabled', { operation });
  return toMe(me, deps.origin);
}

async function explained(error: unknown, { fetch, clock, origin, signal }: ReadMeDeps): Promise<unknown> {
  const redirected = error instanceof AppError && error.code === 'si-wrong-address' && error.context.status !== 404;
  if (!redirected) return error;
  const deadline = { clock, timeoutMs: 10_000, operation: 'si.me', signal };
  return new AppError(await withDeadline(deadline, (inner) => explainRedirect(fetch, origin, inner)), error.context);
}

function toMe(me: MeBody, origin: string): Me {
  const { company } = me;
  const settings = company.companySettings;
  return {
    id: String(me.id) as SiUserId,
    name: me.name?.trim() || [me.firstName, me.lastName].filter(Boolean).join(' '),
    admin: me.isAdmin === true || me.isHR === true,
    staff: me.isSmallImprovements === true,
    // Absent is no proof that it is forbidden; SI refuses the invitation itself if it is.
    canInvite: settings?.currentUserCanInviteUsers !== false,
    companyId: String(company.id),
    companyName: company.name?.trim() || new URL(origin).hostname,
    // A base address of any other site is not believed.
    baseUrl: (company.baseUrl && normaliseSiAddress(company.baseUrl)) || origin,
    ownSync: ownSyncKeys.some((key) => settings?.[key] === true),
    // Where SI adjusts the licences by itself, the paid number is no ceiling (corrections §11).
    licensesPaid:
      company.payment?.autoAdjustLicenses === true ? undefined : (company.payment?.licensesPaid ?? undefined),
    timeZone: settings?.timeZone ?? undefined,
    ownAddresses: settings?.allowIndependentEmailAddress ?? undefined,
  };
}

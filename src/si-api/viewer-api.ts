import type { ObjectiveCycle } from '../domain/objective.ts';
import type { ReviewCycle } from '../domain/review.ts';
import { createHttpClient, type Fetch } from '../http/http-client.ts';
import type { RequestGate } from '../http/request-gate.ts';
import { AppError } from '../shared/app-error.ts';
import { localDate } from '../domain/iso-date.ts';
import type { Clock } from '../shared/clock.ts';
import { normaliseSiAddress } from '../shared/si-origin.ts';
import { siCodes } from './codes.ts';
import { dateReader } from './dates.ts';
import { viewerPaths, vocabularyKeys } from './viewer-names.ts';
import { toObjectiveCycles } from './viewer-objectives.ts';
import { toReviewCycles } from './viewer-reviews.ts';
import {
  foundUser,
  objectiveRow,
  ownCycleRow,
  fittingRows,
  reviewRow,
  viewerMe,
  type ViewerMeBody,
} from './viewer-schemas.ts';

/** A person as SI names them to the viewer. */
export interface ViewerUser {
  readonly id: string;
  readonly name: string;
  /** Login and email, lower case. */
  readonly emails: readonly string[];
}

export interface ViewerMe extends ViewerUser {
  /** The origin asked: links lead there and nowhere else. */
  readonly siOrigin: string;
  /** What SI itself gives as the company's address, where that is a host of SI. */
  readonly companyOrigin: string | undefined;
  readonly vocabulary: Readonly<Record<string, string>>;
  readonly timeZone: string | undefined;
}

/** Whatever the viewer's own session at SI may see. Reads only; nothing is kept. */
export interface ViewerApi {
  /** Undefined when nobody is signed in at this host. */
  me(): Promise<ViewerMe | undefined>;
  /** Undefined when there is no such person or the viewer may not ask. */
  findByExternalId(externalId: string): Promise<ViewerUser | undefined>;
  findByLogin(login: string): Promise<ViewerUser | undefined>;
  reviewsOf(user: ViewerUser, me: ViewerMe): Promise<ReviewCycle[]>;
  objectivesOf(user: ViewerUser, me: ViewerMe): Promise<ObjectiveCycle[]>;
}

const timeoutMs = 20_000;

/**
 * Small Improvements with the session cookie of whoever uses this browser.
 *
 * Errors:  `si-wrong-token` when the session ended, `si-forbidden`, `si-not-found` for a module that is off, SI codes,
 *          `offline`, `timeout`
 * Effects: GET requests with cookies
 * Source:  SI reference §1.4, §3.5, §6, §7
 */
export function createViewerApi(deps: {
  readonly origin: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Shared by all panels. */
  readonly gate?: RequestGate | undefined;
}): ViewerApi {
  const { origin, clock } = deps;
  const http = createHttpClient({
    baseUrl: `${origin}/api/`,
    headers: { Accept: 'application/json' },
    credentials: 'include',
    codes: siCodes,
    fetch: deps.fetch,
    clock,
    gate: deps.gate,
  });
  const get = (operation: string, path: string, query?: Readonly<Record<string, string>>) =>
    http.send({ operation, path, ...(query && { query }), expect: 'json-or-nothing', timeoutMs });

  const find = async (path: string, query?: Readonly<Record<string, string>>): Promise<ViewerUser | undefined> => {
    try {
      const parsed = foundUser.safeParse(await get('si.viewer.find', path, query));
      return parsed.success ? toUser(parsed.data) : undefined;
    } catch (error) {
      // Not found, or a lookup only admins may use.
      if (error instanceof AppError && (error.code === 'si-not-found' || error.code === 'si-forbidden'))
        return undefined;
      throw error;
    }
  };

  const reviewsAbout = async (user: ViewerUser) => {
    const query = { userId: user.id };
    const first = await get('si.viewer.reviews', viewerPaths.reviewsOf, query).catch(async (error: unknown) => {
      // The twin of the objectives' feed was never seen in use; an older route answers the same question.
      if (!(error instanceof AppError) || error.code !== 'si-not-found') throw error;
      return get('si.viewer.reviews', viewerPaths.runningReviewsOf(user.id));
    });
    return requireList(fittingRows(reviewRow, first), 'si.viewer.reviews').map((review) => ({
      review,
      cycle: review.cycle ?? undefined,
    }));
  };

  const ownReviews = async () => {
    const body = await get('si.viewer.ownReviews', viewerPaths.ownReviews);
    return requireList(fittingRows(ownCycleRow, body), 'si.viewer.ownReviews').flatMap(({ cycle, reviews }) =>
      (fittingRows(reviewRow, reviews ?? []) ?? []).map((review) => ({
        review,
        cycle: cycle ?? review.cycle ?? undefined,
      })),
    );
  };

  return {
    async me() {
      try {
        const parsed = viewerMe.safeParse(await get('si.viewer.me', viewerPaths.me));
        return parsed.success ? toMe(parsed.data, origin) : undefined;
      } catch (error) {
        if (error instanceof AppError && isSignedOut(error)) return undefined;
        throw error;
      }
    },
    findByExternalId: (externalId) => find(viewerPaths.byExternalId(externalId)),
    findByLogin: (login) => find(viewerPaths.byLogin, { loginname: login }),
    async reviewsOf(user, me) {
      const rows = user.id === me.id ? await ownReviews() : await reviewsAbout(user);
      return toReviewCycles(rows, dateReader(me.timeZone), me.siOrigin);
    },
    async objectivesOf(user, me) {
      const body = await get('si.viewer.objectives', viewerPaths.objectivesOf, { userId: user.id });
      const rows = requireList(fittingRows(objectiveRow, body), 'si.viewer.objectives');
      return toObjectiveCycles(rows, dateReader(me.timeZone), me.siOrigin, localDate(clock.now()));
    },
  };
}

/** 401, a redirect, a page instead of data, or 403 on one's own record: nobody is signed in here (SI reference §1.4). */
export function isSignedOut(error: AppError): boolean {
  const codes: readonly string[] = [
    'si-wrong-token',
    'si-wrong-address',
    'si-not-json',
    'si-forbidden',
    'si-not-found',
  ];
  return codes.includes(error.code);
}

function requireList<T>(rows: readonly T[] | undefined, operation: string): readonly T[] {
  if (!rows) throw new AppError('si-bad-shape', { operation });
  return rows;
}

function toMe(body: ViewerMeBody, origin: string): ViewerMe {
  const words = Object.entries(body.customReplacements ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' && value.trim() !== '' && vocabularyKeys.includes(key.toLowerCase())
      ? [[key.toLowerCase(), value.trim().slice(0, 60)] as const]
      : [],
  );
  return {
    ...toUser(body),
    siOrigin: origin,
    companyOrigin: normaliseSiAddress(body.company?.baseUrl ?? ''),
    vocabulary: Object.fromEntries(words),
    timeZone: body.company?.companySettings?.timeZone ?? undefined,
  };
}

type Named = Pick<ViewerMeBody, 'id' | 'name' | 'firstName' | 'lastName' | 'loginname' | 'email'>;

function toUser(body: Named): ViewerUser {
  const name = body.name?.trim() || [body.firstName, body.lastName].filter(Boolean).join(' ');
  const emails = [body.loginname, body.email].flatMap((email) => (email ? [email.trim().toLowerCase()] : []));
  return { id: String(body.id), name: name.slice(0, 1_000), emails: [...new Set(emails)] };
}

import type { SettingsStore } from '../config/settings-store.ts';
import type { PageFacts } from '../messaging/profile-page.ts';
import type { ObjectivesAnswer, Refusal, ReviewsAnswer } from '../messaging/profile-answers.ts';
import { AppError } from '../shared/app-error.ts';
import { appPaths, commonOrigin } from '../si-api/viewer-names.ts';
import type { ViewerApi, ViewerMe, ViewerUser } from '../si-api/viewer-api.ts';
import type { Side } from '../domain/people.ts';
import { findPerson } from './person.ts';

export interface ViewerDeps {
  readonly settings: Pick<SettingsStore, 'get'>;
  connect(origin: string): ViewerApi;
  withheldHosts(): Promise<readonly Side[]>;
  /** Origins of SI pages open in this browser: where the viewer may be signed in although nobody told the address. */
  openOrigins(): Promise<readonly string[]>;
}

export function readReviews(deps: ViewerDeps, facts: PageFacts): Promise<ReviewsAnswer> {
  return readPanel(deps, facts, async (api, user, me) => ({ cycles: await api.reviewsOf(user, me) }));
}

export function readObjectives(deps: ViewerDeps, facts: PageFacts): Promise<ObjectivesAnswer> {
  return readPanel(deps, facts, async (api, user, me) => ({ cycles: await api.objectivesOf(user, me) }));
}

interface Shown {
  readonly state: 'shown';
  readonly person: string;
  readonly own: boolean;
  readonly viewer: string;
  readonly siUrl: string;
  readonly vocabulary: Record<string, string>;
}

/** Session, person, data, in this order; whatever is missing on the way is an answer of its own. Nothing is kept. */
async function readPanel<T extends object>(
  deps: ViewerDeps,
  facts: PageFacts,
  read: (api: ViewerApi, user: ViewerUser, me: ViewerMe) => Promise<T>,
): Promise<(Shown & T) | Refusal> {
  if ((await deps.withheldHosts()).includes('si')) throw new AppError('permission-missing');
  const session = await findSession(deps);
  if ('state' in session) return session;
  const { api, me } = session;
  const siUrl = me.siOrigin + appPaths.home;
  try {
    const person = await findPerson(api, me, facts);
    if (person.state === 'someone-else') return { state: 'someone-else', viewer: me.name, siUrl };
    if (person.state === 'not-found') return { state: 'not-found', emailSeen: facts.emails.length > 0, siUrl };
    const { user, own } = person;
    const data = await read(api, user, me);
    return {
      state: 'shown',
      person: user.name,
      own,
      viewer: me.name,
      siUrl,
      vocabulary: { ...me.vocabulary },
      ...data,
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'si-forbidden') return { state: 'forbidden', siUrl };
    if (error.code === 'si-not-found') return { state: 'module-off' };
    // The session ended between two requests.
    if (error.code === 'si-wrong-token' || error.code === 'si-wrong-address')
      return { state: 'signed-out', loginUrl: session.origin + appPaths.login, addressKnown: true };
    throw error;
  }
}

interface Session {
  readonly api: ViewerApi;
  readonly me: ViewerMe;
  readonly origin: string;
}

/**
 * Where the viewer is signed in: at the address of policy or setting; without one at the common host, or at that of
 * an open SI page. Whether a session counts on another host is unknown, so the host that answered is the one asked on
 * (SI reference §1.1).
 */
async function findSession(deps: ViewerDeps): Promise<Session | Refusal> {
  const { siAddress } = await deps.settings.get();
  const known = siAddress !== '';
  const origins = known ? [siAddress] : [...new Set([commonOrigin, ...(await deps.openOrigins())])].slice(0, 4);
  let failure: unknown;
  for (const origin of origins) {
    const api = deps.connect(origin);
    try {
      const me = await api.me();
      if (me) return { api, me, origin };
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return { state: 'signed-out', loginUrl: (origins[0] ?? commonOrigin) + appPaths.login, addressKnown: known };
}

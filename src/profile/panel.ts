import type { ObjectivesAnswer, Refusal, ReviewsAnswer, Shown } from '../messaging/profile-answers.ts';
import type { PanelQuestion } from '../messaging/profile-service.ts';
import { AppError } from '../shared/app-error.ts';
import { appPaths } from '../si-api/viewer-names.ts';
import type { ViewerApi, ViewerMe, ViewerUser } from '../si-api/viewer-api.ts';
import type { Side } from '../domain/people.ts';
import { findPerson } from './person.ts';
import { findSession, type SessionDeps } from './session.ts';

export interface ViewerDeps extends SessionDeps {
  withheldHosts(): Promise<readonly Side[]>;
}

export function readReviews(deps: ViewerDeps, question: PanelQuestion): Promise<ReviewsAnswer> {
  return readPanel(deps, question, async (api, user, me) => ({ cycles: await api.reviewsOf(user, me) }));
}

export function readObjectives(deps: ViewerDeps, question: PanelQuestion): Promise<ObjectivesAnswer> {
  return readPanel(deps, question, async (api, user, me) => ({ cycles: await api.objectivesOf(user, me) }));
}

/**
 * Session, person, data, in this order; whatever is missing on the way is an answer of its own. Nothing is kept. For
 * somebody who is not found the viewer's own data is read and thrown away, so that it takes as long.
 */
async function readPanel<T extends object>(
  deps: ViewerDeps,
  question: PanelQuestion,
  read: (api: ViewerApi, user: ViewerUser, me: ViewerMe) => Promise<T>,
): Promise<(Shown & T) | Refusal> {
  if ((await deps.withheldHosts()).includes('si')) throw new AppError('permission-missing');
  const session = await findSession(deps, question.loggedIn);
  if ('state' in session) return session;
  const { api, me } = session;
  const siUrl = me.siOrigin + appPaths.home;
  try {
    const person = await findPerson(api, me, question);
    if (person.state === 'someone-else') return { state: 'someone-else', viewer: me.name, siUrl };
    if (person.state === 'unproven') return { state: 'is-it-you', viewer: me.name, viewerId: me.id, siUrl };
    if (person.state === 'not-found') {
      await read(api, me, me).catch(() => undefined);
      return { state: 'not-found', emailSeen: question.facts.emails.length > 0, siUrl };
    }
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

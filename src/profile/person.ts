import type { PageFacts } from '../messaging/profile-page.ts';
import type { ViewerApi, ViewerMe, ViewerUser } from '../si-api/viewer-api.ts';

/** Whose profile it is, at SI. */
export type FoundPerson =
  | { readonly state: 'found'; readonly user: ViewerUser; readonly own: boolean }
  | { readonly state: 'someone-else' }
  | { readonly state: 'not-found' };

/**
 * The person of a profile page: by external id, else by the work email on the page; on one's own profile the
 * session's own user. An id alone is not believed: where SI carries other numbers than BambooHR's ids it would name a
 * stranger, so the email or the name on the page has to agree.
 */
export async function findPerson(api: ViewerApi, me: ViewerMe, facts: PageFacts): Promise<FoundPerson> {
  const own = facts.viewer.employeeId === facts.employeeId;
  if (await isSomeoneElse(api, me, facts, own)) return { state: 'someone-else' };
  if (own) return { state: 'found', user: me, own };
  const emails = facts.emails.map((email) => email.toLowerCase());
  const byId = await api.findByExternalId(facts.employeeId);
  if (byId && (emails.some((email) => byId.emails.includes(email)) || emails.length === 0))
    return isNamed(byId, facts.heading, 1) || emails.length > 0 ? found(byId, me) : { state: 'not-found' };
  for (const email of emails) {
    const user = await api.findByLogin(email);
    // A page may show other addresses than the person's.
    if (user && (emails.length === 1 || isNamed(user, facts.heading, 1))) return found(user, me);
  }
  return byId && isNamed(byId, facts.heading, 1) ? found(byId, me) : { state: 'not-found' };
}

function found(user: ViewerUser, me: ViewerMe): FoundPerson {
  return { state: 'found', user: user.id === me.id ? me : user, own: user.id === me.id };
}

/** Whether SI's session belongs to another person than BambooHR's: on a shared computer it shows another's reviews. */
async function isSomeoneElse(api: ViewerApi, me: ViewerMe, facts: PageFacts, own: boolean): Promise<boolean> {
  const { employeeId, email, name } = facts.viewer;
  const emails = [...(email === undefined ? [] : [email]), ...(own ? facts.emails : [])].map((each) =>
    each.toLowerCase(),
  );
  if (emails.some((each) => me.emails.includes(each))) return false;
  const expected = name ?? (own ? facts.heading : undefined);
  const sameName = expected !== undefined && isNamed(me, expected, 2);
  if (sameName) return false;
  const user = employeeId === undefined ? undefined : await api.findByExternalId(employeeId);
  if (user) return user.id !== me.id;
  return expected !== undefined && emails.length > 0;
}

/** Whether at least so many words of the person's name stand in a text. */
export function isNamed(user: Pick<ViewerUser, 'name'>, text: string, atLeast: number): boolean {
  const words = new Set(wordsOf(text));
  const parts = wordsOf(user.name);
  const shared = parts.filter((part) => words.has(part)).length;
  return parts.length > 0 && shared >= Math.min(atLeast, parts.length);
}

function wordsOf(text: string): string[] {
  const folded = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
}

import type { PanelQuestion } from '../messaging/profile-service.ts';
import { subdomainOf } from '../shared/bamboo-subdomain.ts';
import type { ViewerApi, ViewerMe, ViewerUser } from '../si-api/viewer-api.ts';
import { compareName } from './same-name.ts';

/** Whose profile it is, at SI. */
export type FoundPerson =
  | { readonly state: 'found'; readonly user: ViewerUser; readonly own: boolean }
  | { readonly state: 'someone-else' }
  /** Nothing on one's own profile says that the session is one's own as well, or an address says that it is not. */
  | { readonly state: 'unproven' }
  | { readonly state: 'not-found' };

type PersonQuestion = Pick<PanelQuestion, 'facts' | 'origin' | 'confirmed'>;

/**
 * The person of a profile page (design §7): by external id, else by the work email on the page; on one's own profile the
 * session's own user. Neither is believed alone: an address on the page that the account does not carry rules it out,
 * whatever the id says; an id alone, and an address alone, need the name. Whether somebody is found or not, the same is asked.
 */
export async function findPerson(api: ViewerApi, me: ViewerMe, question: PersonQuestion): Promise<FoundPerson> {
  const { facts } = question;
  const company = companyOf(question);
  const own = facts.viewer.employeeId === facts.employeeId;
  const emails = facts.emails.map((email) => email.toLowerCase());
  const [viewer, byId, ...byEmail] = await Promise.all([
    facts.viewer.employeeId === undefined || own ? undefined : api.findByExternalId(facts.viewer.employeeId),
    api.findByExternalId(facts.employeeId),
    ...emails.map((email) => api.findByLogin(email)),
  ]);
  const session = judgeSession(me, own ? byId : viewer, question, own);
  if (session === 'someone-else') return { state: 'someone-else' };
  if (own) return session === 'proven' ? { state: 'found', user: me, own } : { state: 'unproven' };

  const isNamed = (user: ViewerUser) => compareName(user.name, facts.heading, company).agrees;
  const isOnPage = (user: ViewerUser) => emails.some((email) => user.emails.includes(email));
  if (byId) {
    const isContradicted = emails.length > 0 && byId.emails.length > 0 && !isOnPage(byId);
    if (!isContradicted && (isOnPage(byId) || isNamed(byId))) return found(byId, me);
  }
  const named = byEmail.find((user) => user !== undefined && isOnPage(user) && isNamed(user));
  return named ? found(named, me) : { state: 'not-found' };
}

function found(user: ViewerUser, me: ViewerMe): FoundPerson {
  return { state: 'found', user: user.id === me.id ? me : user, own: user.id === me.id };
}

/**
 * Whether SI's session belongs to BambooHR's user: on a shared computer it would show another's reviews. An address proves
 * it, else the ID together with the name, else the name; a name alone, or an ID alone, not against an address.
 */
function judgeSession(
  me: ViewerMe,
  viewer: ViewerUser | undefined,
  question: PersonQuestion,
  own: boolean,
): 'proven' | 'someone-else' | 'unproven' {
  const { facts } = question;
  // Somebody else may have signed in since.
  const confirmed = question.confirmed === me.id;
  const { name } = facts.viewer;
  const known = [facts.viewer.email, ...(own ? facts.emails : [])].filter((email) => email !== undefined);
  if (known.some((email) => me.emails.includes(email.toLowerCase()))) return 'proven';
  const compare = (user: ViewerUser) => compareName(user.name, name ?? (own ? facts.heading : ''), companyOf(question));
  if (viewer && compare(viewer).agrees) return viewer.id === me.id ? 'proven' : 'someone-else';
  const alone = known.length > 0 && me.emails.length > 0 && !confirmed ? 'unproven' : 'proven';
  const agreement = compare(me);
  if (agreement.agrees) return alone;
  // A heading may be no name at all: it proves, but it does not contradict.
  if (name !== undefined && agreement.contradicts) return 'someone-else';
  if (viewer && name === undefined) return viewer.id === me.id ? alone : 'someone-else';
  if ((name !== undefined || own) && known.length > 0) return 'someone-else';
  return confirmed ? 'proven' : 'unproven';
}

/** Words of the company stand in every title and name nobody. */
function companyOf({ origin }: PersonQuestion): string {
  return subdomainOf(new URL(origin).host) ?? '';
}

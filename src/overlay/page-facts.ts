import type { PageFacts, View } from '../messaging/profile-page.ts';
import { type MailLabel, mailLabelOf } from './mail-label.ts';
import { pageSelectors } from './page-selectors.ts';
import type { Profile } from './profile-url.ts';

const mostEmails = 3;
const mostText = 300;

/** What the page itself says about whose profile it is and who looks at it. Read when asked, kept nowhere. */
export function readPageFacts(document: Document, profile: Profile, pressed: readonly View[] = []): PageFacts {
  return {
    employeeId: profile.employeeId,
    emails: workEmails(document),
    heading: [
      document.title,
      ...[...document.querySelectorAll(pageSelectors.heading)].map((each) => each.textContent ?? ''),
    ]
      .join(' ')
      .slice(0, mostText),
    viewer: readViewer(document),
    pressed,
  };
}

/**
 * Addresses the page links to: those labelled as business ones, else those without a known label. What is labelled as
 * private, and says the same elsewhere, is nobody's business: Small Improvements would be asked for it.
 */
function workEmails(document: Document): readonly string[] {
  const found = [...document.querySelectorAll<HTMLAnchorElement>(pageSelectors.mailLink)]
    .filter((link) => link.closest(`${pageSelectors.mainNavigation}, footer`) === null)
    .flatMap((link) => {
      const email = addressOf(link);
      return email === undefined ? [] : [{ email, label: mailLabelOf(link) }];
    });
  const labelled = (wanted: MailLabel) => found.filter(({ label }) => label === wanted).map(({ email }) => email);
  const known = labelled('work');
  const secret = new Set(labelled('private').map((email) => email.toLowerCase()));
  const usable = known.length > 0 ? known : labelled('unknown').filter((email) => !secret.has(email.toLowerCase()));
  return [...new Set(usable)].slice(0, mostEmails);
}

function addressOf(link: HTMLAnchorElement): string | undefined {
  try {
    const address = decodeURIComponent(link.href.replace(/^mailto:/, '').replace(/\?.*$/, '')).trim();
    return /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= 254 ? address : undefined;
  } catch {
    // A stray percent sign.
    return undefined;
  }
}

/** The signed-in user as BambooHR's pages name him or her in an inline script (BambooHR reference §9.4). */
function readViewer(document: Document): PageFacts['viewer'] {
  for (const script of document.scripts) {
    if (script.src !== '') continue;
    const text = script.textContent ?? '';
    const current = /var\s+SESSION_USER\s*=\s*(\{.+?\});/s.exec(text)?.[1];
    if (current !== undefined) return viewerIn(current);
    // 2018 to 2023.
    const older = /\bcommon\.employeeId\s*=\s*["']?(\d+)/.exec(text)?.[1];
    if (older !== undefined) return { employeeId: older };
  }
  return {};
}

function viewerIn(json: string): PageFacts['viewer'] {
  try {
    const user = JSON.parse(json) as Readonly<Record<string, unknown>>;
    const id = user['employeeId'];
    const name = [user['firstName'], user['lastName']]
      .filter((part) => typeof part === 'string')
      .join(' ')
      .trim();
    return {
      ...(typeof id === 'number' || (typeof id === 'string' && /^\d+$/.test(id)) ? { employeeId: String(id) } : {}),
      ...(typeof user['email'] === 'string' ? { email: user['email'] } : {}),
      ...(name === '' ? {} : { name: name.slice(0, mostText) }),
    };
  } catch {
    // No JSON after all: nobody is known to be signed in.
    return {};
  }
}

import { type View, views } from '../messaging/profile-page.ts';
import { subdomainOf } from '../shared/bamboo-subdomain.ts';

/** Which profile an address shows. */
export interface Profile {
  /** BambooHR's internal id, digits only. */
  readonly employeeId: string;
  /** Origin of the company's own BambooHR. */
  readonly origin: string;
}

/** Pages below `/employees/` that list or create people instead of showing one. */
const notProfiles = /^\/employees\/(?:directory|new|orgchart)(?:\.php)?(?:\/|$)/;

/**
 * The profile at an address; undefined for every other page: hosts that are nobody's company, ports, and addresses that
 * name nobody or two. The tolerant second rule is for the routes BambooHR is moving to (BambooHR reference §9.1, the
 * `/app/` form is inferred).
 *
 * @example profileOf('https://acme.bamboohr.com/employees/pto/?id=41') // { employeeId: '41', … }
 */
export function profileOf(address: string | URL): Profile | undefined {
  const url = parseUrl(address);
  // `host` has the port where it is not the usual one.
  if (url?.protocol !== 'https:' || url.username !== '' || subdomainOf(url.host) === undefined) return undefined;
  const ids = idsIn(url);
  const [employeeId] = ids;
  if (employeeId === undefined || ids.length > 1 || !/^\d{1,20}$/.test(employeeId)) return undefined;
  return { employeeId, origin: url.origin };
}

function idsIn(url: URL): readonly string[] {
  const named = [...url.searchParams].filter(([name]) => /^id(?:\[|$)/i.test(name)).map(([, id]) => id);
  if (url.pathname.startsWith('/app/')) {
    const inPath = [...url.pathname.matchAll(/\/employees?\/(\d+)(?=\/|$)/g)].map(([, id = '']) => id);
    return inPath.length === 0 ? [] : [...inPath, ...named];
  }
  return url.pathname.startsWith('/employees/') && !notProfiles.test(url.pathname) ? named : [];
}

/** The tab of ours an address asks for: `#si=reviews`, `#si=objectives`. */
export function viewOf(hash: string): View | undefined {
  return views.find((view) => hash === hashOf(view));
}

export function hashOf(view: View): string {
  return `#si=${view}`;
}

function parseUrl(address: string | URL): URL | undefined {
  try {
    return new URL(address);
  } catch {
    // A tab without an address, or one of the browser's own.
    return undefined;
  }
}

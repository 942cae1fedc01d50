/** Which profile an address shows. */
export interface Profile {
  /** BambooHR's internal id, digits only. */
  readonly employeeId: string;
  /** Origin of the company's own BambooHR. */
  readonly origin: string;
}

export const views = ['reviews', 'objectives'] as const;
export type View = (typeof views)[number];

/** Pages below `/employees/` that list or create people instead of showing one. */
const notProfiles = /^\/employees\/(?:directory|new|orgchart)(?:\.php)?(?:\/|$)/;

/**
 * The profile at an address; undefined for every other page. The tolerant second rule is for the routes BambooHR is
 * moving to (BambooHR reference §9.1, the `/app/` form is inferred).
 *
 * @example profileOf('https://acme.bamboohr.com/employees/pto/?id=41') // { employeeId: '41', … }
 */
export function profileOf(address: string | URL): Profile | undefined {
  const url = parseUrl(address);
  if (url?.protocol !== 'https:' || !url.hostname.endsWith('.bamboohr.com')) return undefined;
  const employeeId = idIn(url);
  return employeeId === undefined ? undefined : { employeeId, origin: url.origin };
}

function idIn(url: URL): string | undefined {
  if (url.pathname.startsWith('/app/')) return /\/employees?\/(\d+)(?:\/|$)/.exec(url.pathname)?.[1];
  if (!url.pathname.startsWith('/employees/') || notProfiles.test(url.pathname)) return undefined;
  const id = url.searchParams.get('id');
  return id !== null && /^\d+$/.test(id) ? id : undefined;
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

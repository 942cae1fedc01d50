/** Query keys that say how a picture is scaled, not whose it is (SI reference §3.6). */
const scaling = new Set(['size', 'crop', 'format', 'width', 'height', 'w', 'h']);

/**
 * One spelling for every address of the same avatar: host of the company's own pages left out, scaling and file type too.
 * Undefined for what is no address of a picture on the web.
 */
export function avatarAddress(address: string, pageOrigin: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address, pageOrigin);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:') return undefined;
  const query = [...url.searchParams].filter(([key]) => !scaling.has(key.toLowerCase()));
  const search = query.map(([key, value]) => `${key}=${value}`).toSorted((one, other) => (one < other ? -1 : 1));
  // The default avatars are served as both (SI reference §3.6).
  const path = url.pathname.replace(/\.(?:svg|png)$/, '');
  const host = url.hostname.endsWith('.small-improvements.com') ? '' : url.origin;
  return `${host}${path}${search.length === 0 ? '' : `?${search.join('&')}`}`;
}

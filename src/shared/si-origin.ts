const domain = '.small-improvements.com';

/**
 * The origin in what somebody typed or pasted: `acme`, `acme.small-improvements.com` or any address of it. Undefined when
 * it is not a host of Small Improvements: one label below its domain, no port, no user. The form and the worker both ask here.
 *
 * @example normaliseSiAddress('Acme.small-improvements.com/app/home') // 'https://acme.small-improvements.com'
 * Source: SI reference §1.1
 */
export function normaliseSiAddress(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  const withHost = /^[a-z0-9-]+$/.test(typed) ? `${typed}${domain}` : typed;
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//.test(withHost) ? withHost : `https://${withHost}`);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  const host = url.hostname.replace(/\.$/, '');
  const label = host.endsWith(domain) ? host.slice(0, -domain.length) : '';
  const valid = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label);
  return valid && url.port === '' && url.username === '' ? `https://${host}` : undefined;
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    // Not an address at all.
    return undefined;
  }
}

/** Hosts of BambooHR itself; nobody's account. */
const reserved = new Set(['www', 'api', 'app', 'resources', 'documentation', 'help', 'status']);

/**
 * The subdomain in what somebody typed or pasted: `acme`, `Acme.bamboohr.com`, `https://acme.bamboohr.com/home?x`, or the
 * old gateway address. Undefined when there is none in it.
 *
 * Source: BambooHR reference §1.1
 */
export function normaliseSubdomain(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  const gateway = /^https:\/\/api\.bamboohr\.com\/api\/gateway\.php\/([^/?#]+)/.exec(typed);
  if (gateway) return validSubdomain(gateway[1] ?? '');
  const host = /^(?:https?:\/\/)?([^/?#]*)/.exec(typed)?.[1] ?? '';
  const name = host.replace(/\.bamboohr\.com\.?(?::443)?$/, '');
  return validSubdomain(name);
}

function validSubdomain(name: string): string | undefined {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name) && !reserved.has(name) ? name : undefined;
}

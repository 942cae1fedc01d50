const domain = '.bamboohr.com';

/** Hosts of BambooHR itself: nobody's company. Those beyond `www`, `api`, `app` are inferred. */
const reserved =
  /^(?:www|api|apps?|auth|login|sso|accounts?|cdn|static|assets|images|e?mail|go|info|help|support|status|blog|learn|trust|community|partners?|marketplace|resources|documentation|developers?|careers)$/;

/**
 * The subdomain in what somebody typed or pasted: `acme`, `Acme.bamboohr.com`, `https://acme.bamboohr.com/home?x`, or the
 * old gateway address. Undefined when there is none in it. The form and the worker both ask here.
 *
 * Source: BambooHR reference §1.1
 */
export function normaliseSubdomain(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  const gateway = /^https:\/\/api\.bamboohr\.com\/api\/gateway\.php\/([^/?#]+)/.exec(typed);
  if (gateway) return validSubdomain(gateway[1] ?? '');
  const host = (/^(?:https?:\/\/)?([^/?#]*)/.exec(typed)?.[1] ?? '').replace(/\.?(?::443)?$/, '');
  return host.endsWith(domain) ? subdomainOf(host) : validSubdomain(host);
}

/** The company a host belongs to; undefined for every host that is nobody's company. */
export function subdomainOf(host: string): string | undefined {
  return host.endsWith(domain) ? validSubdomain(host.slice(0, -domain.length)) : undefined;
}

/** `acme` → `https://acme.bamboohr.com`. */
export function bambooOrigin(subdomain: string): string {
  return `https://${subdomain}${domain}`;
}

function validSubdomain(name: string): string | undefined {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name) && !reserved.test(name) ? name : undefined;
}

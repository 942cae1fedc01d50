const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** The BambooHR host a typed or pasted BambooHR ID leads to ("https://Acme.bamboohr.com/home" → "acme.bamboohr.com"); undefined when none. */
export function bambooHost(typed: string): string | undefined {
  const host = hostOf(typed);
  if (host === undefined) return undefined;
  const name = host.endsWith('.bamboohr.com') ? host.slice(0, -'.bamboohr.com'.length) : host;
  return label.test(name) ? `${name}.bamboohr.com` : undefined;
}

/** The Small Improvements origin a typed or pasted address leads to ("acme" → "https://acme.small-improvements.com"); undefined when none. */
export function siOrigin(typed: string): string | undefined {
  const host = hostOf(typed);
  if (host === undefined) return undefined;
  const name = host.endsWith('.small-improvements.com') ? host.slice(0, -'.small-improvements.com'.length) : host;
  return label.test(name) ? `https://${name}.small-improvements.com` : undefined;
}

function hostOf(typed: string): string | undefined {
  const trimmed = typed.trim().toLowerCase();
  if (trimmed === '') return undefined;
  const withScheme = trimmed.includes('://') ? trimmed : `https://${trimmed}`;
  return URL.canParse(withScheme) ? new URL(withScheme).hostname : undefined;
}

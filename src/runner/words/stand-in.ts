let current: Readonly<Record<string, string>> = {};

/**
 * Stands in for the browser's own lookup of texts: `$1` is replaced, `$$` is a dollar sign. Import this before anything
 * that speaks: the texts' library looks for the browser once, when it is loaded. Another language is another set of texts
 * behind the same stand-in.
 */
export function speakWith(messages: Readonly<Record<string, string>>): void {
  current = messages;
}

function getMessage(name: string, substitutions: string | readonly string[] = []): string {
  const values = typeof substitutions === 'string' ? [substitutions] : substitutions;
  return (current[name] ?? '').replace(/\$(\$|[1-9])/g, (_match, what: string) =>
    what === '$' ? '$' : (values[Number(what) - 1] ?? ''),
  );
}

const known = (globalThis as { browser?: { readonly runtime?: object } }).browser ?? {};
Object.assign(globalThis, {
  browser: { ...known, runtime: { id: 'runner', ...known.runtime }, i18n: { getMessage } },
});

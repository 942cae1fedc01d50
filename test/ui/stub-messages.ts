let current: Readonly<Record<string, string>> = {};

/**
 * Stands in for the browser's own lookup, with the real texts: `$1` is replaced, `$$` is a dollar sign. The texts' library
 * keeps the first stand-in it sees, so another language is another set of texts behind the same one.
 */
export function stubMessages(messages: Readonly<Record<string, string>>): void {
  current = messages;
  const known = (globalThis as { browser?: object }).browser ?? {};
  const runtime = { id: 'test', ...(known as { runtime?: object }).runtime };
  (globalThis as { browser?: object }).browser = { ...known, runtime, i18n: { getMessage } };
}

function getMessage(name: string, substitutions: string | readonly string[] = []): string {
  const values = typeof substitutions === 'string' ? [substitutions] : substitutions;
  return (current[name] ?? '').replace(/\$(\$|[1-9])/g, (_match, what: string) =>
    what === '$' ? '$' : (values[Number(what) - 1] ?? ''),
  );
}

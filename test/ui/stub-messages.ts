/** Stands in for the browser's own lookup, with the real texts: `$1` is replaced, `$$` is a dollar sign. */
export function stubMessages(messages: Readonly<Record<string, string>>): void {
  const getMessage = (name: string, substitutions: string | readonly string[] = []) => {
    const values = typeof substitutions === 'string' ? [substitutions] : substitutions;
    return (messages[name] ?? '').replace(/\$(\$|[1-9])/g, (_match, what: string) =>
      what === '$' ? '$' : (values[Number(what) - 1] ?? ''),
    );
  };
  const known = (globalThis as { browser?: object }).browser ?? {};
  const runtime = { id: 'test', ...(known as { runtime?: object }).runtime };
  (globalThis as { browser?: object }).browser = { ...known, runtime, i18n: { getMessage } };
}

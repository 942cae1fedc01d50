/** Values of `name=a,b` (the last one counts, as in PHP) and of `name[]=a&name[]=b`. */
export function listParam(query: URLSearchParams, name: string): string[] {
  const arrayForm = query.getAll(`${name}[]`);
  const plain = query.getAll(name).at(-1);
  const values = arrayForm.length > 0 ? arrayForm : (plain ?? '').split(',');
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

/** `onlyCurrent`, true unless it says false or 0. */
export function onlyCurrentParam(query: URLSearchParams): boolean {
  const value = (query.get('onlyCurrent') ?? 'true').toLowerCase();
  return value !== 'false' && value !== '0';
}

/** BambooHR reference §1.4: everything but an Accept that names JSON gets XML. */
export function wantsJson(request: Request): boolean {
  return (request.headers.get('accept') ?? '').includes('application/json');
}

/** A JSON answer with the cache headers of BambooHR. */
export function bambooJson(value: unknown): Response {
  return new Response(JSON.stringify(value), {
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'must-revalidate, post-check=0,pre-check=0',
      Expires: '0',
      Pragma: 'public',
      Vary: 'Authorization,User-Agent',
    },
  });
}

/** An XML answer. */
export function bambooXml(xml: string): Response {
  return new Response(`<?xml version="1.0"?>\n${xml}`, { headers: { 'Content-Type': 'text/xml; charset=UTF-8' } });
}

/**
 * Everything a terminal takes for an order, that begins a line of its own, or that turns the direction of what follows:
 * control characters of both sets, line and paragraph separators, marks of direction, tags, half pairs of surrogates.
 */
const orders =
  /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]|\p{Surrogate}/gu;

/** Text of anybody as one line, harmless to a terminal: what could be an order is written out, such as `\u{1b}`. */
export function plainText(text: string): string {
  return text.replaceAll(orders, (order) => `\\u{${(order.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for text of many lines whose breaks and tabs are meant, such as CSV. A mark of the byte order may lead. */
export function plainLines(text: string): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return (
    mark + text.slice(mark.length).replaceAll(orders, (order) => (/[\t\r\n]/.test(order) ? order : plainText(order)))
  );
}

/** A value as JSON that a terminal may show: the same value, written with escapes. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll(orders, (order) =>
    order === '\n' ? order : [...Array(order.length).keys()].map((at) => unit(order.charCodeAt(at))).join(''),
  );
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

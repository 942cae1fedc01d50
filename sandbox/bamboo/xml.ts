import { escapeHtml } from '../server/html.ts';

type Cell = string | number | boolean | null | undefined;

/** `<field id="…">…</field>` elements, the way BambooHR writes records. */
function fieldElements(values: Record<string, Cell>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        `<field id="${escapeHtml(name)}">${escapeHtml(value === null || value === undefined ? '' : String(value))}</field>`,
    )
    .join('');
}

/** A record: `<employee id="…">` with its fields. */
export function employeeElement(id: string, values: Record<string, Cell>): string {
  return `<employee id="${escapeHtml(id)}">${fieldElements(values)}</employee>`;
}

/** The title and field ids of a report request written in XML. */
export function parseReportXml(body: string): { title: string | null; fields: string[] } | null {
  if (!/^\s*</.test(body) || !body.includes('<report')) return null;
  const fields = [...body.matchAll(/<field\s+id="([^"]+)"/g)].map((match) => match[1] ?? '');
  return { title: /<title>([^<]*)<\/title>/.exec(body)?.[1] ?? null, fields };
}

import Papa from 'papaparse';

/** What a spreadsheet would take for a formula, also after spaces, in full width, or followed by further lines. */
const formula = /^\s*[=+\-@＝＋－＠\t\r]/u;
const newline = '\r\n';
const byteOrderMark = '\uFEFF';

export type Cell = string | number | null | undefined;

/**
 * Rows as CSV for spreadsheets and importers. A text that a spreadsheet would run as a formula gets an apostrophe in front;
 * dates, plain numbers and everything else stay as they are. `bom`: Excel takes a file without one for an old encoding.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[], bom: boolean): string {
  const data = rows.map((row) => row.map((cell) => cell ?? ''));
  const csv = Papa.unparse({ fields: [...header], data }, { escapeFormulae: formula, newline });
  return `${bom ? byteOrderMark : ''}${csv.endsWith(newline) ? csv : csv + newline}`;
}

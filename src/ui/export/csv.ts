import Papa from 'papaparse';

/**
 * Where a spreadsheet could see the start of a formula: at the start of a text, and after each character it may split at
 * if it takes another one for the separator than we do; also after spaces and quotes, and in full width.
 */
const formulaStart = /(?<=^|[,;\t\r\n])(?=["\s]*[=+\-@＝＋－＠\t\r])/gu;
const newline = '\r\n';
const byteOrderMark = '\uFEFF';

export type Cell = string | number | null | undefined;

/**
 * Rows as CSV for spreadsheets and importers. Every field stands in quotes. Where a spreadsheet could
 * run a text, or a part of it, as a formula there is an apostrophe; dates, numbers and everything else stay as they are. `bom`: Excel takes a file without one for an old encoding.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[], bom: boolean): string {
  const data = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? harmless(cell) : (cell ?? ''))));
  const csv = Papa.unparse({ fields: [...header], data }, { quotes: true, newline });
  return `${bom ? byteOrderMark : ''}${csv.endsWith(newline) ? csv : csv + newline}`;
}

function harmless(cell: string): string {
  return cell.replaceAll(formulaStart, "'");
}

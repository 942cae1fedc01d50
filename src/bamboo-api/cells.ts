import { parseIsoDate } from '../domain/iso-date.ts';
import { type Cell, HIDDEN, NOT_OFFERED } from '../domain/cell.ts';
import type { SourceField } from '../domain/fields.ts';
import { visibleText } from '../shared/work-email.ts';

/** BambooHR's "no date" (BambooHR reference §2.2, §7). */
const unsetDate = '0000-00-00';

/** A value as sent, trimmed: text, null for one nobody would see, undefined where the row has no such key. */
export function trimmed(raw: unknown): string | null | undefined {
  if (raw === undefined || raw === null) return raw;
  // Anything but text and numbers did not get past the row's schema.
  const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '';
  return text === '' || text.startsWith(unsetDate) || isBlank(text) ? null : text;
}

/** Whether it consists of characters nobody sees; a first look at the first character spares almost every value the rest. */
function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  const isSeen = (first > 0x20 && first < 0x7f) || (first >= 0xc0 && first <= 0x2af);
  return !isSeen && visibleText(text) === '';
}

/**
 * One value from both sources: what either can tell beats what it cannot.
 * The report leads; an empty of the report counts as hidden where the list says the field is withheld on this row.
 */
export function joinCells(report: Cell, list: Cell): Cell {
  if (typeof report === 'string') return report;
  if (typeof list === 'string') return list;
  if (report === null && list === HIDDEN) return HIDDEN;
  if (report === null || list === null) return null;
  return report === HIDDEN || list === HIDDEN ? HIDDEN : NOT_OFFERED;
}

/** What one source says of a field, as far as that can be read at all: before it is joined with what the other says. */
export function readCell(field: SourceField, cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  switch (field) {
    case 'hireDate':
      // What is no date is not readable, which is not the same as empty.
      return parseIsoDate(cell) ?? HIDDEN;
    case 'supervisor':
      // BambooHR writes "nobody" as 0 in places.
      return cell === '0' ? null : cell;
    case 'employeeNumber':
    case 'gender':
    case 'status':
      // A key or a word of a list: without what nobody sees in it (design §3.2).
      return /^[!-~]*$/.test(cell) ? cell : visibleText(cell);
    default:
      return cell;
  }
}

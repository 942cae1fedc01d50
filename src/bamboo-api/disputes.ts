import type { Cell } from '../domain/cell.ts';
import type { SourceField } from '../domain/fields.ts';
import type { Dispute } from '../domain/people.ts';
import { visibleText } from '../shared/work-email.ts';

/**
 * What the two answers say where they contradict each other on one row; undefined where they agree or one cannot tell.
 * An empty of the report contradicts nothing (BambooHR leaves out there what it withholds); an empty the list shows does.
 *
 * Shape:  both cells as `readCell` gives them
 * Source: corrections §7 (a custom report once had keys and values out of alignment), design §3.3
 */
export function disputeOf(field: SourceField, reportCell: Cell, listCell: Cell): Dispute | undefined {
  if (reportCell === listCell || typeof reportCell !== 'string' || typeof listCell === 'symbol') return undefined;
  return isSame(field, reportCell, listCell) ? undefined : { report: reportCell, list: listCell };
}

/** Where a source may have words of its own (gender in the list is not documented), only known words contradict each other. */
const knownWords: Readonly<Partial<Record<SourceField, readonly string[]>>> = {
  gender: ['male', 'female'],
  status: ['active', 'inactive'],
};

function isSame(field: SourceField, report: string, list: string | null): boolean {
  const [one, other] = [folded(report), list === null ? undefined : folded(list)];
  const words = knownWords[field];
  return (
    one === other || (words !== undefined && ![one, other].every((word) => word !== undefined && words.includes(word)))
  );
}

/** Case, the form of accents, the width of white space and what nobody sees are no contradiction. */
function folded(text: string): string {
  return visibleText(text).normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

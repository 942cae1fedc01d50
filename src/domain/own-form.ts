import type { CompanyPair, SiUserId } from './ids.ts';
import type { WriteValues } from './operation.ts';
import { visibleText } from '../shared/work-email.ts';

/** What was sent for one field of one person, and how Small Improvements keeps it. */
export interface OwnForm {
  readonly sent: string;
  readonly kept: string;
}

export type OwnForms = Readonly<Partial<Record<keyof WriteValues, OwnForm>>>;

/** Everything SI keeps of one account in a form of its own. */
export interface OwnFormsRow {
  readonly pair: CompanyPair;
  readonly siUserId: SiUserId;
  readonly forms: OwnForms;
}

/** Fields whose value is a word of a list or a date: another one is another value, never a form of it. */
const exact: readonly (keyof WriteValues)[] = ['gender', 'hireDate'];

/** A value that stands as it was before is taken for a cut one only from this length on: "Senior" is no cut "Senior Engineer". */
const leastCut = 16;

/**
 * Whether one text may be how SI keeps the other: white space, case, accents or punctuation differ, it is escaped, or it is
 * the beginning. `unchanged`: it stood there before, so that SI may as well have ignored the new value.
 *
 * Source: design §3.3 ("SI's own form")
 */
export function isFormOf(key: keyof WriteValues, kept: string, sent: string, unchanged: boolean): boolean {
  if (exact.includes(key)) return false;
  const [one, other] = [folded(kept), folded(sent)];
  if (one === '') return false;
  if (one === other) return true;
  // A shorter login is another login.
  if (key === 'workEmail' || key === 'employeeId') return false;
  return other.startsWith(one) && (!unchanged || kept.length >= leastCut);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Letters and digits alone, without accents and in one case. */
function folded(text: string): string {
  const plain = text.replaceAll(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi,
    (whole: string, ten?: string, sixteen?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const code = ten === undefined ? Number.parseInt(sixteen ?? '', 16) : Number(ten);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
    },
  );
  return visibleText(plain)
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

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
 * Whether one text may be how SI keeps the other: white space, case, accents or punctuation differ, it is escaped (more than
 * once, too) or in plain letters, or it is the beginning, if only of the escaped text. `unchanged`: it stood there before, so that SI may as well have ignored the new value.
 *
 * Source: design §3.3 ("SI's own form")
 */
export function isFormOf(key: keyof WriteValues, kept: string, sent: string, unchanged: boolean): boolean {
  if (exact.includes(key)) return false;
  // Another sign makes another login, or another ID: `anna.b@` and `annab@`.
  if (key === 'workEmail' || key === 'employeeId') return withoutSpace(kept) === withoutSpace(sent);
  const [one, other] = [folded(kept), folded(sent)];
  if (one === '') return false;
  if (one === other) return true;
  if (unchanged && kept.length < leastCut) return false;
  return other.startsWith(beforeCutEntity(kept, sent) ?? one);
}

/** Signs and letters by the names they are escaped with. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  szlig: 'ss',
  aelig: 'ae',
  oelig: 'oe',
  eth: 'd',
  thorn: 'th',
};
/** A letter named with its mark: `uuml`. */
const marked = /^(.)(?:uml|acute|grave|circ|tilde|cedil|ring|slash|caron)$/i;
const entity = /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi;

/** The text without escaping, were it done three times over; marks of letters may be lost. */
function decoded(text: string): string {
  let plain = text;
  for (let times = 0; times < 3; times += 1) {
    plain = plain.replaceAll(entity, (whole: string, ten?: string, sixteen?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? marked.exec(name)?.[1] ?? whole;
      const code = ten === undefined ? Number.parseInt(sixteen ?? '', 16) : Number(ten);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
    });
  }
  return plain;
}

/** What a cut may have left of an escaped sign or letter at the end. */
const cutEntity = /&(#?\w+)$/;

/** The folded text before an entity that was cut in two, where the one sent goes on with that sign or letter. */
function beforeCutEntity(kept: string, sent: string): string | undefined {
  const plain = decoded(kept);
  const name = cutEntity.exec(plain)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const before = folded(plain.replace(cutEntity, ''));
  const isSign = Object.keys(entities).some((one) => one.startsWith(name) && sent.includes(entities[one] as string));
  return before !== '' && (isSign || name.startsWith('#') || folded(sent).startsWith(before + name.charAt(0)))
    ? before
    : undefined;
}

/** Letters without a mark to leave out, each before what it becomes where only plain ones are kept. */
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  'ßss æae œoe øo đd ðd łl þth ıi'.split(' ').map((entry) => [entry.charAt(0), entry.slice(1)]),
);

/** All that is seen but white space, in one case. */
function withoutSpace(text: string): string {
  return visibleText(decoded(text)).normalize('NFC').toLowerCase().replaceAll(/\s/g, '');
}

/** Letters and digits alone, without accents and in one case. */
function folded(text: string): string {
  return visibleText(decoded(text))
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll(/[ßæœøđðłþı]/g, (letter) => letters[letter] as string);
}

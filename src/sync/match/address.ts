import { valueOf } from '../../domain/cell.ts';
import type { Employee } from '../../domain/people.ts';

const plainAddress = /^[\u0021-\u007e]*$/;
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\s]+/gu;

/**
 * An address as it is compared: without case, invisible characters and white space. A key only: it joins what
 * `visibleText` keeps apart (letters of full width, white space inside), so nothing of it is ever shown or written.
 */
export function foldAddress(address: string): string {
  return (plainAddress.test(address) ? address : address.normalize('NFKC').replace(unseen, '')).toLowerCase();
}

const inside =
  /[^\s@,;:<>()[\]{}"'\\|\p{Ps}\p{Pe}\p{Pi}\p{Pf}、،؛]+@[^\s@,;:<>()[\]{}"'\\|\p{Ps}\p{Pe}\p{Pi}\p{Pf}、،؛]+/gu;
const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Cf}]+/gu;

/** Every address a text holds, folded: `Jane <jane@x.example>` and `a@x.example; b@x.example` hold one and two. */
export function addressesIn(text: string): readonly string[] {
  const found = text.normalize('NFKC').replace(ignorable, '').match(inside) ?? [];
  return found.map((address) => foldAddress(address).replace(/\.+$/, ''));
}

/**
 * Every address that may be an employee's, folded: the work email, both answers where BambooHR's two disagree, and all
 * that a text holds which is no address. Only the first is ever matched by or written.
 */
export function claimedAddresses({ workEmail, emailText, disputed }: Employee): readonly string[] {
  const dispute = disputed?.get('workEmail');
  if (emailText === undefined && !dispute) return typeof workEmail === 'string' ? [foldAddress(workEmail)] : [];
  const texts = [valueOf(workEmail), emailText, dispute?.report, dispute?.list].filter((text) => text != null);
  // The whole as well: a gap in an address cuts it in two.
  return [...new Set(texts.flatMap((text) => [...addressesIn(text), foldAddress(text)]))];
}

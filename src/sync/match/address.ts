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

/** Whatever stands around an address in a text that holds more than one. */
const around = /[\s,;:<>()[\]{}"|\\/、。،؛\p{Ps}\p{Pe}\p{Pi}\p{Pf}]+/u;

/**
 * Every address, folded, that may be the employee's: the work email, both of two answers, and each in a text that is no
 * address. To be careful with, never to match by.
 */
export function addressesOf({ workEmail, emailText, disputed }: Employee): readonly string[] {
  const dispute = disputed?.get('workEmail');
  const texts = [valueOf(workEmail), dispute?.report, dispute?.list, emailText].filter((text) => text != null);
  const parts = texts.flatMap((text) => text.normalize('NFKC').split(around));
  return [...texts, ...parts.map((part) => part.replaceAll(/^['`.]+|['`.]+$/g, ''))]
    .map(foldAddress)
    .filter((address) => address.includes('@'));
}

const plainAddress = /^[\u0021-\u007e]*$/;
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\s]+/gu;

/**
 * An address as it is compared: without case, invisible characters and white space. A key only: it joins what
 * `visibleText` keeps apart (letters of full width, white space inside), so nothing of it is ever shown or written.
 */
export function foldAddress(address: string): string {
  return (plainAddress.test(address) ? address : address.normalize('NFKC').replace(unseen, '')).toLowerCase();
}

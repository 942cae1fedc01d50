/** Most addresses: nothing to clean and nothing to doubt. */
const plainAddress = /^[A-Za-z0-9._%+-][A-Za-z0-9._%+'-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** Characters nobody sees: zero-width, joiners, directions, fillers and controls. White space proper is not among them. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]|(?![\t-\r])\p{Cc}/gu;

/** One `@`, a dot in the domain with something on each side, and nothing that separates, groups or quotes. */
const addressForm = /^[^\s@,;:<>()[\]{}"\\|]+@[^\s@,;:<>()[\]{}"\\|.]+(?:\.[^\s@,;:<>()[\]{}"\\|.]+)+$/u;

/** Brackets, quotes, commas and stops of other scripts anywhere; a plain quote at either end. */
const punctuation = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}、。،؛]|^['`]|['`]$/u;

/** A text without characters nobody sees, composed (NFC) and without white space around it. */
export function visibleText(text: string): string {
  return text.replaceAll(invisible, '').normalize('NFC').trim();
}

/**
 * The address a text holds: cleaned of what is only dirt. Undefined where it is none, or more than one. Letters and signs
 * of full width are none: the address people have is written in plain ones.
 * Source: design §3.3 ("a work email is an address or it is nothing")
 */
export function usableEmail(text: string): string | undefined {
  if (plainAddress.test(text)) return text;
  const cleaned = visibleText(text);
  const isAddress = addressForm.test(cleaned) && !punctuation.test(cleaned) && cleaned.normalize('NFKC') === cleaned;
  return isAddress ? cleaned : undefined;
}

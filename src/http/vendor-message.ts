/**
 * Words a vendor's message may keep. A name or an address can stand anywhere in such a text and nothing marks it,
 * so everything that is not on this list is left out.
 */
const safeWords = new Set(
  `a access account active admin administrator allowed already an and api are at authentication authorized bad badpage
  badrequest be been body can cannot company contain contains created cursor date deactivated deleted denied directory
  disabled does duplicate email employee employees empty enabled error exceed exceeded exist existing exists expired
  external failed feature field fields for forbidden format found gender given greater has have header id ids in inactive
  insufficient internal invalid is it json key last least less license licenses limit lock locked login loginname loop
  malformed manager match maximum may method minimum missing module more must name no not null number of on one only or
  page parameter password permission permissions please properties property provided rate read reached reporting request
  required role roles server service since state status string super supervisor system temporarily than that the this to
  token too try type unable unauthorized unavailable unexpected unique unknown unlock update updated used user username
  users value view was wrong xml you your`.split(/\s+/),
);

/**
 * A vendor's message, safe to show and log: only words on the list above, everything else becomes `…`; at most 120 characters.
 * Undefined when nothing readable is left.
 *
 * BambooHR sends two equal headers which arrive joined by a comma (BambooHR reference §3.1): said once.
 */
export function safeVendorMessage(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  const parts = [...new Set(text.split(', '))].join(', ');
  const words = parts.slice(0, 400).match(/[\p{L}\p{N}@._'+-]+|[,:;]/gu) ?? [];
  const kept = words.map((word) => {
    if (/^[,:;]$/.test(word)) return word;
    return safeWords.has(word.toLowerCase().replace(/[._]+$/, '')) ? word : '…';
  });
  const message = kept
    .join(' ')
    .replace(/ ([,:;])/g, '$1')
    .replace(/…(?:[ ,:;]+…)+/g, '…')
    .slice(0, 120)
    .trim();
  return /\p{L}/u.test(message) ? message : undefined;
}

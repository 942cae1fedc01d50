/** What a page calls an address. */
export type MailLabel = 'work' | 'private' | 'unknown';

const mostLabel = 120;
const mostWrappers = 4;

const privateWords =
  /home|domicile|zu\s*hause|thuis|\bcasa\b|priv[aeé]|prywat|pers(?:ö|oe?)nlich|personal|personnel|personlig|persoonlijk|osobist|pessoal|particular/;
const workWords =
  /work|business|company|gesch(?:ä|ae?)ft|dienst|arbeit|profession|travail|trabajo|trabalho|laboral|lavoro|werk/;

/**
 * By the words around a link, in the languages BambooHR speaks. First those beside it in the same element; where there are
 * none, or the element is a cell, what stands right before: nothing there that has a link or a value of its own.
 */
export function mailLabelOf(link: Element): MailLabel {
  const beside = labelBeside(link);
  if (beside === 'private') return beside;
  let outer = link.parentElement;
  if (!outer || (hasWordsBeside(link) && !outer.matches('dd, td'))) return beside;
  // Wrappers of nothing but the link stand for it.
  for (let each = 0; each < mostWrappers && outer.parentElement && !hasWordsBeside(outer); each += 1)
    outer = outer.parentElement;
  const [before] = wordsFrom(outer, 'previousSibling').texts;
  const label = before === undefined ? 'unknown' : read(before);
  return label === 'unknown' ? beside : label;
}

/** The nearest known words before the link; those after the last link of an element can only make it private. */
function labelBeside(link: Element): MailLabel {
  const before = wordsFrom(link, 'previousSibling').texts.map(read);
  const known = before.find((label) => label !== 'unknown');
  if (known) return known;
  const after = wordsFrom(link, 'nextSibling');
  return !after.endsAtLink && after.texts.some((text) => read(text) === 'private') ? 'private' : 'unknown';
}

function hasWordsBeside(element: Element): boolean {
  return (['previousSibling', 'nextSibling'] as const).some((way) => {
    const { texts, endsAtLink } = wordsFrom(element, way);
    return endsAtLink || texts.length > 0;
  });
}

/** Texts beside an element, the nearest first, up to the next link; without what has no letters. */
function wordsFrom(element: Element, way: 'previousSibling' | 'nextSibling') {
  const texts: string[] = [];
  for (let node = element[way]; node; node = node[way]) {
    if (node instanceof Element && (node.matches('a[href]') || node.querySelector('a[href]')))
      return { texts, endsAtLink: true };
    const text = node instanceof Element || node instanceof Text ? (node.textContent ?? '') : '';
    if (/\p{L}/u.test(text)) texts.push(text);
  }
  return { texts, endsAtLink: false };
}

/** A whole paragraph, a value, or what says both, is no label. */
function read(text: string): MailLabel {
  const words = text.normalize('NFC').toLowerCase();
  const isPrivate = privateWords.test(words);
  if (isPrivate === workWords.test(words) || words.length > mostLabel || /@|\d{3}/.test(words)) return 'unknown';
  return isPrivate ? 'private' : 'work';
}

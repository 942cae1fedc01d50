/**
 * Text that cannot be read whole: wider or higher than a box that cuts it, sticking out of its button, lying over what
 * stands beside it, pushing the page sideways, squeezed to a letter a line, scrolling in a slit, a word broken between its
 * letters, or a name cut to a few.
 * Runs inside the page, so it uses nothing from outside itself.
 */
export function findClippedText(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth + 1) found.push(`the page scrolls sideways: ${root.scrollWidth} > ${innerWidth}`);
  // Head and bar stay, and what scrolls is inside; a low window scrolls whole (`max-height` in page.css).
  if (innerHeight > 420 && root.scrollHeight > innerHeight + 1)
    found.push(`the page scrolls down: ${root.scrollHeight} > ${innerHeight}`);
  // Names and summaries in list rows are cut with an ellipsis on purpose; the opened row has them whole.
  const mayBeCut = '.person-name, .person-sub, .person-summary, .visually-hidden, [hidden], option';
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const owner = element.closest<HTMLElement>(mayBeCut);
    const style = getComputedStyle(element);
    const label = nameOf(element);
    if (isTooShort(element, style)) found.push(`a name cut to a few letters: ${label}`);
    if (owner !== null || !hasText(element)) continue;
    if (breaksWord(element, style)) found.push(`a word broken between its letters: ${label}`);
    const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
    const boxed =
      element.matches('button, .chip, input, select, dt, dd, h1, h2, p, span, label, a, li') &&
      style.display !== 'inline';
    if ((cuts || boxed) && element.scrollWidth > element.clientWidth + 1) found.push(`wider than its box: ${label}`);
    if (standsOnEnd(element, style)) found.push(`a letter to a line: ${label}`);
    const sides = textSides(element);
    const clipper = clipperOf(element);
    if (clipper !== undefined && (sides.right > clipper.right + 1 || sides.left < clipper.left - 1))
      found.push(`cut at the side: ${label}`);
  }
  for (const box of document.querySelectorAll<HTMLElement>('body *')) {
    found.push(...overlapsIn(box));
    if (isSlit(box)) found.push(`scrolls in a slit: ${nameOf(box)}`);
  }
  return found;

  /** A column that is too long squeezes a box that scrolls, down to nothing: not a line of what it holds can be read. */
  function isSlit(box: HTMLElement): boolean {
    if (box.getClientRects().length === 0 || !/auto|scroll/.test(getComputedStyle(box).overflowY)) return false;
    return box.clientHeight < 32 && box.scrollHeight > box.clientHeight + 1;
  }

  /** Children of a row or grid keep to their places: what one of them says does not reach into the next. */
  function overlapsIn(box: HTMLElement): string[] {
    if (!/flex|grid|table-row/.test(getComputedStyle(box).display)) return [];
    const extents = [...box.children].flatMap((child) => {
      const { position, visibility } = getComputedStyle(child);
      // What is fixed, sticky or out of the flow stands over other things on purpose.
      if (/absolute|fixed|sticky/.test(position) || visibility === 'hidden') return [];
      if ((child.textContent ?? '').trim() === '' && !child.matches('svg, input')) return [];
      const own = child.getBoundingClientRect();
      if (own.width <= 1 || own.height <= 1) return [];
      const text = seenSides(child);
      return [
        {
          child,
          left: Math.min(own.left, text.left),
          right: Math.max(own.right, text.right),
          top: own.top,
          bottom: own.bottom,
        },
      ];
    });
    return extents.flatMap((one, at) =>
      extents
        .slice(at + 1)
        .filter(
          (other) =>
            one.left < other.right - 1 &&
            other.left < one.right - 1 &&
            one.top < other.bottom - 1 &&
            other.top < one.bottom - 1,
        )
        .map((other) => `lies over its neighbour: ${nameOf(one.child)} and ${nameOf(other.child)}`),
    );
  }

  /** Where the text inside really ends: what a box inside cuts, with an ellipsis or on purpose, is not seen. */
  function seenSides(element: Element): { left: number; right: number } {
    const seen = { left: Number.POSITIVE_INFINITY, right: Number.NEGATIVE_INFINITY };
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() !== null) {
      const range = document.createRange();
      range.selectNode(texts.currentNode);
      let { left, right } = range.getBoundingClientRect();
      if (left === right) continue;
      for (let box = texts.currentNode.parentElement; box !== null; box = box.parentElement) {
        const { overflowX, position } = getComputedStyle(box);
        // A tooltip stands over the page on purpose.
        if (position === 'absolute' || position === 'fixed') right = Number.NEGATIVE_INFINITY;
        if (overflowX !== 'visible') {
          const edges = box.getBoundingClientRect();
          left = Math.max(left, edges.left);
          right = Math.min(right, edges.right);
        }
        if (box === element) break;
      }
      if (right <= left) continue;
      seen.left = Math.min(seen.left, left);
      seen.right = Math.max(seen.right, right);
    }
    return seen;
  }

  function nameOf(element: Element): string {
    return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> "${(element.textContent ?? '').trim().slice(0, 60)}"`;
  }

  function hasText(element: Element): boolean {
    return [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    );
  }

  function textSides(element: Element): { left: number; right: number } {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { left, right } = range.getBoundingClientRect();
    return { left, right };
  }

  /** Squeezed until words break at every letter or two. What only a screen reader says is not squeezed. */
  function standsOnEnd(element: Element, { fontSize, overflowWrap }: CSSStyleDeclaration): boolean {
    if (overflowWrap === 'normal') return false;
    const em = Number.parseFloat(fontSize);
    return [...element.childNodes].some((node) => {
      const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
      if (Math.max(...text.split(/\s/).map((word) => word.length)) < 4) return false;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { width, height } = range.getBoundingClientRect();
      return width > 0 && width < 2 * em && height > 3 * em;
    });
  }

  /** What is cut on purpose still tells people apart. */
  function isTooShort(element: HTMLElement, { fontSize }: CSSStyleDeclaration): boolean {
    const isCut = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    return element.matches('.person-name') && isCut && element.clientWidth < 7 * Number.parseFloat(fontSize);
  }

  /** Ids and addresses may break anywhere; a word of letters alone, and no longer than words are, may not. */
  function breaksWord(element: Element, { overflowWrap }: CSSStyleDeclaration): boolean {
    if (overflowWrap === 'normal') return false;
    return [...element.childNodes].some((node) => {
      if (node.nodeType !== Node.TEXT_NODE) return false;
      const words = (node.textContent ?? '').matchAll(/(?<![^\s(„“"])\p{L}{4,24}(?=[\s.,:;)“”"]|$)/gu);
      return [...words].some(({ index, 0: word }) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      });
    });
  }

  function clipperOf(element: Element): DOMRect | undefined {
    for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement) {
      const { overflowX } = getComputedStyle(box);
      // A table may be wider than the narrowest window: it scrolls in a box of its own, which takes the focus.
      if (innerWidth < 400 && box.tabIndex === 0 && box.querySelector(':scope > table') !== null) return undefined;
      if (overflowX !== 'visible') return box.getBoundingClientRect();
    }
    return undefined;
  }
}

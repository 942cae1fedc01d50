/**
 * Text that cannot be read whole: wider or higher than a box that cuts it, sticking out of its button, or pushing the page sideways.
 * Runs inside the page, so it uses nothing from outside itself.
 */
export function findClippedText(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth + 1) found.push(`the page scrolls sideways: ${root.scrollWidth} > ${innerWidth}`);
  // Names and summaries in list rows are cut with an ellipsis on purpose; the opened row has them whole.
  const mayBeCut = '.person-name, .person-sub, .person-summary, .visually-hidden, [hidden], option';
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const owner = element.closest<HTMLElement>(mayBeCut);
    if (owner !== null || !hasText(element)) continue;
    const style = getComputedStyle(element);
    const label = `<${element.tagName.toLowerCase()} class="${element.className}"> "${(element.textContent ?? '').trim().slice(0, 60)}"`;
    const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
    const boxed =
      element.matches('button, .chip, input, select, dt, dd, h1, h2, p, span, label, a, li') &&
      style.display !== 'inline';
    if ((cuts || boxed) && element.scrollWidth > element.clientWidth + 1) found.push(`wider than its box: ${label}`);
    const sides = textSides(element);
    const clipper = clipperOf(element);
    if (clipper !== undefined && (sides.right > clipper.right + 1 || sides.left < clipper.left - 1))
      found.push(`cut at the side: ${label}`);
  }
  return found;

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

  function clipperOf(element: Element): DOMRect | undefined {
    for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement) {
      const { overflowX } = getComputedStyle(box);
      if (overflowX !== 'visible') return box.getBoundingClientRect();
    }
    return undefined;
  }
}

import { marks, pageSelectors } from './page-selectors.ts';

/** Where the native content of a profile stands: neighbours of each other, below the row of tabs. */
export interface ContentArea {
  readonly parent: Element;
  readonly parts: readonly HTMLElement[];
}

/** A neighbour at least this high is content and no decoration of the header. */
const leastHeight = 24;

/**
 * The content below a row of tabs: on the way up from the row, the first level on which something follows it.
 * Undefined when nothing does; then the panel is shown beside the page.
 */
export function findContentArea(bar: Element): ContentArea | undefined {
  const rowBottom = bar.getBoundingClientRect().bottom;
  for (let level = bar; level.parentElement !== null && level !== document.body; level = level.parentElement) {
    const parts = followers(level).filter((part) => isContent(part, rowBottom));
    if (parts.length > 0) return { parent: level.parentElement, parts };
    if (level.parentElement.matches(pageSelectors.main)) return undefined;
  }
  return undefined;
}

function followers(element: Element): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let next = element.nextElementSibling; next !== null; next = next.nextElementSibling) {
    if (next instanceof HTMLElement && !next.matches('script, style, template, link')) found.push(next);
  }
  return found;
}

function isContent(part: HTMLElement, rowBottom: number): boolean {
  if (part.hasAttribute(marks.own)) return false;
  if (part.hasAttribute(marks.hidden)) return true;
  const { position, display } = getComputedStyle(part);
  if (position === 'fixed' || position === 'absolute' || position === 'sticky' || display === 'none') return false;
  const { top, height } = part.getBoundingClientRect();
  return height >= leastHeight && top >= rowBottom - 2;
}

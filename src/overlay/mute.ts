import { marks } from './page-selectors.ts';
import { type Look, applyLook } from './look.ts';

/**
 * While one of our tabs is open the native one is not: it gets the look and state of its closed neighbour, and an
 * indicator drawn beside the tabs is put away. Returns the undo, which leaves every element as it was.
 */
export function muteTab(open: readonly Element[], closedLooks: readonly Look[], bar: Element): () => void {
  const undos: (() => void)[] = [];
  for (const [index, element] of open.entries()) {
    if (!(element instanceof HTMLElement)) continue;
    const style = element.getAttribute('style');
    const look = closedLooks[index];
    if (look) applyLook(look, element, 'important');
    undos.push(() => {
      // Chromium leaves an empty attribute behind when one that only the style object set is removed unread.
      if (element.getAttribute('style') !== style) restore(element, 'style', style);
    });
    for (const [name, value] of [
      ['aria-selected', 'false'],
      ['aria-current', null],
    ] as const) {
      const before = element.getAttribute(name);
      if (before === null || before === 'false') continue;
      restore(element, name, value);
      undos.push(() => restore(element, name, before));
    }
    if (drawsBeside(element)) undos.push(mark(element, marks.muted));
  }
  for (const indicator of indicatorsOf(bar)) undos.push(mark(indicator, marks.hidden));
  return () => {
    for (const undo of undos) undo();
  };
}

function restore(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function mark(element: Element, name: string): () => void {
  element.setAttribute(name, '');
  return () => element.removeAttribute(name);
}

/** An underline as a positioned pseudo-element; one in the flow may be an icon and stays. */
function drawsBeside(element: Element): boolean {
  return ['::before', '::after'].some((part) => getComputedStyle(element, part).position === 'absolute');
}

/** The line of an indicator, to be drawn under our own tab instead; undefined where there is none. */
export function indicatorLine(bar: Element): string | undefined {
  const [indicator] = indicatorsOf(bar);
  if (!indicator) return undefined;
  const { height, top } = indicator.getBoundingClientRect();
  const row = bar.getBoundingClientRect();
  const sign = top - row.top < row.height / 2 ? '' : '-';
  return `inset 0 ${sign}${height}px ${getComputedStyle(indicator).backgroundColor}`;
}

/** Thin, empty, positioned: the moving line of MUI and its like (BambooHR reference §9.3). */
function indicatorsOf(bar: Element): readonly Element[] {
  return [...(bar.parentElement ?? bar).querySelectorAll('span, div')].filter((element) => {
    if (element.childElementCount > 0 || element.textContent !== '') return false;
    const { height, width } = element.getBoundingClientRect();
    return height > 0 && height <= 6 && width > 0 && getComputedStyle(element).position === 'absolute';
  });
}

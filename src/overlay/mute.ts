import { marks } from './page-selectors.ts';
import { type Look, applyLook } from './look.ts';

const touched = ['style', 'aria-selected', 'aria-current'] as const;

/**
 * While one of our tabs is open the native one is not: it gets the look and state of its closed neighbour, and an
 * indicator drawn beside the tabs is put away. Returns the undo, which leaves every element as it was, but does not say that
 * the tab is open again where the page has opened another one meanwhile.
 */
export function muteTab(open: readonly Element[], closedLooks: readonly Look[], bar: Element): () => void {
  const undos: (() => void)[] = [];
  const states: { readonly element: Element; readonly name: string; readonly before: string }[] = [];
  for (const [index, element] of open.entries()) {
    if (!(element instanceof HTMLElement)) continue;
    const style = element.getAttribute('style');
    const look = closedLooks[index];
    undos.push(noteDown(element));
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
      states.push({ element, name, before });
    }
    if (drawsBeside(element)) undos.push(mark(element, marks.muted));
  }
  for (const indicator of indicatorsOf(bar)) undos.push(mark(indicator, marks.line));
  return () => {
    for (const undo of undos) undo();
    const free = states.filter(({ name }) => bar.querySelector(`[${name}]:not([${name}="false"])`) === null);
    for (const { element, name, before } of free) restore(element, name, before);
  };
}

/** What `unmuteLeft` needs where the undo cannot be called any more. */
function noteDown(element: Element): () => void {
  element.setAttribute(marks.was, JSON.stringify(touched.map((name) => element.getAttribute(name))));
  return () => element.removeAttribute(marks.was);
}

/** Gives a tab muted by a script that is gone what it had. The page may have changed the note: then it changed itself. */
export function unmuteLeft(element: Element): void {
  const was = parse(element.getAttribute(marks.was)) ?? [];
  element.removeAttribute(marks.was);
  for (const [index, name] of touched.entries()) {
    const before = was[index];
    if (before === null || typeof before === 'string') restore(element, name, before);
  }
}

function parse(note: string | null): readonly unknown[] | undefined {
  try {
    const was: unknown = JSON.parse(note ?? '');
    return Array.isArray(was) ? was : undefined;
  } catch {
    return undefined;
  }
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

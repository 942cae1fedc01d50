import { classNames } from './class-names.ts';

type Child = Node | string | null;
type Props = Record<string, string | boolean | ((event: Event) => void)>;

const SVG = 'http://www.w3.org/2000/svg';
let names = classNames('current');

/** Chooses the class names of an era for everything made afterwards. */
export function useClassNames(era: string): void {
  names = classNames(era);
}

/** The class attribute for readable names, as the era spells them. */
export function cls(readable: string): string {
  return names(readable);
}

function fill(element: Element, props: Props, children: Child[]): void {
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (key === 'class') element.setAttribute('class', cls(String(value)));
    else if (typeof value === 'boolean') element.toggleAttribute(key, value);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null));
}

/** An HTML element; functions among the properties are listeners, booleans bare attributes. */
export function h(tag: string, props: Props = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  fill(element, props, children);
  return element;
}

/** An SVG element. */
export function svg(tag: string, props: Props = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  fill(element, props, children);
  return element;
}

let last = 0;

/** A fresh id in the manner of the era; counts from the start of each view. */
export function freshId(era: string): string {
  last += 1;
  return era === 'recast' ? `:r${last.toString(36)}:` : `field-${last}`;
}

/** Ids of the next view start anew, so that the same page has the same ids. */
export function restartIds(): void {
  last = 0;
}

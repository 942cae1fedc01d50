/**
 * The look of a native tab, copied from its computed style: ours has to match whatever the era's style sheets do, and
 * borrowing class names would let the page find and count our tabs as its own.
 */

/** How a box is laid out and drawn; sizes are left to the content, so that a longer label gets a wider tab. */
const boxProperties = [
  'display',
  'float',
  'flex',
  'align-self',
  'align-items',
  'justify-content',
  'flex-direction',
  'gap',
  'vertical-align',
  'box-sizing',
  'min-width',
  'max-width',
  'min-height',
  'margin-top',
  'margin-right',
  'margin-bottom',
  'margin-left',
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
  'border-top-width',
  'border-right-width',
  'border-bottom-width',
  'border-left-width',
  'border-top-style',
  'border-right-style',
  'border-bottom-style',
  'border-left-style',
  'border-top-left-radius',
  'border-top-right-radius',
  'border-bottom-left-radius',
  'border-bottom-right-radius',
  'text-align',
  'white-space',
] as const;

/** What tells an open tab from a closed one. */
export const stateProperties = [
  'color',
  'background-color',
  'background-image',
  'border-top-color',
  'border-right-color',
  'border-bottom-color',
  'border-left-color',
  'box-shadow',
  'opacity',
  'font-weight',
  'text-decoration-line',
] as const;

const fontProperties = [
  'font-family',
  'font-size',
  'font-style',
  'font-stretch',
  'font-feature-settings',
  'letter-spacing',
  'word-spacing',
  'line-height',
  'text-transform',
  '-webkit-font-smoothing',
] as const;

const properties = [...boxProperties, ...stateProperties, ...fontProperties];

/** The elements from the child of the bar down to the one that holds the label. */
export function chainOf(item: Element, tab: Element): readonly Element[] {
  const chain: Element[] = [tab];
  for (let up = tab; up !== item && up.parentElement !== null; ) {
    up = up.parentElement;
    chain.unshift(up);
  }
  for (let down = tab.firstElementChild; down !== null && holdsAllText(down); down = down.firstElementChild)
    chain.push(down);
  return chain;
}

function holdsAllText(element: Element): boolean {
  const whole = (element.parentElement?.textContent ?? '').trim();
  return whole !== '' && (element.textContent ?? '').trim() === whole;
}

/** A look as read at one moment: property and value. */
export type Look = readonly (readonly [string, string])[];

export function readLook(from: Element, names: readonly string[] = properties): Look {
  const style = getComputedStyle(from);
  return names.map((property) => [property, style.getPropertyValue(property)] as const);
}

/** Effects: inline style of the element, set through the DOM, which no policy of the page forbids. */
export function applyLook(look: Look, to: HTMLElement, priority: '' | 'important' = ''): void {
  for (const [property, value] of look) to.style.setProperty(property, value, priority);
}

/** Gives a height that a style sheet set, and content alone would not reach. */
export function copyHeight(from: Element, to: HTMLElement): void {
  const [wanted, have] = [from.getBoundingClientRect().height, to.getBoundingClientRect().height];
  if (wanted === 0 || have === 0 || Math.abs(wanted - have) < 0.5) return;
  to.style.setProperty('box-sizing', 'border-box');
  to.style.setProperty('height', `${wanted}px`);
}

/** A picture of the page, in whichever way it is drawn. */
export interface Picture {
  /** The `<img>`, the SVG `<image>`, or what has a background. */
  readonly element: Element;
  /** What decides which picture is seen; undefined for a background, over which one of ours is laid. */
  readonly attribute: 'src' | 'srcset' | 'href' | 'xlink:href' | undefined;
  /** The address SI wrote. */
  readonly address: string;
}

/** Marks what is ours, so that it is not taken for a picture of the page. */
export const ownAttribute = 'data-bamboohr-photo';

/** Every element that may draw a picture; class names differ from release to release and say nothing. */
export const candidates = `img:not([${ownAttribute}]), image, [style*="url("]`;

/** Undefined where there is no picture after all. */
export function pictureOf(element: Element): Picture | undefined {
  if (element.hasAttribute(ownAttribute)) return undefined;
  if (element instanceof HTMLImageElement) {
    const address = element.getAttribute('src') ?? element.srcset.trim().split(/\s/)[0];
    // A `<picture>` chooses among files of its own; there is none among SI's avatars.
    if (!address || element.parentElement?.localName === 'picture') return undefined;
    return { element, attribute: element.hasAttribute('srcset') ? 'srcset' : 'src', address };
  }
  if (element.localName === 'image') {
    const attribute = element.hasAttribute('href') ? 'href' : 'xlink:href';
    const address = element.getAttribute(attribute);
    return address ? { element, attribute, address } : undefined;
  }
  const address =
    element instanceof HTMLElement ? /^url\("?([^"]+)"?\)$/.exec(element.style.backgroundImage)?.[1] : undefined;
  return address === undefined ? undefined : { element, attribute: undefined, address };
}

/** What is laid out: an `<image>` within SVG has its drawing for a box. */
export function boxOf(element: Element): Element {
  return element instanceof SVGElement ? (element.ownerSVGElement ?? element) : element;
}

import { ownAttribute, type Picture } from './pictures-in-page.ts';

/** One picture that shows a photo in place of SI's avatar. */
export interface Swap {
  /** Whether the page still shows what was put there; false once it has drawn something else itself. */
  stands(): boolean;
  /** SI's own picture again, exactly as it was written; nothing where the page has drawn something else since. */
  undo(): void;
}

/**
 * What the page had where an address of ours was put, by attribute and address, and its picture by address alone. For as long
 * as the document lives: the page may make copies of what it shows.
 */
const originals = new Map<string, string>();
/** Images of ours that stand. */
const covers = new WeakSet<Element>();

/** Gives a copy that the page made of a swapped picture what the page had there. */
export function restoreCopy(element: Element): void {
  for (const name of ['src', 'srcset', 'href', 'xlink:href']) {
    const value = element.getAttribute(name) ?? '';
    const original = originals.get(`${name} ${value}`) ?? originals.get(value);
    if (original !== undefined) element.setAttribute(name, original);
  }
}

/** Takes images of ours out of the page that nobody answers for: copies the page made, and those of a script before this one. */
export function sweepCovers(root: Element): void {
  for (const photo of [root, ...root.querySelectorAll(`[${ownAttribute}]`)])
    if (photo.hasAttribute(ownAttribute) && !covers.has(photo)) photo.remove();
}

/** Shows `url` in place of the picture. Effects: one attribute of the page's element, or one element of ours in it. */
export function swap({ element, attribute, address }: Picture, url: string): Swap {
  if (attribute === undefined) return cover(element, url);
  const before = element.getAttribute(attribute);
  originals.set(url, address).set(`${attribute} ${url}`, before ?? address);
  element.setAttribute(attribute, url);
  const stands = () => element.getAttribute(attribute) === url;
  return {
    stands,
    undo() {
      if (!stands()) return;
      if (before === null) element.removeAttribute(attribute);
      else element.setAttribute(attribute, before);
    },
  };
}

/**
 * A background cannot be given a photo: the page's policy decides about the addresses in its styles, and not about the
 * images a content script draws.
 */
function cover(element: Element, url: string): Swap {
  const photo = document.createElement('img');
  photo.setAttribute(ownAttribute, '');
  photo.alt = '';
  const { style } = photo;
  for (const [name, value] of Object.entries(coverStyle)) style.setProperty(name, value, 'important');
  photo.src = url;
  covers.add(photo);
  element.prepend(photo);
  const background = (element as HTMLElement).style.backgroundImage;
  return {
    stands: () => photo.parentElement === element && (element as HTMLElement).style.backgroundImage === background,
    undo() {
      covers.delete(photo);
      photo.remove();
    },
  };
}

const coverStyle = {
  margin: '0',
  padding: '0',
  border: '0',
  'max-width': 'none',
  'min-width': '0',
  display: 'block',
  width: '100%',
  height: '100%',
  'object-fit': 'cover',
  'border-radius': 'inherit',
  // A photo with transparent parts must not show SI's avatar through them.
  background: '#fff',
  'pointer-events': 'none',
};

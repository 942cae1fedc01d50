import { ownAttribute, type Picture } from './pictures-in-page.ts';

/** One picture that shows a photo in place of SI's avatar. */
export interface Swap {
  /** Whether the page still shows what was put there; false once it has drawn something else itself. */
  stands(): boolean;
  /** SI's own picture again, exactly as it was written; nothing where the page has drawn something else since. */
  undo(): void;
}

/** Shows `url` in place of the picture. Effects: one attribute of the page's element, or one element of ours in it. */
export function swap({ element, attribute }: Picture, url: string): Swap {
  if (attribute === undefined) return cover(element, url);
  const before = element.getAttribute(attribute);
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
  element.prepend(photo);
  const background = (element as HTMLElement).style.backgroundImage;
  return {
    stands: () => photo.parentElement === element && (element as HTMLElement).style.backgroundImage === background,
    undo: () => photo.remove(),
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

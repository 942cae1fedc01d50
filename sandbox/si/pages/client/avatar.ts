import { h, svg } from './dom.ts';
import type { Card } from './page-types.ts';
import { session } from './session.ts';

/** How an avatar shows its picture. */
export type AvatarKind = 'img' | 'srcset' | 'background' | 'svg';

export interface AvatarOptions {
  kind: AvatarKind;
  size: 'small' | 'medium' | 'large';
  /** The image says whose it is; false where the name stands beside it. */
  named?: boolean;
  lazy?: boolean;
}

const shown = new Map<Element, { card: Card; options: AvatarOptions }>();
let clip = 0;

/** The address as the era writes it: root-relative as the API gives it, or whole. */
function pictureAddress(card: Card): string {
  return session().era === 'recast' ? location.origin + card.logo : card.logo;
}

/** The same picture for screens of double density. */
function sharper(address: string): string {
  return address.includes('size=200') ? address.replace('size=200', 'size=400') : address.replace(/\.svg$/, '.png');
}

function make(card: Card, options: AvatarOptions): Element {
  const { kind, size, named = false, lazy = false } = options;
  const address = pictureAddress(card);
  const label = named ? card.name : '';
  const base = `avatar avatar-${size}`;
  if (kind === 'background') {
    const face = h('span', {
      class: base,
      ...(named ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' }),
    });
    face.style.backgroundImage = `url("${address}")`;
    return face;
  }
  if (kind === 'svg') {
    clip += 1;
    const id = `clip-${clip}`;
    const circle = svg('clipPath', { id }, svg('circle', { cx: '32', cy: '32', r: '32' }));
    const image = svg('image', {
      href: address,
      width: '64',
      height: '64',
      preserveAspectRatio: 'xMidYMid slice',
      'clip-path': `url(#${id})`,
    });
    const props = { class: base, viewBox: '0 0 64 64', ...(named ? { role: 'img', 'aria-label': label } : {}) };
    return svg('svg', props, svg('defs', {}, circle), image);
  }
  const image = h('img', {
    class: base,
    alt: label,
    ...(lazy ? { loading: 'lazy', decoding: 'async' } : {}),
    ...(kind === 'srcset' ? { srcset: `${address} 1x, ${sharper(address)} 2x` } : {}),
    src: address,
  });
  return session().era === 'recast' ? h('span', { class: 'avatar-frame' }, image) : image;
}

/** The avatar of somebody; is made anew by `redrawAvatars`. */
export function avatar(card: Card, options: AvatarOptions): Element {
  const element = make(card, options);
  shown.set(element, { card, options });
  return element;
}

/** Shows somebody else in an avatar that stays the same node; nothing of the kind `svg`. */
export function updateAvatar(element: Element, card: Card): void {
  const before = shown.get(element);
  if (!before || before.card.id === card.id) return;
  before.card = card;
  const address = pictureAddress(card);
  const image = element instanceof HTMLImageElement ? element : element.querySelector('img');
  if (image?.hasAttribute('srcset')) image.setAttribute('srcset', `${address} 1x, ${sharper(address)} 2x`);
  if (image) image.setAttribute('src', address);
  else if (element instanceof HTMLElement) element.style.backgroundImage = `url("${address}")`;
}

/** Lets go of avatars that are in the document no more. */
export function forgetAvatars(): void {
  for (const element of shown.keys()) if (!element.isConnected) shown.delete(element);
}

/** Replaces every avatar on or near the screen by a fresh one, as a rendering library with new keys does. */
export function redrawAvatars(): void {
  forgetAvatars();
  const near = [...shown].filter(([element]) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > -window.innerHeight && top < 2 * window.innerHeight;
  });
  for (const [element, { card, options }] of near) {
    shown.delete(element);
    element.replaceWith(avatar(card, options));
  }
}

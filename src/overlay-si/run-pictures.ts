import type { Photo, PictureClaim } from '../domain/people.ts';
import { createAsker } from './asker.ts';
import { claimOf } from './claim.ts';
import { createPhotoShelf } from './photo-shelf.ts';
import { boxOf, candidates, type Picture, pictureOf } from './pictures-in-page.ts';
import { restoreCopy, type Swap, swap, sweepCovers } from './swap.ts';

/** How far outside the window a picture is near. */
const margin = '200px';
/** New pictures that are looked at before the browser has told whether they are near: a page drawn anew shows no other face. */
const mostAtOnce = 100;

interface Shown {
  readonly key: string;
  readonly url: string;
  readonly original: Picture;
  readonly swap: Swap;
}

/** Follows the pictures of a page that draws itself anew. */
export interface Pictures {
  /** Looks at what changed, before it is painted. */
  changed(records: readonly MutationRecord[]): void;
}

/**
 * Shows BambooHR's photos in place of SI's avatars near the window, and takes every one of them back when `signal` aborts.
 * `ask` may fail; then it is asked again some times. Effects: the document.
 */
export function runPictures(ask: (claim: PictureClaim) => Promise<Photo | null>, signal: AbortSignal): Pictures {
  /** What is drawn in a box, by box; only boxes of the document. */
  const watched = new Map<Element, Set<Element>>();
  const near = new Set<Element>();
  /** Boxes of which the browser has not told yet whether they are near. */
  const untold = new Set<Element>();
  const shown = new Map<Element, Shown>();
  const shelf = createPhotoShelf(ask, () => new Set([...shown.values()].map(({ url }) => url)));
  const isNear = (element: Element) => near.has(boxOf(element)) && element.isConnected;
  /** An answer may come when its picture has left; a picture drawn anew is shown before the browser tells where it is. */
  const mayShow = (element: Element) => isNear(element) || untold.has(boxOf(element));

  const takeBack = (element: Element) => {
    shown.get(element)?.swap.undo();
    shown.delete(element);
  };
  /** Decides anew about one picture near the window. */
  const look = (element: Element) => {
    // What stands there now the page has drawn itself.
    if (shown.get(element)?.swap.stands() === false) takeBack(element);
    const present = shown.get(element);
    if (!present) restoreCopy(element);
    const original = present?.original ?? pictureOf(element);
    const claim = original && claimOf(original);
    const key = claim && JSON.stringify(claim);
    if (present !== undefined && present.key === key) return;
    takeBack(element);
    if (!original || !claim || key === undefined || !element.isConnected) return;
    const known = shelf.known(key);
    if (!known) {
      if (isNear(element)) asker.want(key, claim, element);
    } else if (known.url !== undefined && mayShow(element))
      shown.set(element, { key, url: known.url, original, swap: swap(original, known.url) });
  };
  const asker = createAsker<Element, PictureClaim>({ fetch: shelf.fetch, isWanted: isNear, answered: look, signal });

  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        untold.delete(target);
        if (isIntersecting) near.add(target);
        else near.delete(target);
        for (const element of watched.get(target) ?? []) {
          if (isIntersecting) look(element);
          // A list of thousands holds no more photos than a window.
          else takeBack(element);
        }
      }
      asker.go();
    },
    { rootMargin: margin },
  );

  const watch = (element: Element) => {
    const box = boxOf(element);
    const present = watched.get(box);
    if (present) present.add(element);
    else {
      watched.set(box, new Set([element]));
      untold.add(box);
      seen.observe(box);
    }
  };
  const watchIn = (root: Element): Element[] => {
    sweepCovers(root);
    const found = [...(root.matches(candidates) ? [root] : []), ...root.querySelectorAll(candidates)];
    for (const element of found) watch(element);
    return found;
  };
  /** Elements the page threw out get their own picture back: it may put them in again. */
  const forget = (box: Element) => {
    for (const element of watched.get(box) ?? []) takeBack(element);
    watched.delete(box);
    near.delete(box);
    untold.delete(box);
    seen.unobserve(box);
  };

  watchIn(document.documentElement);
  signal.addEventListener('abort', () => {
    seen.disconnect();
    for (const element of shown.keys()) takeBack(element);
    sweepCovers(document.documentElement);
    for (const element of document.querySelectorAll(candidates)) restoreCopy(element);
    shelf.clear();
    watched.clear();
    near.clear();
    untold.clear();
  });

  return {
    changed(records) {
      let removed = false;
      const fresh: Element[] = [];
      for (const { type, target, addedNodes, removedNodes } of records) {
        removed ||= removedNodes.length > 0;
        for (const node of addedNodes) if (node instanceof Element && node.isConnected) fresh.push(...watchIn(node));
        if (type === 'attributes' && target instanceof Element && target.matches(candidates)) watch(target);
      }
      if (removed) {
        for (const [box, elements] of watched) {
          if (!box.isConnected) forget(box);
          else if (elements.size > 1) dropGone(elements, takeBack);
        }
      }
      for (const box of near) for (const element of watched.get(box) ?? []) look(element);
      // The first pictures of a page are left to the browser: there is nothing yet to show in their place.
      if (shelf.holdsPhotos) for (const element of fresh.slice(0, mostAtOnce)) look(element);
      asker.go();
    },
  };
}

/** A drawing may have got another image. */
function dropGone(elements: Set<Element>, takeBack: (element: Element) => void): void {
  for (const element of elements) {
    if (element.isConnected) continue;
    takeBack(element);
    elements.delete(element);
  }
}

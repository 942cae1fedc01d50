import type { PictureClaim } from '../domain/people.ts';
import { avatarAddress } from '../shared/avatar-address.ts';
import { boxOf, candidates, type Picture } from './pictures-in-page.ts';

/** How far up a picture may still belong to the text beside it. */
const levels = 4;
const longestName = 80;
const mostIds = 16;

/**
 * What the page says about whose picture this is: its address, the links around or else beside it, its label or else the
 * first text beside it. "Beside" ends where another picture begins. Undefined when the address is no address.
 */
export function claimOf({ element, address }: Picture): PictureClaim | undefined {
  const avatar = avatarAddress(address, location.origin);
  if (avatar === undefined || avatar.length > 2_000) return undefined;
  const own = labelsOf([element, boxOf(element), element.closest('[role=img]')]);
  const around = element.closest('a[href]');
  // A link around several pictures is about one of them at most, and this one says itself whose it is.
  if (around && own.length > 0 && showsOther(around, element)) return { avatar, ids: [], names: own.slice(0, 4) };
  const region = around ?? surroundings(element);
  const links = around ? [around] : [...(region?.querySelectorAll('a[href]') ?? [])];
  const labels = [...new Set([...own, ...labelsOf([around])])];
  const names = labels.length > 0 ? labels : firstText(region);
  return { avatar, ids: [...new Set(links.flatMap(idsIn))].slice(0, mostIds), names: names.slice(0, 4) };
}

/** The nearest element around the picture that says something and shows no other picture. */
function surroundings(element: Element): Element | undefined {
  let around = boxOf(element).parentElement;
  for (let level = 0; level < levels && around && around !== document.body; level += 1) {
    if (showsOther(around, element)) return undefined;
    if (around.querySelector('a[href]') || around.textContent?.trim()) return around;
    around = around.parentElement;
  }
  return undefined;
}

function showsOther(around: Element, element: Element): boolean {
  return [...around.querySelectorAll(candidates)].some((each) => each !== element && each !== boxOf(element));
}

/** The parts of a link's path that could be an id; which of them is one only the worker knows. */
function idsIn(link: Element): string[] {
  return idsOfPath((link as HTMLAnchorElement).pathname);
}

/** The parts of a path that could be an id: of letters, digits, `-` and `*` (SI reference §2.1), which may be escaped. */
export function idsOfPath(path: unknown): string[] {
  if (typeof path !== 'string') return [];
  const parts = path.replaceAll(/%2a/gi, '*').split('/');
  return parts.filter((part) => /^[\w*-]{8,64}$/.test(part));
}

function labelsOf(labelled: readonly (Element | null)[]): string[] {
  const labels = labelled.flatMap((each) => ['alt', 'aria-label', 'title'].map((name) => each?.getAttribute(name)));
  return [...new Set(labels.map((label) => label?.trim() ?? ''))].filter(isName);
}

function firstText(region: Element | undefined): string[] {
  if (!region) return [];
  const texts = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    if (text !== '') return [text].filter(isName);
  }
  return [];
}

function isName(text: string): boolean {
  return text !== '' && text.length <= longestName;
}

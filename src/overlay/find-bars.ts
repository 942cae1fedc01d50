import { marks, pageSelectors } from './page-selectors.ts';
import { type Profile, profileOf } from './profile-url.ts';

/** A row of native tabs. */
export interface TabBar {
  readonly element: Element;
  /** Native tabs in order: links, or buttons where the markup has no addresses. */
  readonly tabs: readonly HTMLElement[];
  /** The child of the bar each tab stands in (or is). */
  readonly items: readonly Element[];
  /** Tabs have the role `tab`; else they are plain links in a navigation. */
  readonly hasRoles: boolean;
}

interface Candidate extends TabBar {
  readonly targets: ReadonlySet<string>;
  readonly score: number;
}

const deepest = 6;

/**
 * The rows of tabs of this profile, best first: the one in the page and its copies (a header that stays while scrolling).
 * Found by structure: neighbours that lead to routes of the same employee (BambooHR reference §9.6); failing that a
 * list of buttons with the role of tabs.
 */
export function findTabBars(document: Document, profile: Profile): readonly TabBar[] {
  const byLinks = linkBars(document, profile);
  return byLinks.length > 0 ? byLinks : buttonBars(document);
}

function linkBars(document: Document, profile: Profile): readonly TabBar[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].filter(
    (link) => isFree(link) && leadsTo(link, profile),
  );
  const containers = new Map<Element, Set<HTMLAnchorElement>>();
  for (const link of links) {
    let box = link.parentElement;
    for (let depth = 0; box !== null && box !== document.body && depth < deepest; depth += 1) {
      const inside = containers.get(box) ?? new Set();
      containers.set(box, inside.add(link));
      box = box.parentElement;
    }
  }
  const candidates = [...containers]
    .map(([element, inside]) => candidate(element, inside, profile))
    .filter((each) => each !== undefined)
    .toSorted((a, b) => b.score - a.score);
  return withCopies(candidates);
}

function candidate(element: Element, links: ReadonlySet<HTMLAnchorElement>, profile: Profile): Candidate | undefined {
  const pairs: { readonly item: Element; readonly tab: HTMLElement }[] = [];
  for (const item of element.children) {
    const inside = [...links].filter((link) => item.contains(link));
    const [tab] = inside;
    // Two links or a button in one item: a menu of tabs that did not fit.
    if (tab && inside.length === 1 && item.querySelector('button, [aria-haspopup]') === null) pairs.push({ item, tab });
  }
  if (pairs.length < 2 || leadsToOthers(element, profile) || !isRow(pairs.map(({ tab }) => tab))) return undefined;
  const roleBonus = element.closest('[role="tablist"], nav') === null ? 0 : 2;
  return {
    element,
    tabs: pairs.map(({ tab }) => tab),
    items: pairs.map(({ item }) => item),
    hasRoles: pairs.every(({ tab }) => tab.getAttribute('role') === 'tab'),
    targets: new Set(pairs.map(({ tab }) => (tab as HTMLAnchorElement).href)),
    score: pairs.length + roleBonus,
  };
}

/** The best one, and every other row elsewhere in the page that leads to at least half of the same places. */
function withCopies(candidates: readonly Candidate[]): readonly TabBar[] {
  const [best, ...others] = candidates;
  if (!best) return [];
  const bars = [best];
  for (const other of others) {
    const nested = bars.some((bar) => bar.element.contains(other.element) || other.element.contains(bar.element));
    const shared = [...other.targets].filter((target) => best.targets.has(target)).length;
    if (!nested && shared * 2 >= best.targets.size) bars.push(other);
  }
  return bars;
}

/** Tabs without addresses (the designer's prototype, BambooHR reference §9.3). */
function buttonBars(document: Document): readonly TabBar[] {
  const bars: TabBar[] = [];
  let labels: readonly string[] | undefined;
  for (const element of document.querySelectorAll(pageSelectors.tabList)) {
    if (!isFree(element)) continue;
    const tabs = [...element.querySelectorAll<HTMLElement>('[role="tab"]')].filter(
      (tab) => isFree(tab) && !tab.hasAttribute('aria-haspopup'),
    );
    const items = tabs.map((tab) => itemOf(element, tab));
    if (tabs.length < 3 || new Set(items).size !== tabs.length || !isRow(tabs)) continue;
    const own = tabs.map((tab) => (tab.textContent ?? '').trim());
    labels ??= own;
    const first = labels;
    if (own.filter((label) => first.includes(label)).length * 2 >= first.length)
      bars.push({ element, tabs, items, hasRoles: true });
  }
  return bars;
}

function itemOf(bar: Element, tab: Element): Element {
  let item = tab;
  while (item.parentElement !== null && item.parentElement !== bar) item = item.parentElement;
  return item;
}

function isFree(element: Element): boolean {
  return element.closest(`${pageSelectors.mainNavigation}, ${pageSelectors.popup}, [${marks.own}]`) === null;
}

function leadsTo(link: HTMLAnchorElement, profile: Profile): boolean {
  const target = profileOf(link.href);
  return target?.employeeId === profile.employeeId && target.origin === profile.origin;
}

/** A directory or a chart of people leads to several of them. */
function leadsToOthers(element: Element, profile: Profile): boolean {
  return [...element.querySelectorAll<HTMLAnchorElement>('a[href]')].some((link) => {
    const target = profileOf(link.href);
    return target !== undefined && target.employeeId !== profile.employeeId;
  });
}

/** Side by side, not one below the other; what has no layout (yet) is no row. */
function isRow(tabs: readonly HTMLElement[]): boolean {
  const boxes = tabs.map((tab) => tab.getBoundingClientRect()).filter((box) => box.width > 0);
  const [first] = boxes;
  if (!first || boxes.length < 2) return false;
  return boxes.filter((box) => Math.abs(box.top - first.top) < first.height / 2).length * 2 > boxes.length;
}

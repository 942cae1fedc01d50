import type { TabBar } from './find-bars.ts';
import { applyLook, chainOf, copyHeight, type Look, readLook, stateProperties } from './look.ts';
import { indicatorLine, muteTab } from './mute.ts';
import { closedTabOf, openTabOf } from './open-tab.ts';
import { marks, shown } from './page-selectors.ts';
import { type View, views } from '../messaging/profile-page.ts';
import { hashOf } from './profile-url.ts';

/** Our two tabs in one native row. */
export interface BarTabs {
  readonly bar: TabBar;
  /** Shows which of ours is open, and where the links lead now. */
  update(view: View | undefined): void;
  /** Still in the page, in the row they were put in. */
  isWhole(): boolean;
  /** Seen in full, as far as the row is seen at all. */
  fits(): boolean;
  /** Takes everything of ours out again and leaves the row as it was. */
  remove(): void;
}

interface OwnTab {
  readonly view: View;
  readonly host: HTMLElement;
  readonly chain: readonly HTMLElement[];
  readonly link: HTMLAnchorElement;
}

/** Feedback for pointer and keyboard; the colours are those of the tab, and where there are none a line says which is open. */
const sheetText = `
a:hover { background-image: linear-gradient(color-mix(in srgb, currentcolor 8%, transparent) 0 0); }
a:focus-visible { outline: 2px solid currentcolor; outline-offset: -3px; }
@media (forced-colors: active) { a[aria-current], a[aria-selected=true] { text-decoration: underline 3px !important; } }`;

/**
 * Puts two real links after the last native tab, in front of an overflow menu. They look, measure and speak like their
 * neighbours. `onPress` is called when somebody presses one. Undefined, and nothing left behind, when there is no room for them.
 */
export function mountTabs(
  bar: TabBar,
  labels: Readonly<Record<View, string>>,
  onPress: (view: View) => void,
): BarTabs | undefined {
  const open = openTabOf(bar, location.href);
  const closed = closedTabOf(bar, open);
  const last = bar.items.at(-1);
  if (!closed || !last) return undefined;
  const chainOfTab = (tab: HTMLElement) => chainOf(bar.items[bar.tabs.indexOf(tab)] ?? tab, tab);
  const nativeChain = chainOfTab(closed);
  const openChain = open === undefined ? [] : chainOfTab(open);
  const closedLooks = nativeChain.map((element) => readLook(element));
  const closedStates = nativeChain.map((element) => readLook(element, stateProperties));
  const openLooks = openChain.length === nativeChain.length ? openChain.map((element) => readLook(element)) : undefined;
  const line = indicatorLine(bar.element) ?? (openLooks ? undefined : 'inset 0 -2px currentcolor');
  const sheet = feedbackSheet();

  const own = views.map((view): OwnTab => {
    const isListed = last.tagName === 'LI';
    const host = contents(isListed ? 'li' : 'span');
    host.setAttribute(marks.own, view);
    host.style.display = shown.contents;
    if (bar.hasRoles) host.setAttribute('role', 'presentation');
    // A list item takes no shadow root itself.
    const inner = isListed ? host.appendChild(contents('span')) : host;
    // Open: a closed root makes a page's keyboard shortcuts think that nothing has the focus. Labels are no secret.
    const root = inner.attachShadow({ mode: 'open' });
    if (sheet) root.adoptedStyleSheets = [sheet];
    const chain = nativeChain.map((element) => document.createElement(element === closed ? 'a' : 'span'));
    const link = chain.find((element) => element instanceof HTMLAnchorElement) as HTMLAnchorElement;
    let parent: ShadowRoot | HTMLElement = root;
    for (const element of chain) {
      parent.append(element);
      parent = element;
    }
    parent.append(labels[view]);
    if (bar.hasRoles) link.setAttribute('role', 'tab');
    link.addEventListener('click', (event) => {
      // A page's script may press it, but that counts for nothing.
      if (event.isTrusted) onPress(view);
    });
    return { view, host, chain, link };
  });
  const allFit = () => own.every(({ link }) => fits(link, closed, bar.element));
  last.after(...own.map(({ host }) => host));
  paint(own, closedLooks);
  for (const { link } of own) copyHeight(closed, link);
  if (!allFit()) {
    for (const { host } of own) host.remove();
    return undefined;
  }

  let unmute: (() => void) | undefined;
  /** Another native tab may be open by now than when ours were made, in the same elements. */
  const muteOpen = () => {
    const native = openTabOf(bar, location.href);
    return muteTab(native ? chainOfTab(native) : [], closedStates, bar.element);
  };
  const update = (view: View | undefined) => {
    for (const tab of own) {
      const isOpen = tab.view === view;
      applyStates(tab, isOpen && openLooks ? openLooks : closedLooks);
      if (isOpen && line !== undefined) tab.link.style.setProperty('box-shadow', line);
      tab.link.href = `${location.href.replace(/#.*$/, '')}${hashOf(tab.view)}`;
      if (bar.hasRoles) tab.link.setAttribute('aria-selected', String(isOpen));
      else if (isOpen) tab.link.setAttribute('aria-current', 'page');
      else tab.link.removeAttribute('aria-current');
    }
    if (view === undefined) {
      unmute?.();
      unmute = undefined;
    } else unmute ??= muteOpen();
  };
  return {
    bar,
    update,
    isWhole: () =>
      own.every(({ host }) => host.isConnected && host.parentElement === last.parentElement && last.isConnected),
    // A row that is put away, as the copy of a header may be, says nothing about its room.
    fits: () => bar.element.getClientRects().length === 0 || allFit(),
    remove: () => {
      unmute?.();
      for (const { host } of own) host.remove();
    },
  };
}

/** An element that is no box of its own: what is in it is laid out like a child of the bar. */
function contents(tag: 'li' | 'span'): HTMLElement {
  const element = document.createElement(tag);
  element.style.display = 'contents';
  return element;
}

function paint(own: readonly OwnTab[], looks: readonly Look[]): void {
  for (const { chain } of own) for (const [index, element] of chain.entries()) applyLook(looks[index] ?? [], element);
}

function applyStates({ chain }: OwnTab, looks: readonly Look[]): void {
  const names: readonly string[] = stateProperties;
  for (const [index, element] of chain.entries())
    applyLook(
      (looks[index] ?? []).filter(([name]) => names.includes(name)),
      element,
    );
}

/** In the row of the native tabs and not cut off by it. */
function fits(link: HTMLElement, native: HTMLElement, bar: Element): boolean {
  const [own, neighbour, row] = [link, native, bar].map((element) => element.getBoundingClientRect());
  if (!own || !neighbour || !row) return false;
  const inRow = Math.abs(own.top - neighbour.top) < neighbour.height / 2;
  const inBar = own.left >= row.left - 1 && own.right <= row.right + 1;
  return own.width > 0 && inRow && inBar && own.right <= innerWidth + 1;
}

function feedbackSheet(): CSSStyleSheet | undefined {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetText);
    return sheet;
  } catch {
    // Some releases of Firefox refuse sheets made in a content script; the browser's own focus ring is left then.
    return undefined;
  }
}

import type { TabBar } from './find-bars.ts';

/** The native tab that is open: by its state, else by where it leads; undefined when nothing tells. */
export function openTabOf(bar: TabBar, address: string): HTMLElement | undefined {
  return (
    bar.tabs.find((tab) => tab.getAttribute('aria-selected') === 'true') ??
    bar.tabs.find((tab) => isCurrent(tab)) ??
    bar.tabs.find((tab) => tab instanceof HTMLAnchorElement && sameRoute(tab.href, address)) ??
    oddOne(bar)
  );
}

/** A native tab that is not open: the look of ours. */
export function closedTabOf(bar: TabBar, open: HTMLElement | undefined): HTMLElement | undefined {
  return bar.tabs.findLast((tab) => tab !== open) ?? bar.tabs.at(-1);
}

function isCurrent(tab: HTMLElement): boolean {
  const current = tab.getAttribute('aria-current');
  return current !== null && current !== 'false';
}

function sameRoute(href: string, address: string): boolean {
  const [target, here] = [new URL(href), new URL(address)];
  return target.pathname === here.pathname && target.search === here.search;
}

/** Where exactly one tab has other classes than all the rest, itself or its item, that one is open. */
function oddOne(bar: TabBar): HTMLElement | undefined {
  const classes = bar.tabs.map((tab, index) => `${tab.className} ${bar.items[index]?.className ?? ''}`);
  const odd = bar.tabs.filter((_, index) => classes.filter((each) => each === classes[index]).length === 1);
  return bar.tabs.length > 2 && odd.length === 1 ? odd[0] : undefined;
}

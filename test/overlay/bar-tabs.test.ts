// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mountTabs } from '../../src/overlay/bar-tabs.ts';

/** A row as frameworks draw it: the same elements stay, whichever tab is open. */
function drawRow(state: string, open: string) {
  document.body.innerHTML = `<nav id="bar">${['personal', 'job', 'files']
    .map((id) => `<a id="${id}" href="/${id}" ${state}="${id === open}">${id}</a>`)
    .join('')}</nav>`;
  const tabs = [...document.querySelectorAll('a')];
  const element = tabs[0]?.parentElement;
  if (!element) throw new Error('no row');
  const labels = { reviews: 'Reviews', objectives: 'Objectives' };
  const mounted = mountTabs({ element, tabs, items: tabs, hasRoles: false }, labels, () => undefined);
  if (!mounted) throw new Error('no room');
  const openTab = (id: string) => {
    for (const tab of tabs) tab.setAttribute(state, String(tab.id === id));
  };
  const openTabs = () => tabs.filter((tab) => tab.matches(`[${state}]:not([${state}="false"])`)).map(({ id }) => id);
  const muted = () => tabs.filter((tab) => tab.hasAttribute('data-si-was')).map(({ id }) => id);
  return { mounted, openTab, openTabs, muted };
}

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 100, 40));
});
afterEach(() => vi.restoreAllMocks());

describe.each(['aria-selected', 'aria-current'])('a row that says with %s which tab is open', (state) => {
  it('has the tab muted that is open when one of ours is opened, not the one that was at first', () => {
    const { mounted, openTab, openTabs, muted } = drawRow(state, 'personal');
    openTab('job');
    mounted.update('reviews');
    expect(muted()).toEqual(['job']);
    expect(openTabs()).toEqual([]);
    mounted.update(undefined);
    expect(muted()).toEqual([]);
    expect(openTabs()).toEqual(['job']);
  });

  it('keeps one tab open where the page opens another one before ours is closed', () => {
    const { mounted, openTab, openTabs } = drawRow(state, 'personal');
    mounted.update('reviews');
    openTab('files');
    mounted.update(undefined);
    expect(openTabs()).toEqual(['files']);
    mounted.update('objectives');
    mounted.remove();
    expect(openTabs()).toEqual(['files']);
  });
});

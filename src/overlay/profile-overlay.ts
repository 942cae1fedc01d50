import type { OverlayRights, PageFacts } from '../messaging/profile-page.ts';
import { themeBehind } from './backdrop.ts';
import { type BarTabs, mountTabs } from './bar-tabs.ts';
import { findContentArea } from './content-area.ts';
import { type CornerTexts, createCorner } from './corner.ts';
import { findTabBars, type TabBar } from './find-bars.ts';
import { genericFont } from './generic-font.ts';
import { createPacer } from './pacer.ts';
import { readPageFacts } from './page-facts.ts';
import { createPanelHost, type PanelHost } from './panel-host.ts';
import type { View } from '../messaging/profile-page.ts';
import { type Profile, viewOf } from './profile-url.ts';

export interface OverlayDeps {
  readonly texts: CornerTexts & { readonly titles: Readonly<Record<View, string>> };
  /** Address of the panel page. */
  readonly panelUrl: string;
  /** What of ours belongs in the page; undefined when the worker does not say. */
  readRights(employeeId: string): Promise<OverlayRights | undefined>;
}

/** The overlay on one profile, from arriving to leaving. */
export interface ProfileOverlay {
  readonly profile: Profile;
  /** The address changed, but not the profile. */
  refresh(): void;
  facts(): PageFacts;
  /** Takes everything of ours out of the page. */
  remove(): void;
}

/** Without a row of tabs by then the launcher appears. */
const launcherAfterMs = 4_000;
/** A page that renders all the time is not searched at every frame; while it still loads, more often. */
const searchEveryMs = 250;
const searchWhileLoadingMs = 40;

/**
 * Holds the page against what should be in it, and mends the difference: once at the start, whenever the page renders,
 * and when the address changes. One observer, coalesced per frame.
 */
export function createProfileOverlay(profile: Profile, deps: OverlayDeps): ProfileOverlay {
  const pacer = createPacer();
  const cornerPacer = createPacer();
  const done = new AbortController();
  const startedMs = performance.now();
  let mounted: BarTabs[] = [];
  let panel: PanelHost | undefined;
  /** By view that was pressed: the addresses the page told then. */
  const pressed = new Map<View, ReadonlySet<string>>();
  const press = (view: View) => {
    const known = pressed.get(view);
    const { emails } = readPageFacts(document, profile);
    if (known && emails.every((email) => known.has(email))) return;
    pressed.set(view, new Set([...(known ?? []), ...emails]));
    // Shown by the address alone it has asked nothing so far; a new address may find whom it did not find before.
    panel?.renew(view);
    later(0);
  };
  const corner = createCorner(deps.texts, press);
  let searchedMs = Number.NEGATIVE_INFINITY;
  let unfit: { readonly bar: Element; readonly width: number; readonly tabs: number } | undefined;
  let resized = false;
  let planned: ReturnType<typeof setTimeout> | undefined;
  let frame: number | undefined;

  const later = (ms: number) => {
    planned ??= setTimeout(() => {
      planned = undefined;
      mend();
    }, ms);
  };

  const mountAll = (bars: readonly TabBar[]) => {
    for (const bar of bars) {
      if (mounted.some((each) => each.bar.element === bar.element)) continue;
      const { clientWidth } = bar.element;
      if (unfit?.bar === bar.element && unfit.width === clientWidth && unfit.tabs === bar.tabs.length) continue;
      const tabs = mountTabs(bar, deps.texts.labels, press);
      if (tabs) mounted.push(tabs);
      else unfit = { bar: bar.element, width: clientWidth, tabs: bar.tabs.length };
      for (const tab of bar.tabs) {
        // Tabs without addresses tell nobody that they were chosen.
        if (!(tab instanceof HTMLAnchorElement)) tab.addEventListener('click', leaveView, { signal: done.signal });
      }
    }
  };

  const leaveView = () => {
    if (viewOf(location.hash) === undefined) return;
    history.pushState(history.state, '', location.href.replace(/#.*$/, ''));
    mend();
  };

  /** A window made narrower leaves tabs cut off. */
  const dropUnfit = () => {
    resized = false;
    const dropped = mounted.filter((each) => !each.fits());
    for (const each of dropped) each.remove();
    mounted = mounted.filter((each) => !dropped.includes(each));
  };

  const search = () => {
    const broken = mounted.filter((each) => !each.isWhole());
    if (broken.length > 0) {
      for (const each of broken) each.remove();
      mounted = mounted.filter((each) => !broken.includes(each));
      const waitMs = pacer.repair(performance.now());
      if (waitMs > 0) {
        searchedMs = performance.now() + waitMs;
        later(waitMs);
        return;
      }
    } else {
      const loading = mounted.length === 0 && performance.now() - startedMs < launcherAfterMs;
      const waitMs = searchedMs + (loading ? searchWhileLoadingMs : searchEveryMs) - performance.now();
      if (waitMs > 0) {
        later(waitMs);
        return;
      }
    }
    searchedMs = performance.now();
    mountAll(findTabBars(document, profile));
  };

  const showPanel = (view: View) => {
    const bar =
      mounted.find(
        (each) => getComputedStyle(each.bar.element.parentElement ?? each.bar.element).position !== 'fixed',
      ) ?? mounted[0];
    const area = bar && findContentArea(bar.bar.element);
    panel ??= createPanelHost({
      employeeId: profile.employeeId,
      titles: deps.texts.titles,
      addressOf: (each) => panelAddress(each, area?.parent ?? document.body),
    });
    panel.show(view, area);
  };

  const panelAddress = (view: View | 'mark', behind: Element) => {
    const { fontFamily } = getComputedStyle(behind);
    const theme = themeBehind(behind);
    return `${deps.panelUrl}#${new URLSearchParams({ view, employee: profile.employeeId, theme, font: genericFont(fontFamily) })}`;
  };

  const mendCorner = () => {
    if (corner.isWhole()) return;
    const waitMs = cornerPacer.repair(performance.now());
    if (waitMs > 0) later(waitMs);
    else corner.mend();
  };

  const mend = () => {
    if (done.signal.aborted) return;
    if (resized) dropUnfit();
    search();
    const view = viewOf(location.hash);
    const waiting = mounted.length === 0 && performance.now() - startedMs < launcherAfterMs;
    if (mounted.length > 0 || waiting) corner.hideLauncher();
    else corner.showLauncher(view);
    mendCorner();
    if (view !== undefined && !waiting) showPanel(view);
    else panel?.hide();
    for (const each of mounted) each.update(view);
    // What was just changed is ours.
    observer.takeRecords();
  };

  const observer = new MutationObserver(() => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      mend();
    });
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const measureLater = () => {
    resized = true;
    later(searchEveryMs);
  };
  addEventListener('resize', measureLater, { signal: done.signal });
  const launcherTimer = setTimeout(mend, launcherAfterMs);
  mend();
  const remove = () => {
    done.abort();
    observer.disconnect();
    clearTimeout(launcherTimer);
    clearTimeout(planned);
    if (frame !== undefined) cancelAnimationFrame(frame);
    for (const each of mounted) each.remove();
    mounted = [];
    panel?.remove();
    corner.remove();
  };
  deps.readRights(profile.employeeId).then(
    (rights) => {
      if (done.signal.aborted || !rights) return;
      if (!rights.shown) remove();
      else if (rights.chip) corner.showChip(panelAddress('mark', document.body));
    },
    () => undefined,
  );

  return {
    profile,
    refresh: mend,
    facts: () => readPageFacts(document, profile, [...pressed.keys()]),
    remove,
  };
}

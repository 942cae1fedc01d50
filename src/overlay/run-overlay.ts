import type { PageFacts } from '../messaging/profile-page.ts';
import { createProfileOverlay, type OverlayDeps, type ProfileOverlay } from './profile-overlay.ts';
import { profileOf } from './profile-url.ts';
import { sweep } from './sweep.ts';
import { watchAddress } from '../shared/watch-address.ts';

export interface Overlay {
  /** What the shown page says about itself; undefined when it is no profile. */
  facts(): PageFacts | undefined;
}

const aliveEveryMs = 1_000;

/**
 * The overlay for the life of a document: on profiles, and on nothing else. Everything is undone when the signal fires
 * or `isAlive` says that the extension is gone (nothing tells a content script of its end).
 */
export function runOverlay(deps: OverlayDeps & { isAlive(): boolean }, signal: AbortSignal): Overlay {
  let current: ProfileOverlay | undefined;
  let pulse: ReturnType<typeof setInterval> | undefined;

  const leave = () => {
    current?.remove();
    current = undefined;
    clearInterval(pulse);
  };
  const arrive = () => {
    const profile = signal.aborted || isErrorPage() ? undefined : profileOf(location.href);
    if (profile && profile.employeeId === current?.profile.employeeId) {
      current.refresh();
      return;
    }
    leave();
    if (!profile) return;
    current = createProfileOverlay(profile, deps);
    pulse = setInterval(() => {
      if (!deps.isAlive()) leave();
    }, aliveEveryMs);
  };
  sweep();
  watchAddress(arrive, signal);
  signal.addEventListener('abort', leave, { once: true });
  // A page that is kept aside keeps nothing of ours: who comes back to it may be signed in as somebody else.
  addEventListener('pagehide', ({ persisted }) => persisted && leave(), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && arrive(), { signal });
  arrive();
  return { facts: () => current?.facts() };
}

/** An address of a profile may be answered with "not found"; the browser knows. */
function isErrorPage(): boolean {
  const [loaded] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const address = loaded?.name.replace(/#.*$/, '');
  return (loaded?.responseStatus ?? 0) >= 400 && address === location.href.replace(/#.*$/, '');
}

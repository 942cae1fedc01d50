import type { ContentArea } from './content-area.ts';
import { marks, shown } from './page-selectors.ts';
import type { View } from '../messaging/profile-page.ts';

export interface PanelHostOptions {
  readonly employeeId: string;
  /** Accessible name of the frame, by view. */
  readonly titles: Readonly<Record<View, string>>;
  /** Address of the panel page for a view. */
  readonly addressOf: (view: View) => string;
}

/** The place of the panels: below the row of tabs, or beside the page where no content was found. */
export interface PanelHost {
  show(view: View, area: ContentArea | undefined): void;
  hide(): void;
  /** The next time the view is shown it asks anew. */
  renew(view: View): void;
  isShown(): boolean;
  remove(): void;
}

const leastHeightPx = 480;
const leastWidthPx = 320;
const gapBelowPx = 16;

/**
 * Frames of the extension's own origin in the page: no script of the page can read what is in them. A view keeps its
 * frame while the profile is shown, so that going back and forth asks nothing anew. How high a frame is follows from the
 * window and the page alone, never from what is in it: a page could tell people apart by it.
 */
export function createPanelHost(options: PanelHostOptions): PanelHost {
  const frames = new Map<View, HTMLIFrameElement>();
  let box: HTMLElement | undefined;
  let hidden: readonly HTMLElement[] = [];

  const frameOf = (view: View): HTMLIFrameElement => {
    const known = frames.get(view);
    if (known) return known;
    const frame = document.createElement('iframe');
    frame.title = options.titles[view];
    frame.src = options.addressOf(view);
    frame.style.cssText = `display:block;width:100%;min-width:${leastWidthPx}px;height:${leastHeightPx}px;border:0;background:transparent;color-scheme:normal`;
    frames.set(view, frame);
    return frame;
  };

  const reveal = () => {
    for (const part of hidden) part.removeAttribute(marks.hidden);
    hidden = [];
  };

  return {
    show(view, area) {
      const place = area?.parent ?? document.body;
      if (!box?.isConnected || box.parentElement !== place) {
        box?.remove();
        // A frame that is moved loads anew; better a fresh one.
        frames.clear();
        box = makeBox(area);
        if (area) area.parent.insertBefore(box, area.parts[0] ?? null);
        else document.body.append(box);
      }
      const wanted = frameOf(view);
      if (!wanted.isConnected) box.append(wanted);
      for (const [each, frame] of frames) frame.style.display = each === view ? 'block' : 'none';
      box.style.display = shown.block;
      const height = heightOf(wanted, area);
      if (wanted.style.height !== height) wanted.style.height = height;
      const parts = area?.parts ?? [];
      for (const part of hidden) if (!parts.includes(part)) part.removeAttribute(marks.hidden);
      for (const part of parts) part.setAttribute(marks.hidden, '');
      hidden = parts;
    },
    hide() {
      if (box) box.style.display = 'none';
      reveal();
    },
    renew(view) {
      frames.get(view)?.remove();
      frames.delete(view);
    },
    isShown: () =>
      box?.isConnected === true &&
      box.style.display !== 'none' &&
      hidden.every((part) => part.hasAttribute(marks.hidden)),
    remove() {
      reveal();
      box?.remove();
      box = undefined;
      frames.clear();
    },
  };
}

/** From the row of tabs to the lower edge of the window, as the page stands when it is not scrolled. */
function heightOf(frame: HTMLElement, area: ContentArea | undefined): string {
  if (!area) return `max(${leastHeightPx}px, 100%)`;
  let topPx = frame.getBoundingClientRect().top;
  for (let each = frame.parentElement; each !== null; each = each.parentElement) topPx += each.scrollTop;
  return `max(${leastHeightPx}px, calc(100vh - ${Math.max(0, Math.round(topPx)) + gapBelowPx}px))`;
}

/** As wide and as far in as the content it stands for; without any, a sheet at the right edge. */
function makeBox(area: ContentArea | undefined): HTMLElement {
  const box = document.createElement('div');
  box.setAttribute(marks.own, 'panel');
  const first = area?.parts[0];
  if (first === undefined) {
    box.style.cssText =
      'position:fixed;z-index:2147483000;top:0;right:0;bottom:0;width:min(440px,100vw);overflow:auto;padding:16px 20px 72px;box-sizing:border-box;background:#fff;box-shadow:-8px 0 32px rgb(0 0 0 / 18%)';
    return box;
  }
  const style = getComputedStyle(first);
  for (const name of [
    'padding-left',
    'padding-right',
    'padding-top',
    'padding-bottom',
    'margin-left',
    'margin-right',
    'margin-top',
    'max-width',
    'box-sizing',
    'flex',
    'grid-column',
    'align-self',
  ])
    box.style.setProperty(name, style.getPropertyValue(name));
  return box;
}

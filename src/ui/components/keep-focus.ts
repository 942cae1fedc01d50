/** Long enough for a view to give the focus itself, too short to be met on the way. */
const waitMs = 60;

/** Where a lost focus goes, as selectors. */
interface FocusPlaces {
  /** The foremost thing that is open over the page. */
  readonly over?: string;
  /** What says how far work is. */
  readonly busy?: string;
  /** What says where one is. */
  readonly title: string;
}

/**
 * Gives the focus a place when what had it leaves the page or is switched off: browsers then let it fall to the body, and
 * somebody without a mouse starts again at the top, told nothing. What was only switched off for a while gets it back; who
 * was in a list stays there. Whoever clicked beside everything has left on purpose.
 *
 * Effects: listens to the whole document. Returns what ends it.
 */
export function keepFocus(places: FocusPlaces): () => void {
  let last: Element | undefined;
  let list: HTMLElement | undefined;
  /** What had the focus before the work began, while the work has it. */
  let before: Element | undefined;
  let wasOff = false;
  let isOurs = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isLost = () => {
    const active = document.activeElement;
    // Without the window's focus it is in the browser's own controls, or in the page around this one.
    if (last === undefined || (active !== null && active !== document.body) || !document.hasFocus()) return false;
    wasOff ||= last.matches(':disabled');
    return wasOff || !isUsable(last);
  };

  const nextPlace = (): Element | undefined => {
    if (last === undefined || isUsable(last)) return last;
    const ahead = find(places.over) ?? find(places.busy);
    if (last.isConnected && last.matches(':disabled')) {
      before = last;
      return ahead;
    }
    if (list !== undefined && isUsable(list)) return list;
    return ahead ?? (before !== undefined && isUsable(before) ? before : find(places.title));
  };

  const look = () => {
    timer = undefined;
    if (!isLost()) return;
    const place = nextPlace();
    if (!(place instanceof HTMLElement)) return;
    isOurs = true;
    focusOn(place, place === list);
    isOurs = false;
  };
  const onChange = () => {
    if (timer === undefined && isLost()) timer = setTimeout(look, waitMs);
  };
  const onFocus = ({ target }: FocusEvent) => {
    last = target instanceof Element ? target : undefined;
    list = last?.closest<HTMLElement>('ul, ol') ?? undefined;
    wasOff = false;
    if (!isOurs) before = undefined;
  };
  const onPointer = () => {
    last = undefined;
  };

  const changes = new MutationObserver(onChange);
  changes.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', onFocus);
  document.addEventListener('pointerdown', onPointer, true);
  // What changed while somebody was in another window or frame.
  addEventListener('focus', onChange);
  return () => {
    clearTimeout(timer);
    changes.disconnect();
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('pointerdown', onPointer, true);
    removeEventListener('focus', onChange);
  };
}

function isUsable(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled') && element.closest('[inert], [hidden]') === null;
}

function find(selector: string | undefined): Element | undefined {
  return selector === undefined ? undefined : (document.querySelector(selector) ?? undefined);
}

/** A list somebody scrolls in keeps its place. */
function focusOn(element: HTMLElement, preventScroll: boolean): void {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll });
}

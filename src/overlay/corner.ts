import { marks, shown } from './page-selectors.ts';
import { type View, views } from '../messaging/profile-page.ts';
import { hashOf } from './profile-url.ts';

export interface CornerTexts {
  /** Name of the group of links. */
  readonly launcher: string;
  readonly labels: Readonly<Record<View, string>>;
  readonly close: string;
  /** Name of the frame with the administrator's chip. */
  readonly chip: string;
}

/** The lower right corner of the window: links where no row of tabs was found, and the frame of the admin's chip. */
export interface Corner {
  showLauncher(view: View | undefined): void;
  hideLauncher(): void;
  /** The chip is a page of ours: what it says is not for the page around it. */
  showChip(address: string): void;
  /** Whether all that was shown still stands in the page. */
  isWhole(): boolean;
  /** Puts back what the page threw out. */
  mend(): void;
  remove(): void;
}

const font = "600 13px/20px system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
const pill = `display:flex;align-items:center;gap:2px;padding:4px;border-radius:22px;background:#fff;color:#1d241b;font:${font};box-shadow:0 1px 2px rgb(20 30 18 / 18%),0 6px 20px rgb(20 30 18 / 18%)`;
const item = `display:block;padding:6px 14px;border-radius:18px;color:#24632d;text-decoration:none;font:inherit;border:0;background:transparent;cursor:pointer`;
const openItem = 'background:#24632d;color:#fff';

/** Always the same, whatever it says. */
const chipFrame = 'display:block;width:320px;max-width:90vw;height:44px;border:0;color-scheme:normal';

const sheetText = `
:host { all: initial; }
a:hover, button:hover { background: #e6f2e4 !important; color: #1d241b !important; }
a:focus-visible, button:focus-visible { outline: 2px solid #1f6feb; outline-offset: 1px; }
@media (forced-colors: active) { a[aria-current] { text-decoration: underline 3px !important; } }
@media print { :host { display: none; } }`;

/** Effects: one fixed element in the page, which moves nothing of it. `onPress` is called when somebody presses a link. */
export function createCorner(texts: CornerTexts, onPress: (view: View) => void): Corner {
  let host: HTMLElement | undefined;
  const links = new Map(views.map((view) => [view, linkWith(texts.labels[view])]));
  const close = closeButton(texts.close, () => {
    const opened = [...links.values()].find((link) => link.hasAttribute('aria-current'));
    leave();
    // The button is gone by now.
    opened?.focus();
  });
  const launcher = document.createElement('nav');
  launcher.append(...links.values());
  launcher.setAttribute('aria-label', texts.launcher);
  launcher.style.cssText = pill;
  launcher.addEventListener('click', (event) => {
    const view = views.find((each) => links.get(each) === event.target);
    // A page's script may press it, but that counts for nothing.
    if (event.isTrusted && view !== undefined) onPress(view);
  });
  let chip: HTMLIFrameElement | undefined;
  let shownLauncher: string | undefined;

  /** What belongs in the corner now. */
  const parts = new Set<HTMLElement>();

  const isWhole = () => parts.size === 0 || host?.isConnected === true;
  const mend = () => {
    if (!isWhole()) {
      host?.remove();
      host = document.createElement('div');
      host.setAttribute(marks.own, 'corner');
      host.style.cssText = `position:fixed;z-index:2147483001;right:20px;bottom:20px;display:${shown.flex};flex-direction:column;align-items:flex-end;gap:8px`;
      const root = host.attachShadow({ mode: 'open' });
      addSheet(root);
      document.body.append(host);
    }
    for (const part of parts) if (part.getRootNode() !== host?.shadowRoot) host?.shadowRoot?.append(part);
  };
  const place = (part: HTMLElement) => {
    parts.add(part);
    mend();
  };
  const drop = (part: HTMLElement) => {
    parts.delete(part);
    part.remove();
    if (parts.size > 0) return;
    host?.remove();
    host = undefined;
  };

  return {
    showLauncher(view) {
      const here = location.href.replace(/#.*$/, '');
      const wanted = `${here} ${view ?? ''}`;
      if (shownLauncher !== wanted) {
        // The same elements whatever is open: one of them may have the focus.
        for (const [each, link] of links) lead(link, here + hashOf(each), each === view);
        if (view === undefined) close.remove();
        else launcher.append(close);
        shownLauncher = wanted;
      }
      place(launcher);
    },
    hideLauncher: () => drop(launcher),
    showChip(address) {
      chip ??= document.createElement('iframe');
      chip.title = texts.chip;
      chip.style.cssText = chipFrame;
      if (chip.src !== address) chip.src = address;
      place(chip);
    },
    isWhole,
    mend,
    remove() {
      parts.clear();
      host?.remove();
      host = undefined;
      chip = undefined;
      shownLauncher = undefined;
    },
  };
}

function linkWith(label: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.textContent = label;
  return link;
}

function lead(link: HTMLAnchorElement, address: string, isOpen: boolean): void {
  link.href = address;
  link.style.cssText = `${item};${isOpen ? openItem : ''}`;
  if (isOpen) link.setAttribute('aria-current', 'page');
  else link.removeAttribute('aria-current');
}

function closeButton(label: string, onClick: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = '×';
  button.setAttribute('aria-label', label);
  button.style.cssText = `${item};padding:6px 12px;color:#566052;font-size:18px`;
  button.addEventListener('click', onClick);
  return button;
}

function leave(): void {
  history.pushState(history.state, '', location.href.replace(/#.*$/, ''));
  // Only a change made by the page's own history tells nobody.
  dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
}

function addSheet(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetText);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Some releases of Firefox refuse sheets made in a content script; everything that matters is set on the elements.
  }
}

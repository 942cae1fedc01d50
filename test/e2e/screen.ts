import type { CDPSession, Page } from 'playwright-core';
import type { LaunchedBrowser } from '../../scripts/lib/launch.ts';

/** Sends one command of the browser's own protocol to one of its pages. */
type Send = (method: string, params?: object) => Promise<unknown>;

/** What assistive technology is told of an element. */
export interface Found {
  readonly role: string;
  readonly name: string;
  readonly states: Readonly<Record<string, unknown>>;
  readonly node: number;
}

/**
 * The extension's page as a person meets it: things are found by role and name in the accessibility tree, and used with
 * the mouse or with the keyboard. Works in the toolbar's real popup, which no test library can reach, and in a tab.
 */
export interface Screen {
  /** Every element of the role and name, in the order of the page; what a modal dialog covers is not among them. */
  all(role: string, name?: string | RegExp): Promise<readonly Found[]>;
  /** The first of them, waited for. */
  find(role: string, name: string | RegExp, timeoutMs?: number): Promise<Found>;
  gone(role: string, name: string | RegExp, timeoutMs?: number): Promise<void>;
  /** Waits until the page says so. */
  says(words: string | RegExp): Promise<void>;
  click(role: string, name: string | RegExp): Promise<void>;
  /** Puts the text in the place of what the field holds. */
  fill(name: string, text: string): Promise<void>;
  press(key: Key, options?: { readonly shift?: boolean }): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
  /** What has the focus; undefined while nothing has it that assistive technology knows. */
  focused(): Promise<Found | undefined>;
  /** Why somebody without a mouse does not know where they are; undefined while the focus is on something and seen. */
  lostFocus(): Promise<string | undefined>;
  /** Presses Tab (or Shift+Tab) until the focus is there, as the only way of somebody without a mouse. */
  tabTo(role: string, name: string | RegExp, back?: 'back'): Promise<Found>;
  evaluate<Value>(expression: string): Promise<Value>;
  close(): Promise<void>;
}

type Key = 'Tab' | 'Enter' | ' ' | 'Escape' | 'ArrowRight' | 'ArrowLeft';

const keys: Readonly<Record<Key, { readonly code: string; readonly number: number; readonly text?: string }>> = {
  Tab: { code: 'Tab', number: 9 },
  Enter: { code: 'Enter', number: 13, text: '\r' },
  ' ': { code: 'Space', number: 32, text: ' ' },
  Escape: { code: 'Escape', number: 27 },
  ArrowRight: { code: 'ArrowRight', number: 39 },
  ArrowLeft: { code: 'ArrowLeft', number: 37 },
};

const workMs = 45_000;
const tabLimit = 150;

/** The page in a tab. */
export async function screenOfTab(page: Page): Promise<Screen> {
  const session = await page.context().newCDPSession(page);
  return createScreen(
    (method, params) => session.send(method as 'DOM.enable', params),
    () => page.close(),
  );
}

/** The toolbar's popup, opened by the worker as a click on the extension's button would. */
export async function openRealPopup(browser: LaunchedBrowser): Promise<Screen> {
  const worker = await browser.worker();
  const [anyPage] = browser.context.pages();
  if (!anyPage) throw new Error('a browser without any page has no window for a popup');
  const session = await browser.context.newCDPSession(anyPage);
  await worker.evaluate(async () => {
    const { action } = (globalThis as unknown as { chrome: { action: { openPopup(): Promise<void> } } }).chrome;
    await action.openPopup();
  });
  const url = `chrome-extension://${browser.extensionId}/popup.html`;
  // A tab with the same address would be known to the context.
  const tabs = new Set(await Promise.all(browser.context.pages().map(targetOf)));
  const target = await until('the popup opens', async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.find((info) => info.type === 'page' && info.url === url && !tabs.has(info.targetId));
  });
  const send = await attach(session, target.targetId);
  return createScreen(send, async () => {
    await session.send('Target.closeTarget', { targetId: target.targetId });
    await until('the popup closes', async () => {
      const { targetInfos } = await session.send('Target.getTargets');
      return targetInfos.every((info) => info.targetId !== target.targetId) || undefined;
    });
    await session.detach();
  });
}

/** Where the page is shown, and how it is opened there. */
export const places = [
  ['the real popup', openRealPopup],
  ['a full tab', async (browser: LaunchedBrowser) => screenOfTab(await browser.openPopupTab())],
] as const;

async function targetOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Answers come back as messages, by the number of the command. */
async function attach(session: CDPSession, targetId: string): Promise<Send> {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (answer: Answer) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer = JSON.parse(message) as Answer & { readonly id?: number };
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  let id = 0;
  return async (method, params = {}) => {
    id += 1;
    const mine = id;
    const answered = new Promise<Answer>((done) => {
      waiting.set(mine, done);
    });
    await session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id: mine, method, params }),
    });
    const { result, error } = await answered;
    waiting.delete(mine);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
}

interface AxValue {
  readonly value?: unknown;
}

interface AxNode {
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly value?: AxValue;
  readonly backendDOMNodeId?: number;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
}

function createScreen(send: Send, close: () => Promise<void>): Screen {
  const evaluate = async <Value>(expression: string) => {
    const { result } = (await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })) as {
      readonly result: { readonly value: Value };
    };
    return result.value;
  };

  const query = async (role: string): Promise<readonly AxNode[]> => {
    const { result } = (await send('Runtime.evaluate', { expression: 'document' })) as {
      readonly result: { readonly objectId: string };
    };
    const answer = await send('Accessibility.queryAXTree', { objectId: result.objectId, role });
    return (answer as { readonly nodes: readonly AxNode[] }).nodes;
  };

  const all: Screen['all'] = async (role, name) =>
    (await query(role)).flatMap((node) => {
      const found = toFound(node);
      return found !== undefined && fits(found.name, name) ? [found] : [];
    });

  const find: Screen['find'] = (role, name, timeoutMs = workMs) =>
    until(`there is a ${role} named ${String(name)}`, async () => (await all(role, name))[0], timeoutMs);

  const press: Screen['press'] = async (key, { shift = false } = {}) => {
    const { code, number, text } = keys[key];
    const common = { key, code, windowsVirtualKeyCode: number, modifiers: shift ? 8 : 0 };
    await send('Input.dispatchKeyEvent', { type: text === undefined ? 'rawKeyDown' : 'keyDown', text, ...common });
    await send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
  };

  const focused = async (): Promise<Found | undefined> => {
    const { result } = (await send('Runtime.evaluate', { expression: 'document.activeElement' })) as {
      readonly result: { readonly objectId: string };
    };
    const answer = await send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
    const [node] = (answer as { readonly nodes: readonly AxNode[] }).nodes;
    return node && toFound(node);
  };

  const click: Screen['click'] = async (role, name) => {
    await until(`${role} ${String(name)} can be clicked`, async () => {
      const found = (await all(role, name))[0];
      if (!found || found.states['disabled'] === true) return undefined;
      const place = await placeOf(send, found.node);
      if (place === undefined) return undefined;
      const button = { ...place, button: 'left', clickCount: 1 };
      await send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place });
      await send('Input.dispatchMouseEvent', { type: 'mousePressed', ...button });
      await send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button });
      return true;
    });
  };

  return {
    all,
    find,
    evaluate,
    press,
    click,
    close,
    focused,
    lostFocus: () => evaluate<string | undefined>(`(${whyFocusIsLost})()`),
    async gone(role, name, timeoutMs = workMs) {
      const what = `${role} ${String(name)} is gone`;
      await until(what, async () => (await all(role, name)).length === 0 || undefined, timeoutMs);
    },
    async says(words) {
      await until(`the page says ${String(words)}`, async () => {
        const said = await evaluate<string>('document.body.innerText');
        return (typeof words === 'string' ? said.includes(words) : words.test(said)) || undefined;
      });
    },
    async fill(name, text) {
      const { node } = await until(
        `there is a field named ${name}`,
        async () => (await all('textbox', name))[0] ?? (await all('searchbox', name))[0],
      );
      await send('DOM.focus', { backendNodeId: node });
      await evaluate('document.activeElement.select()');
      await send('Input.insertText', { text });
    },
    async type(text) {
      await send('Input.insertText', { text });
    },
    async tabTo(role, name, back) {
      const passed: string[] = [];
      for (let presses = 0; presses < tabLimit; presses += 1) {
        await press('Tab', { shift: back === 'back' });
        const at = await focused();
        if (at === undefined) continue;
        if (at.role === role && fits(at.name, name)) return at;
        passed.push(at.name);
      }
      throw new Error(`Tab never came to ${role} ${String(name)}; it passed ${passed.join(' | ')}`);
    },
  };
}

/** Runs inside the page. */
const whyFocusIsLost = `() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return 'nothing has the focus';
  const box = at.getBoundingClientRect();
  const what = at.outerHTML.slice(0, 120);
  if (box.bottom <= 0 || box.top >= innerHeight || box.width === 0) return 'the focus is out of sight: ' + what;
  const drawn = [undefined, '::after'].map((part) => getComputedStyle(at, part));
  const ring = drawn.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px');
  return ring ? undefined : 'the focus is not seen: ' + what;
}`;

function toFound(node: AxNode): Found | undefined {
  if (node.ignored || node.backendDOMNodeId === undefined) return undefined;
  const states = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
  return { role: textOf(node.role), name: textOf(node.name), states, node: node.backendDOMNodeId };
}

function textOf(value: AxValue | undefined): string {
  return typeof value?.value === 'string' ? value.value : '';
}

function fits(name: string, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? name === wanted : wanted.test(name);
}

/** The middle of the element, scrolled into view; undefined where something else would get the click. */
async function placeOf(
  send: Send,
  backendNodeId: number,
): Promise<{ readonly x: number; readonly y: number } | undefined> {
  try {
    await send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
    const { object } = (await send('DOM.resolveNode', { backendNodeId })) as { readonly object: { objectId: string } };
    const { result } = (await send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      returnByValue: true,
      functionDeclaration: `function () {
        const box = this.getBoundingClientRect();
        const x = box.x + box.width / 2;
        const y = box.y + box.height / 2;
        const hit = document.elementFromPoint(x, y);
        return hit !== null && (this.contains(hit) || hit.contains(this) && hit.tagName === 'LABEL') ? { x, y } : undefined;
      }`,
    })) as { readonly result: { readonly value?: { readonly x: number; readonly y: number } } };
    return result.value;
  } catch {
    // Rendered anew between our look and our click.
    return undefined;
  }
}

async function until<Value>(what: string, look: () => Promise<Value | undefined>, timeoutMs = workMs): Promise<Value> {
  for (const endMs = Date.now() + timeoutMs; ; await new Promise((done) => setTimeout(done, 50))) {
    const value = await look();
    if (value !== undefined) return value;
    if (Date.now() > endMs) throw new Error(`in ${timeoutMs / 1000} s it did not happen that ${what}`);
  }
}

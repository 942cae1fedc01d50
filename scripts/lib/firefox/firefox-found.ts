import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { ElementHandle, Frame } from 'puppeteer-core';
import type { Found, Role, Wanted } from '../page-words.ts';
import { findInPage, type Step, type Words } from './find-in-page.ts';

const patienceMs = 30_000;
const everyMs = 50;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type FrameOf = () => Promise<Frame | undefined>;

export function wordsOf(words: string | RegExp, exact = false): Words {
  return typeof words === 'string' ? { text: words, exact } : { pattern: words.source, flags: words.flags };
}

export function roleStep(role: Role, { name, exact, disabled, selected }: Wanted = {}): Step {
  return {
    role,
    ...(name === undefined ? {} : { name: wordsOf(name, exact) }),
    ...(disabled === undefined ? {} : { disabled }),
    ...(selected === undefined ? {} : { selected }),
  };
}

/** What the steps find in the frame, in the words both browsers share. */
export function foundIn(frameOf: FrameOf, steps: readonly Step[]): Found {
  const with_ = (step: Step) => foundIn(frameOf, [...steps, step]);
  const all = () => look(frameOf, steps);
  /** Tries until it is done: whatever is in the way, or goes away meanwhile, is looked for anew. */
  const until = async <Value>(
    work: (found: readonly ElementHandle[]) => Promise<Value | undefined>,
    timeoutMs = patienceMs,
  ): Promise<Value> => {
    let last: unknown;
    for (const untilMs = Date.now() + timeoutMs; Date.now() < untilMs; await pause(everyMs)) {
      try {
        const value = await work(await all());
        if (value !== undefined) return value;
      } catch (thrown) {
        last = thrown;
      }
    }
    throw new Error(`after ${timeoutMs} ms: ${JSON.stringify(steps)}`, { cause: last });
  };
  const onOne = <Value>(work: (element: ElementHandle) => Promise<Value | undefined>) =>
    until(async ([element]) => (element ? work(element) : undefined));
  const click = async () => {
    await onOne(async (element) => {
      if (!(await element.evaluate(isReady))) return undefined;
      await element.click();
      return true;
    });
  };
  const isChecked = () => onOne((element) => element.evaluate((each) => (each as HTMLInputElement).checked));
  const setChecked = async (checked: boolean) => {
    if ((await isChecked()) !== checked) await click();
  };
  return {
    click,
    isChecked,
    fill: async (text) => {
      await onOne((element) => element.evaluate(put, text));
    },
    check: () => setChecked(true),
    setChecked,
    waitFor: async ({ state = 'visible', timeout = patienceMs } = {}) => {
      await until(async (found) => {
        if (state === 'detached') return found.length === 0 || undefined;
        for (const each of found) if (await each.evaluate(isShown)) return true;
        return undefined;
      }, timeout);
    },
    count: async () => (await all()).length,
    isDisabled: () => onOne((element) => element.evaluate((each) => each.matches(':disabled, [aria-disabled="true"]'))),
    inputValue: () => onOne((element) => element.evaluate((each) => (each as HTMLInputElement).value)),
    innerText: () => onOne((element) => element.evaluate((each) => (each as HTMLElement).innerText)),
    allTextContents: async () =>
      Promise.all((await all()).map((each) => each.evaluate((element) => element.textContent ?? ''))),
    first: () => with_({ nth: 0 }),
    nth: (nth) => with_({ nth }),
    filter: ({ hasText }) => with_({ hasText: wordsOf(hasText) }),
    getByRole: (role, wanted) => with_(roleStep(role, wanted)),
  };
}

/** The elements themselves, at once. */
export async function look(frameOf: FrameOf, steps: readonly Step[]): Promise<ElementHandle[]> {
  const frame = await frameOf();
  if (!frame) return [];
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(axe);
  const handle = await frame.evaluateHandle(findInPage, steps);
  const properties = await handle.getProperties();
  return [...properties.values()].flatMap((each) => each.asElement() ?? []) as ElementHandle[];
}

function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
}

/** In view, usable, and what a click in its middle would meet. */
function isReady(element: Element): boolean {
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0 || element.matches(':disabled, [aria-disabled="true"]')) return false;
  let met = document.elementFromPoint(left + width / 2, top + height / 2);
  while (met?.shadowRoot) {
    const inner = met.shadowRoot.elementFromPoint(left + width / 2, top + height / 2);
    if (!inner || inner === met) break;
    met = inner;
  }
  return met !== null && (element.contains(met) || met.contains(element) || met.closest('label') !== null);
}

/** As if it had been typed: the page's own script hears of it. */
function put(element: Element, text: string): true | undefined {
  const field = element as HTMLInputElement;
  if (field.disabled) return undefined;
  field.focus();
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

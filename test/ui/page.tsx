import { render } from 'preact';
import type { ComponentChild } from 'preact';
import { App } from '../../src/ui/shell/app.tsx';
import type { Tab } from '../../src/ui/shell/ui-model.ts';
import { createFakePort, type FakeData, type FakePort } from './fake-port.ts';

let root: HTMLElement | undefined;

/** Shows the whole page over plain data. */
export async function openPage(data: Partial<FakeData> = {}, start?: Tab): Promise<FakePort> {
  const port = createFakePort(data);
  await show(<App port={port} popup={false} start={start} />);
  return port;
}

export async function show(content: ComponentChild): Promise<void> {
  closePage();
  root = document.createElement('div');
  document.body.append(root);
  render(content, root);
  await settle();
}

export function closePage(): void {
  if (root !== undefined) render(null, root);
  root?.remove();
  root = undefined;
}

/** Lets promises, effects and rendering come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((done) => setTimeout(done, 0));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
}

/** Waits for code that is fetched when it is first needed, and for what it then shows. */
export async function late(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    await new Promise((done) => setTimeout(done, 100));
    if (turn >= 2 && document.querySelector('[aria-busy="true"]') === null) break;
  }
  await settle();
}

export async function click(element: HTMLElement): Promise<void> {
  element.click();
  await settle();
}

export async function type(element: HTMLElement, value: string): Promise<void> {
  const input = element as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

export async function press(key: string, options: KeyboardEventInit = {}): Promise<void> {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }),
  );
  await settle();
}

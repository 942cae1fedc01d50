// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepFocus } from '../../../src/ui/components/keep-focus.ts';

const places = { over: 'dialog[open]', busy: '[role="progressbar"]', title: 'h1' };
let stop: () => void;

beforeEach(() => {
  document.hasFocus = () => true;
  stop = keepFocus(places);
});

afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function show(markup: string): void {
  document.body.innerHTML = markup;
}

function focusOn(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`there is no ${selector}`);
  element.focus();
  return element;
}

/** Browsers let go of what is switched off when they next draw; this one does not. */
function switchOff(button: HTMLElement): void {
  button.blur();
  button.setAttribute('disabled', '');
}

const focused = () => document.activeElement?.tagName.toLowerCase();
const rest = () => new Promise((done) => setTimeout(done, 120));

describe('the focus', () => {
  it('goes to the title when what had it is gone', async () => {
    show('<h1>History</h1><button>Open</button>');
    focusOn('button').remove();
    await expect.poll(focused).toBe('h1');
  });

  it('waits for the title of a view that is still on its way', async () => {
    show('<button>Open</button>');
    focusOn('button').remove();
    await rest();
    document.body.append(document.createElement('h1'));
    await expect.poll(focused).toBe('h1');
  });

  it('stays where a view gave it meanwhile', async () => {
    show('<h1>History</h1><button>Open</button><input>');
    focusOn('button').remove();
    focusOn('input');
    await rest();
    expect(document.activeElement?.tagName).toBe('INPUT');
  });

  it('goes to the work, and back to what began it', async () => {
    show('<h1>Preview</h1><button>Refresh</button><p role="progressbar"></p>');
    const button = focusOn('button');
    switchOff(button);
    await expect.poll(focused).toBe('p');
    button.removeAttribute('disabled');
    document.querySelector('p')?.remove();
    await expect.poll(focused).toBe('button');
  });

  it('waits where no work is shown, and is given back', async () => {
    show('<h1>Configuration</h1><button>Test Connection</button>');
    const button = focusOn('button');
    switchOff(button);
    await rest();
    expect(document.activeElement).toBe(document.body);
    button.removeAttribute('disabled');
    await expect.poll(focused).toBe('button');
  });

  it('stays in the list somebody is in', async () => {
    show('<h1>People</h1><ul><li><button>First</button></li><li>Second</li></ul>');
    focusOn('button').remove();
    await expect.poll(focused).toBe('ul');
  });

  it('stays in a dialog whose button is gone', async () => {
    show('<h1>Preview</h1><dialog open><button>Import</button></dialog>');
    focusOn('button').remove();
    await expect.poll(focused).toBe('dialog');
  });

  it('is left alone where somebody clicked beside everything, or is in another window', async () => {
    show('<h1>Preview</h1><button>Open</button><input>');
    const button = focusOn('button');
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    button.remove();
    await rest();
    expect(document.activeElement).toBe(document.body);
    document.hasFocus = () => false;
    focusOn('input').remove();
    await rest();
    expect(document.activeElement).toBe(document.body);
    document.hasFocus = () => true;
    dispatchEvent(new Event('focus'));
    await expect.poll(focused).toBe('h1');
  });

  it('is left alone once the page has ended, also where it was lost a moment before', async () => {
    show('<h1>History</h1><button>Open</button>');
    focusOn('button').remove();
    await Promise.resolve();
    stop();
    await rest();
    expect(focused()).toBe('body');
  });
});

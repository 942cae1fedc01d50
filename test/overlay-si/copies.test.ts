// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findFields } from '../../src/overlay-si/find-fields.ts';
import { markField, sweepMarks } from '../../src/overlay-si/mark-field.ts';
import { runPictures } from '../../src/overlay-si/run-pictures.ts';
import { createSiPages } from '../../src/overlay-si/run-si-pages.ts';
import { swap } from '../../src/overlay-si/swap.ts';

const texts = { managed: 'Managed', open: 'Open' };
const profileUrl = 'https://acme.bamboohr.com/x';
const avatars =
  '<div><p><img id=a src="/a.png" alt="Ann"></p><p><img id=b srcset="/a.png 1x, /b.png 2x" src="/a.png" alt="Ann"></p></div>' +
  `<div><span id=c style='background-image: url("/a.png")'></span>Ann</div>`;
const form =
  '<label>Vorname <input value=Ann></label><input name=lastName readonly="" aria-describedby=help><select name=gender></select><input name=email>';

/** What the page keeps of itself, as markup and as nodes, put in place of what stands there. */
const copies = [
  ['markup', () => parsed(document.body.innerHTML)],
  ['clones', () => [...document.body.cloneNode(true).childNodes]],
] as const;

function parsed(markup: string): Node[] {
  return [...new DOMParser().parseFromString(markup, 'text/html').body.childNodes];
}

function show(markup: string): void {
  document.body.replaceChildren(...parsed(markup));
}

/** Everything is near the window. */
class NearObserver {
  static now: (() => void)[] = [];
  private readonly told: (entries: object[]) => void;
  constructor(told: (entries: object[]) => void) {
    this.told = told;
  }
  observe(target: Element): void {
    NearObserver.now.push(() => this.told([{ target, isIntersecting: true }]));
  }
  unobserve(): void {}
  disconnect(): void {}
}

async function everythingNear(): Promise<void> {
  for (const tell of NearObserver.now.splice(0)) tell();
  await new Promise((resolve) => setTimeout(resolve, 5));
}

beforeEach(() => {
  (globalThis as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    'https://acme.small-improvements.com/app/home',
  );
  vi.stubGlobal('IntersectionObserver', NearObserver);
  let urls = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
    urls += 1;
    return `blob:https://acme.small-improvements.com/${urls}`;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
  HTMLImageElement.prototype.decode = async () => undefined;
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('photos in copies the page makes of itself', () => {
  it.each(copies)('(%s) are taken back with all others', async (_, copy) => {
    show(avatars);
    const before = document.body.innerHTML;
    const end = new AbortController();
    const pictures = runPictures(async () => ({ type: 'image/png', base64: 'iVBORw0KGgo' }), end.signal);
    await everythingNear();
    expect(document.querySelectorAll('[src^="blob:"], [srcset^="blob:"]').length).toBe(3);
    const removedNodes = [...document.body.childNodes];
    document.body.replaceChildren(...copy());
    const addedNodes = [...document.body.childNodes];
    pictures.changed([{ type: 'childList', target: document.body, addedNodes, removedNodes } as never]);
    await everythingNear();
    expect(document.querySelectorAll('[data-bamboohr-photo]').length).toBe(1);
    end.abort();
    expect(document.body.innerHTML).toBe(before);
  });

  it('are taken back where they are copied to after nobody looked', async () => {
    show(avatars);
    const end = new AbortController();
    runPictures(async () => ({ type: 'image/png', base64: 'iVBORw0KGgo' }), end.signal);
    await everythingNear();
    const copy = document.createElement('div');
    copy.append(...parsed(document.body.innerHTML));
    const image = document.createElement('img');
    image.src = document.querySelector('#b')?.getAttribute('srcset') ?? '';
    document.body.append(copy, image);
    end.abort();
    expect(document.body.outerHTML).not.toMatch(/blob:|data-bamboohr/);
    expect(image.getAttribute('src')).toBe('/a.png');
  });
});

describe('marks in copies the page makes of itself', () => {
  const markAll = () => [...findFields(document).values()].map((control) => markField(control, { profileUrl, texts }));

  it.each(copies)('(%s) are given back what the fields had', (_, copy) => {
    show(form);
    const before = document.body.innerHTML;
    const marks = markAll();
    expect(marks.length).toBe(4);
    document.body.replaceChildren(...copy());
    expect(document.querySelectorAll('[data-bamboohr-note]').length).toBe(4);
    sweepMarks();
    expect(document.body.innerHTML).toBe(before);
  });

  it('do not touch the marks that stand, nor what a mark never writes', () => {
    show(
      `${form}<i data-bamboohr-was='[["onclick","x()",null],["readonly"]]' data-bamboohr-note>x</i><b data-bamboohr-was="{">y</b>`,
    );
    const marks = markAll();
    sweepMarks();
    expect(marks.every((mark) => mark.stands())).toBe(true);
    expect(document.querySelectorAll('[onclick], i').length).toBe(0);
    expect(document.querySelector('b')?.outerHTML).toBe('<b>y</b>');
  });
});

describe('the pages of Small Improvements', () => {
  const off = { pictures: false, fields: false };

  it('are rid of what a script before this one left', () => {
    show(`${form}<span id=c style='background-image: url("/a.png")'></span>`);
    const before = document.body.innerHTML;
    for (const control of findFields(document).values()) markField(control, { profileUrl, texts });
    const element = document.querySelector('#c') as HTMLElement;
    swap({ element, attribute: undefined, address: '/a.png' }, 'blob:x');
    // Its nodes are strangers to the next script.
    show(document.body.innerHTML);
    const end = new AbortController();
    createSiPages(
      async () => off,
      () => true,
      end.signal,
    );
    expect(document.body.innerHTML).toBe(before);
    end.abort();
  });

  it('ask anew when the browser shows a page again that it kept aside', async () => {
    let asked = 0;
    const end = new AbortController();
    const ask = async () => {
      asked += 1;
      return off;
    };
    createSiPages(ask, () => true, end.signal);
    const shown = (persisted: boolean) => window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
    shown(false);
    expect(asked).toBe(0);
    shown(true);
    expect(asked).toBe(1);
    end.abort();
    shown(true);
    expect(asked).toBe(1);
  });
});

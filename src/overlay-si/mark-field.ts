import type { ManagedPerson } from '../messaging/si-page.ts';
import { idsOf, textOf } from './find-fields.ts';

/** Marks what is ours in a form. */
export const noteAttribute = 'data-bamboohr-note';
let notes = 0;

/** A field that is read-only for people; scripts of the page, and what the form sends, are untouched. */
export interface Mark {
  /** Whether all of it still stands in the page. */
  stands(): boolean;
  undo(): void;
}

const writable = 'input, textarea';

/** Makes one control read-only and says why beneath it. Effects: attributes of the control, one element after it. */
export function markField(control: HTMLElement, { profileUrl, texts }: Omit<ManagedPerson, 'fields'>): Mark {
  const note = createNote(profileUrl, texts);
  const described = [...idsOf(control, 'aria-describedby'), note.id].join(' ');
  const undos = [setAttribute(control, 'aria-describedby', described)];
  if (control.matches(writable)) undos.push(setAttribute(control, 'readonly', ''));
  const guarded = new AbortController();
  if (!control.matches(writable) || control.getAttribute('role') === 'combobox') {
    // These have no `readonly`; disabled ones could not be focused, and would not be sent.
    undos.push(setAttribute(control, 'aria-disabled', 'true'));
    guard(control, guarded.signal);
  }
  const label = control.closest('label');
  // Around a control the text of a label is its name, and the note is no part of it.
  if (label && !control.hasAttribute('aria-label') && !control.hasAttribute('aria-labelledby'))
    undos.push(setAttribute(control, 'aria-label', textOf(label).replaceAll(/\s+/g, ' ').trim()));
  control.after(note);
  return {
    stands: () => control.isConnected && note.isConnected && idsOf(control, 'aria-describedby').includes(note.id),
    undo() {
      guarded.abort();
      note.remove();
      for (const undo of undos.toReversed()) undo();
    },
  };
}

/** Sets an attribute; the undo leaves alone what the page has written since. */
function setAttribute(element: Element, name: string, value: string): () => void {
  const before = element.getAttribute(name);
  element.setAttribute(name, value);
  return () => {
    if (element.getAttribute(name) !== value) return;
    if (before === null) element.removeAttribute(name);
    else element.setAttribute(name, before);
  };
}

const stopped = [
  'pointerdown',
  'mousedown',
  'click',
  'dblclick',
  'keydown',
  'keypress',
  'beforeinput',
  'paste',
  'drop',
];

/** Keys that move within a list, open or choose from it, whatever is held down with them: Alt+ArrowDown opens one. */
const choosing = /^(?:Arrow|Page|Home|End|Enter|F4| )/;

/** Keeps people's hands off a control; what a script of the page does is none of our business. */
function guard(control: HTMLElement, signal: AbortSignal): void {
  const stop = (event: Event) => {
    if (!event.isTrusted) return;
    if (event instanceof KeyboardEvent && isShortcut(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Preventing the press also prevents the focus it would have given.
    if (event.type === 'pointerdown' || event.type === 'mousedown') control.focus();
  };
  // Before listeners of the page that stand on the control or its ancestors.
  for (const type of stopped) {
    control.ownerDocument.defaultView?.addEventListener(
      type,
      (event) => {
        if (event.target instanceof Node && control.contains(event.target)) stop(event);
      },
      { capture: true, signal },
    );
  }
}

function isShortcut({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key === 'Tab' || ((ctrlKey || metaKey || altKey) && !choosing.test(key));
}

function createNote(profileUrl: string, texts: ManagedPerson['texts']): HTMLElement {
  notes += 1;
  const note = document.createElement('span');
  note.setAttribute(noteAttribute, '');
  note.id = `bamboohr-note-${notes}`;
  for (const [name, value] of Object.entries(noteStyle)) note.style.setProperty(name, value);
  const link = document.createElement('a');
  link.href = profileUrl;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.textContent = texts.open;
  link.style.setProperty('color', 'inherit');
  link.style.setProperty('text-decoration', 'underline');
  note.append(`${texts.managed} · `, link);
  return note;
}

const noteStyle = { display: 'block', 'font-size': '12px', 'line-height': '1.4', 'margin-top': '4px', opacity: '0.8' };

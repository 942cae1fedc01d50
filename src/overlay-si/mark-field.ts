import type { ManagedPerson } from '../messaging/si-page.ts';
import { idsOf, textOf } from './find-fields.ts';

/** Marks what is ours in a form. */
export const noteAttribute = 'data-bamboohr-note';
/** On a marked control: what its attributes were, for whoever finds it in a copy or after this script. */
const wasAttribute = 'data-bamboohr-was';
const touched: readonly unknown[] = ['aria-describedby', 'readonly', 'aria-disabled', 'aria-label'];
/** Marked controls and their notes. */
const owned = new WeakSet<Element>();
let notes = 0;

/** Name of an attribute, what it was, and what we made it. */
type Was = readonly [name: string, before: string | null, ours: string];

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
  const was: Was[] = [];
  const set = (name: string, ours: string) => {
    was.push([name, control.getAttribute(name), ours]);
    control.setAttribute(name, ours);
  };
  set('aria-describedby', [...idsOf(control, 'aria-describedby'), note.id].join(' '));
  if (control.matches(writable)) set('readonly', '');
  const guarded = new AbortController();
  if (!control.matches(writable) || control.getAttribute('role') === 'combobox') {
    // These have no `readonly`; disabled ones could not be focused, and would not be sent.
    set('aria-disabled', 'true');
    guard(control, guarded.signal);
  }
  const label = control.closest('label');
  // Around a control the text of a label is its name, and the note is no part of it.
  if (label && !control.hasAttribute('aria-label') && !control.hasAttribute('aria-labelledby'))
    set('aria-label', textOf(label).replaceAll(/\s+/g, ' ').trim());
  control.setAttribute(wasAttribute, JSON.stringify(was));
  control.after(note);
  for (const each of [control, note]) owned.add(each);
  return {
    stands: () => control.isConnected && note.isConnected && idsOf(control, 'aria-describedby').includes(note.id),
    undo() {
      guarded.abort();
      for (const each of [control, note]) owned.delete(each);
      note.remove();
      giveBack(control, was);
    },
  };
}

/**
 * Takes marks out of the page nobody answers for: those in copies the page made, and those of a script before this one.
 * Firefox ends the scripts of an extension that is switched off or updated before they can tidy up.
 */
export function sweepMarks(): void {
  for (const note of document.querySelectorAll(`[${noteAttribute}]`)) if (!owned.has(note)) note.remove();
  for (const control of document.querySelectorAll(`[${wasAttribute}]`)) {
    if (!owned.has(control)) giveBack(control, parse(control.getAttribute(wasAttribute)));
  }
}

/** Leaves alone what the page has written since. */
function giveBack(control: Element, was: readonly Was[]): void {
  control.removeAttribute(wasAttribute);
  for (const [name, before, ours] of was) {
    if (control.getAttribute(name) !== ours) continue;
    if (before === null) control.removeAttribute(name);
    else control.setAttribute(name, before);
  }
}

/** The page may have changed what was noted down; no attribute is written that a mark never touches. */
function parse(note: string | null): readonly Was[] {
  try {
    const was: unknown = JSON.parse(note ?? '');
    return Array.isArray(was) ? was.filter(isWas) : [];
  } catch {
    return [];
  }
}

function isWas(each: unknown): each is Was {
  if (!Array.isArray(each)) return false;
  const [name, before] = each as unknown[];
  return touched.includes(name) && (before === null || typeof before === 'string');
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
    if (event instanceof KeyboardEvent && isShortcut(event, control)) return;
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

function isShortcut({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, control: HTMLElement): boolean {
  if (choosing.test(key)) return false;
  if (key === 'Tab' || /^F\d/.test(key) || ctrlKey || metaKey || altKey) return true;
  // It closes the dialog around a list; one that is searched by typing may take it as a wish to be emptied.
  return key === 'Escape' && !control.matches('input[role="combobox"]');
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

import type { ManagedField } from '../domain/fields.ts';
import type { ManagedPerson } from '../messaging/si-page.ts';
import { idsOfPath } from './claim.ts';
import { findFields } from './find-fields.ts';
import { watchAddress } from '../shared/watch-address.ts';
import { type Mark, markField, noteAttribute, sweepMarks } from './mark-field.ts';

const retryMs = 5_000;
const mostRetries = 6;

/** Follows the form of a page that draws itself anew. */
export interface Fields {
  changed(records: readonly MutationRecord[]): void;
}

/**
 * Makes the eight fields read-only on the profile form of a managed person, and undoes all of it when `signal` aborts.
 * Whose form it is tells the address; `ask` is the worker's word on it. Effects: the document.
 */
export function runFields(ask: (ids: readonly string[]) => Promise<ManagedPerson | null>, signal: AbortSignal): Fields {
  const marks = new Map<HTMLElement, Mark>();
  let path = '';
  let person: ManagedPerson | null | undefined;
  let planned = false;

  const clear = () => {
    for (const mark of marks.values()) mark.undo();
    marks.clear();
    sweepMarks();
  };
  const askFor = async (asked: string, retries = 0): Promise<void> => {
    try {
      const answer = await ask(idsOfPath(asked).slice(0, 16));
      if (signal.aborted || path !== asked) return;
      person = answer;
      look();
    } catch {
      if (retries >= mostRetries) return;
      setTimeout(() => {
        if (!signal.aborted && path === asked) void askFor(asked, retries + 1);
      }, retryMs);
    }
  };
  const look = () => {
    planned = false;
    if (signal.aborted) return;
    for (const [control, mark] of marks) {
      if (mark.stands()) continue;
      mark.undo();
      marks.delete(control);
    }
    sweepMarks();
    const form = findFields(document);
    if (form.size === 0) {
      clear();
      return;
    }
    if (path !== location.pathname) {
      clear();
      path = location.pathname;
      person = undefined;
      void askFor(path);
      return;
    }
    if (person) mark(form, person);
  };
  const mark = (form: ReadonlyMap<ManagedField, HTMLElement>, { fields, ...rest }: ManagedPerson) => {
    const owned = new Set([...form].filter(([field]) => fields.includes(field)).map(([, control]) => control));
    for (const [control, present] of marks) {
      if (owned.has(control)) continue;
      present.undo();
      marks.delete(control);
    }
    for (const control of owned) if (!marks.has(control)) marks.set(control, markField(control, rest));
  };

  signal.addEventListener('abort', clear);
  look();
  // A page may use the nodes of a form again for the next person.
  watchAddress(look, signal);
  return {
    changed(records) {
      const theirs = records.some(
        ({ type, addedNodes, removedNodes }) =>
          type === 'childList' && [...addedNodes, ...removedNodes].some((node) => !isNote(node)),
      );
      // Once a frame however often the page changes.
      if (!theirs || planned) return;
      planned = true;
      requestAnimationFrame(look);
    },
  };
}

function isNote(node: Node): boolean {
  return node instanceof Element && node.hasAttribute(noteAttribute);
}

import type { SiPageCalls, SiPageChoice, SiPageCommand } from '../messaging/si-page.ts';
import { sweepMarks } from './mark-field.ts';
import { runFields } from './run-fields.ts';
import { runPictures } from './run-pictures.ts';
import { sweepCovers } from './swap.ts';

/** The way to the worker. Errors: whatever it refuses, or that it is not there. */
export type AskWorker = <C extends SiPageCommand>(
  command: C,
  data: SiPageCalls[C]['data'],
) => Promise<SiPageCalls[C]['reply']>;

export interface SiPages {
  /** Asks what is to be shown and does it; what is off is undone at once. `anew`: what goes on is also asked about again. */
  refresh(anew: boolean): Promise<void>;
}

const aliveEveryMs = 1_000;
const watchedAttributes = ['src', 'srcset', 'href', 'xlink:href', 'style', 'alt', 'aria-label', 'title'];

/**
 * Photos and managed fields of a page, as the settings say. Everything is undone when `signal` aborts; what a script before
 * this one left is taken out at once.
 */
export function createSiPages(ask: AskWorker, isAlive: () => boolean, signal: AbortSignal): SiPages {
  let running: { readonly choice: SiPageChoice; readonly end: AbortController } | undefined;
  const stop = () => {
    running?.end.abort();
    running = undefined;
  };
  const start = (choice: SiPageChoice) => {
    const end = new AbortController();
    running = { choice, end };
    const parts = [
      ...(choice.pictures ? [runPictures((claim) => ask('readPicture', claim), end.signal)] : []),
      ...(choice.fields ? [runFields((ids) => ask('readManaged', { ids }), end.signal)] : []),
    ];
    const observer = new MutationObserver((records) => {
      if (!isAlive()) stop();
      else for (const part of parts) part.changed(records);
    });
    // The extension was updated, switched off or removed: nobody is left to tell us to go, and the page may stand still.
    const pulse = setInterval(() => {
      if (!isAlive()) stop();
    }, aliveEveryMs);
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: watchedAttributes,
    });
    end.signal.addEventListener('abort', () => {
      observer.disconnect();
      clearInterval(pulse);
    });
  };
  const refresh = async (anew: boolean) => {
    // A refusal: the page is not that of the configured company.
    const choice = await ask('readChoice', null).catch(() => ({ pictures: false, fields: false }));
    if (signal.aborted) return;
    const same = running?.choice.pictures === choice.pictures && running.choice.fields === choice.fields;
    if (same && !anew) return;
    stop();
    if (choice.pictures || choice.fields) start(choice);
  };
  sweepMarks();
  sweepCovers(document.documentElement);
  signal.addEventListener('abort', stop);
  // A page the browser kept aside was not told what changed meanwhile.
  const back = ({ persisted }: PageTransitionEvent) => {
    if (persisted) refresh(true).catch(() => undefined);
  };
  addEventListener('pageshow', back, { signal });
  return { refresh };
}

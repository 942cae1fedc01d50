import { browser } from 'wxt/browser';

/** Heard by predecessors in the same page; names nobody. */
const successor = 'si-overlay-start';

/**
 * How long a content script may go on: until a newer one starts in the same page, or the extension is gone. Stands in for
 * WXT's own context, which tells every page the id of the extension when it starts (`wxt.config.ts` puts it in its place).
 */
export class ContentScriptContext {
  readonly #end = new AbortController();

  constructor() {
    document.dispatchEvent(new Event(successor));
    document.addEventListener(successor, () => this.#end.abort(), { signal: this.#end.signal });
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  get isValid(): boolean {
    // After an update or removal there is no runtime any more.
    if ((browser as { readonly runtime?: { readonly id?: string } }).runtime?.id === undefined) this.#end.abort();
    return !this.#end.signal.aborted;
  }
}

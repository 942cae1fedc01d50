/** Words to be found: a text anywhere and in any case, unless exact; or a pattern. */
export interface Words {
  readonly text?: string;
  readonly exact?: boolean;
  readonly pattern?: string;
  readonly flags?: string;
}

/** One step of a search; each goes on from what the one before it found. */
export type Step =
  | { readonly css: string }
  | { readonly role: string; readonly name?: Words; readonly disabled?: boolean; readonly selected?: boolean }
  | { readonly label: Words }
  | { readonly text: Words }
  | { readonly hasText: Words }
  | { readonly nth: number };

interface Axe {
  setup(root: Element): void;
  teardown(): void;
  readonly commons: {
    readonly aria: { getRole(element: Element): string | null };
    readonly text: { accessibleText(element: Element): string };
  };
}

/**
 * Runs in the page, where axe-core must be: what the steps find, as a screen reader would, by the roles and names axe-core
 * computes. Takes nothing from outside, because only its text gets there.
 */
export function findInPage(steps: readonly Step[]): Element[] {
  const { axe } = globalThis as unknown as { readonly axe: Axe };
  const flat = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  const says = (found: string, { text = '', exact, pattern, flags }: Words) => {
    if (pattern !== undefined) return new RegExp(pattern, flags).test(flat(found));
    return exact ? flat(found) === flat(text) : flat(found).toLowerCase().includes(flat(text).toLowerCase());
  };
  const below = (root: Element | Document | ShadowRoot): Element[] =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? below(each.shadowRoot) : [])]);
  const around = (element: Element): Element | null => {
    const root = element.getRootNode();
    return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const isTold = (element: Element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    for (let each: Element | null = element; each; each = around(each))
      if (each.getAttribute('aria-hidden') === 'true') return false;
    return true;
  };
  const textOf = (element: Element) =>
    (element instanceof HTMLElement ? element.innerText : '') || (element.textContent ?? '');
  const nameOf = (element: Element) => axe.commons.text.accessibleText(element);
  const isDisabled = (element: Element) => element.matches(':disabled, [aria-disabled="true"]');

  /** Descendants only, as far as the browser's own `matches` ends at a shadow root. */
  const isAt = (element: Element, selector: string) => {
    const parts = selector.match(/(?:[^\s[]|\[[^\]]*\])+/g) ?? [];
    if (!element.matches(parts.pop() ?? '*')) return false;
    let wanted = parts.pop();
    for (let each = around(element); each && wanted !== undefined; each = around(each))
      if (each.matches(wanted)) wanted = parts.pop();
    return wanted === undefined;
  };

  const one = (root: Element | Document, step: Step): Element[] => {
    const all = below(root);
    if ('css' in step) return all.filter((each) => step.css.split(',').some((selector) => isAt(each, selector)));
    if ('role' in step) {
      const { role, name, disabled, selected } = step;
      return all.filter(
        (each) =>
          axe.commons.aria.getRole(each) === role &&
          isTold(each) &&
          (disabled === undefined || isDisabled(each) === disabled) &&
          (selected === undefined || (each.getAttribute('aria-selected') === 'true') === selected) &&
          (name === undefined || says(nameOf(each), name)),
      );
    }
    if ('label' in step)
      return all.filter(
        (each) => each.matches('input, select, textarea, [aria-label]') && says(nameOf(each), step.label),
      );
    if ('text' in step) {
      const holds = (each: Element) => says(textOf(each), step.text);
      return all.filter(
        (each) => !each.matches('script, style, title, head') && holds(each) && ![...each.children].some(holds),
      );
    }
    return [];
  };

  axe.setup(document.documentElement);
  try {
    let found: Element[] | undefined;
    for (const step of steps) {
      if ('nth' in step) found = (found ?? []).slice(step.nth, step.nth === -1 ? undefined : step.nth + 1);
      else if ('hasText' in step) found = (found ?? []).filter((each) => says(textOf(each), step.hasText));
      else found = [...new Set((found ?? [document]).flatMap((root) => one(root, step)))];
    }
    return found ?? [];
  } finally {
    axe.teardown();
  }
}

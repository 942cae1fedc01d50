/** Finds elements as assistive technology names them; enough of the rules for our own pages. */
export type Role =
  | 'alert'
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'dialog'
  | 'group'
  | 'heading'
  | 'list'
  | 'listitem'
  | 'progressbar'
  | 'searchbox'
  | 'status'
  | 'tab'
  | 'tabpanel'
  | 'textbox'
  | 'tooltip';

const selectors: Readonly<Record<Role, string>> = {
  alert: '[role=alert]',
  button: 'button:not([role])',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  dialog: 'dialog[open]',
  group: '[role=group], fieldset',
  heading: 'h1, h2, h3, h4',
  list: 'ul, ol',
  listitem: 'li',
  progressbar: '[role=progressbar]',
  searchbox: 'input[type=search]',
  status: '[role=status]',
  tab: '[role=tab]',
  tabpanel: '[role=tabpanel]',
  textbox: 'input[type=text]',
  tooltip: '[role=tooltip]',
};

export function allByRole(role: Role, name?: string | RegExp): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selectors[role])].filter(
    (element) =>
      (role === 'tooltip' || element.closest('[hidden]') === null) &&
      (name === undefined || (typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element)))),
  );
}

/** The one element of the role and name; throws when there is none or more than one. */
export function byRole(role: Role, name?: string | RegExp): HTMLElement {
  const [found, ...others] = allByRole(role, name);
  if (found === undefined || others.length > 0) {
    const names = allByRole(role).map(nameOf);
    throw new Error(
      `${found === undefined ? 'no' : 'more than one'} ${role} named ${String(name)}; there are: ${names.join(' | ')}`,
    );
  }
  return found;
}

/** Like byRole, for what can be ticked, filled in or switched off. */
export function control(role: Role, name: string): HTMLInputElement {
  return byRole(role, name) as HTMLInputElement;
}

export function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  if (label !== null) return label;
  const by = element.getAttribute('aria-labelledby');
  if (by !== null)
    return by
      .split(' ')
      .map((id) => textOf(document.getElementById(id)))
      .join(' ');
  if (element.matches('input, select')) return textOf(document.querySelector(`label[for="${element.id}"]`));
  return textOf(element);
}

export function textOf(element: Element | null): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

export function describedBy(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => textOf(document.getElementById(id))).join(' ');
}

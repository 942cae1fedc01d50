import { avatar } from './avatar.ts';
import { freshId, h } from './dom.ts';
import type { Card, FieldName } from './page-types.ts';
import { session } from './session.ts';

/** One choice of a list. */
export interface Choice {
  value: string;
  label: string;
  card?: Card;
}

export interface FieldSpec {
  name: FieldName;
  kind: 'text' | 'email' | 'area' | 'choice' | 'search';
  /** Name of the control in the form, where the era gives one. */
  formName: string;
  choices: Choice[];
}

/** A control of the form; `get` reads what it holds now, whoever put it there. */
export interface Control {
  /** What is focused and labelled. */
  input: HTMLElement;
  /** What stands in the page. */
  element: HTMLElement;
  get(): string;
}

type Attributes = Record<string, string>;

/** A line or an area of text. */
export function textControl(spec: FieldSpec, value: string, attributes: Attributes): Control {
  const area = spec.kind === 'area';
  const input = h(area ? 'textarea' : 'input', {
    class: 'input',
    ...(area ? { rows: '3' } : { type: spec.kind === 'email' ? 'email' : 'text', autocomplete: 'off' }),
    ...attributes,
  }) as HTMLInputElement | HTMLTextAreaElement;
  input.value = value;
  return { input, element: input, get: () => input.value };
}

/** The browser's own list. */
export function selectControl(spec: FieldSpec, value: string, attributes: Attributes): Control {
  const options = spec.choices.map((choice) => h('option', { value: choice.value }, choice.label));
  const input = h('select', { class: 'input', ...attributes }, ...options) as HTMLSelectElement;
  input.value = value;
  return { input, element: input, get: () => input.value };
}

function optionList(choices: Choice[], chosen: string, choose: (choice: Choice) => void): HTMLElement {
  const rows = choices.map((choice) => {
    const option = h(
      'li',
      {
        class: 'option',
        role: 'option',
        'aria-selected': String(choice.value === chosen),
        // Before the control loses the focus, which closes the list.
        pointerdown: (event) => {
          event.preventDefault();
          choose(choice);
        },
      },
      choice.card ? avatar(choice.card, { kind: 'img', size: 'small', lazy: true }) : null,
      choice.label,
    );
    return option;
  });
  return h('ul', { class: 'options', role: 'listbox', id: freshId(session().era) }, ...rows);
}

/** A text one types into, with a list of what fits; the chosen value is in a hidden input beside it. */
export function searchControl(spec: FieldSpec, value: string, attributes: Attributes): Control {
  const labelOf = (wanted: string): string => spec.choices.find((choice) => choice.value === wanted)?.label ?? '';
  const hidden = h('input', { type: 'hidden', name: spec.formName, value }) as HTMLInputElement;
  const input = h('input', {
    class: 'input',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    autocomplete: 'off',
    ...attributes,
  }) as HTMLInputElement;
  input.value = labelOf(value);
  const element = h('div', { class: 'popup-anchor' }, input, hidden);
  let list: HTMLElement | undefined;
  const close = (): void => {
    list?.remove();
    input.setAttribute('aria-expanded', 'false');
  };
  input.addEventListener('input', () => {
    close();
    const typed = input.value.toLowerCase();
    const fitting = spec.choices.filter((choice) => choice.label.toLowerCase().includes(typed)).slice(0, 20);
    const exact = fitting.filter((choice) => choice.label.toLowerCase() === typed);
    if (exact.length === 1) hidden.value = exact[0]?.value ?? '';
    list = optionList(fitting, hidden.value, (choice) => {
      hidden.value = choice.value;
      input.value = choice.label;
      close();
    });
    element.append(list);
    input.setAttribute('aria-expanded', 'true');
  });
  input.addEventListener('blur', () => {
    close();
    input.value = labelOf(hidden.value);
  });
  return { input, element, get: () => hidden.value };
}

/** A list drawn by the app: no form control at all, its value is the app's own. */
export function comboControl(spec: FieldSpec, value: string, attributes: Attributes): Control {
  let chosen = value;
  let list: HTMLElement | undefined;
  const text = h('span', { class: 'combo-value', ...(attributes['value-id'] ? { id: attributes['value-id'] } : {}) });
  const { 'value-id': _, ...rest } = attributes;
  const input = h(
    'div',
    {
      class: 'input combo',
      role: 'combobox',
      tabindex: '0',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      ...rest,
    },
    text,
    h('span', { class: 'combo-arrow', 'aria-hidden': 'true' }, '▾'),
  );
  const element = h('div', { class: 'popup-anchor' }, input);
  const show = (): void => {
    text.textContent = spec.choices.find((choice) => choice.value === chosen)?.label ?? chosen;
  };
  const close = (): void => {
    list?.remove();
    list = undefined;
    input.setAttribute('aria-expanded', 'false');
  };
  const open = (): void => {
    list = optionList(spec.choices, chosen, (choice) => {
      chosen = choice.value;
      show();
      close();
    });
    element.append(list);
    input.setAttribute('aria-expanded', 'true');
  };
  input.addEventListener('click', () => (list ? close() : open()));
  input.addEventListener('keydown', (event) => {
    if (['Enter', ' ', 'ArrowDown'].includes(event.key)) {
      event.preventDefault();
      if (!list) open();
    } else if (event.key === 'Escape') close();
  });
  input.addEventListener('blur', close);
  show();
  return { input, element, get: () => chosen };
}

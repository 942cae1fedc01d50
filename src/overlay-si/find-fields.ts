import { type ManagedField, managedFields } from '../domain/fields.ts';
import { fewestFields, fieldWords, identifyingFields } from './page-knowledge.ts';

const controls =
  'input:not([type=hidden], [type=checkbox], [type=radio], [type=button], [type=submit], [type=search]), select, textarea, [role=combobox]:not(input), [role=textbox]';

const dialogs = 'dialog, [role=dialog], [role=alertdialog]';
const forms = 'form, [role=form]';

/**
 * The controls of the eight fields on the page, where it shows SI's profile form: by label, name and ARIA, never by class.
 * Empty when no form is recognised, or two are: too few fields, none that identifies a person, or one field in two places.
 * A dialog is somebody else's form, unless the page has no other.
 */
export function findFields(root: ParentNode): ReadonlyMap<ManagedField, HTMLElement> {
  const found = new Map<Element | null, Map<ManagedField, HTMLElement>>();
  const unclear = new Set<Element | null>();
  for (const control of root.querySelectorAll<HTMLElement>(controls)) {
    const field = fieldOf(control);
    if (field === undefined) continue;
    const form = formOf(control);
    const fields = found.get(form) ?? new Map<ManagedField, HTMLElement>();
    if (fields.has(field)) unclear.add(form);
    found.set(form, fields.set(field, control));
  }
  const isBehind = [...root.querySelectorAll(forms), ...found.keys()].some((form) => !form?.closest(dialogs));
  const known = [...found].filter(
    ([form, fields]) =>
      !unclear.has(form) &&
      !(isBehind && form?.closest(dialogs)) &&
      fields.size >= fewestFields &&
      identifyingFields.some((field) => fields.has(field)),
  );
  return (known.length === 1 && known[0]?.[1]) || new Map();
}

/** What a control is sent or shown with; null: it stands in the page itself. */
function formOf(control: HTMLElement): Element | null {
  const { form = null } = control as HTMLElement & { readonly form?: Element | null };
  const near = control.closest(`${forms}, ${dialogs}`);
  // `form="…"` names one anywhere in the page.
  return near && (!form || form.contains(near)) ? near : form;
}

/** The field a control says it is; undefined when it says nothing known, or name and label speak of two. */
function fieldOf(control: HTMLElement): ManagedField | undefined {
  const byLabel = fieldCalled(labelsOf(control), 'labels');
  const byName = fieldCalled([(control.getAttribute('name') ?? '').toLowerCase()], 'names');
  if (byLabel === 'two') return undefined;
  if (byLabel !== undefined && byName !== undefined && byLabel !== byName) return undefined;
  return byLabel ?? (byName === 'two' ? undefined : byName);
}

function fieldCalled(words: readonly string[], kind: 'labels' | 'names'): ManagedField | 'two' | undefined {
  const fields = managedFields.filter((field) => fieldWords[field][kind].some((word) => words.includes(word)));
  return fields.length > 1 ? 'two' : fields[0];
}

/** Everything that names a control, the strongest first; the first that says something counts. */
function labelsOf(control: HTMLElement): readonly string[] {
  const own = control as HTMLElement & { readonly labels?: NodeListOf<HTMLLabelElement> | null };
  const sources = [
    // A drawn list names itself by its label and its value, each an element of its own.
    () => idsOf(control, 'aria-labelledby').map((id) => textOf(control.ownerDocument.getElementById(id))),
    () => [control.getAttribute('aria-label') ?? ''],
    () => [...(own.labels ?? [])].map((label) => textOf(label)),
    () => [control.getAttribute('placeholder') ?? ''],
  ];
  for (const source of sources) {
    const labels = source().map(plain).filter(Boolean);
    if (labels.length > 0) return labels;
  }
  return [];
}

/** The ids an ARIA attribute names. */
export function idsOf(element: Element, attribute: string): string[] {
  return (element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean);
}

/** Text of a label without the controls, choices and notes within it. */
export function textOf(element: Element | null): string {
  if (!element) return '';
  const copy = element.cloneNode(true) as Element;
  for (const inner of copy.querySelectorAll('input, select, textarea, [role], [data-bamboohr-note]')) inner.remove();
  return copy.textContent ?? '';
}

function plain(text: string): string {
  return text
    .replaceAll(/[*:\u00A0]|\s+/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
    .toLowerCase();
}

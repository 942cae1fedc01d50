import { type ManagedField, managedFields } from '../domain/fields.ts';
import { fewestFields, fieldWords, identifyingFields } from './page-knowledge.ts';

const controls =
  'input:not([type=hidden], [type=checkbox], [type=radio], [type=button], [type=submit], [type=search]), select, textarea, [role=combobox]:not(input), [role=textbox]';

/**
 * The controls of the eight fields on the page, where it shows SI's profile form: by label, name and ARIA, never by class.
 * Empty when the form is not recognised: too few fields, none that identifies a person, or one field in two places.
 */
export function findFields(root: ParentNode): ReadonlyMap<ManagedField, HTMLElement> {
  const found = new Map<ManagedField, HTMLElement>();
  for (const control of root.querySelectorAll<HTMLElement>(controls)) {
    const field = fieldOf(control);
    if (field === undefined) continue;
    if (found.has(field)) return new Map();
    found.set(field, control);
  }
  const known = found.size >= fewestFields && identifyingFields.some((field) => found.has(field));
  return known ? found : new Map();
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

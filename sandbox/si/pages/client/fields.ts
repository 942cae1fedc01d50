import { comboControl, type Control, type FieldSpec, searchControl, selectControl, textControl } from './controls.ts';
import { freshId, h } from './dom.ts';
import type { FieldName } from './page-types.ts';
import { session } from './session.ts';
import { t } from './texts.ts';

/** A field in the page and the way to read it. */
export interface Field {
  name: FieldName;
  element: HTMLElement;
  get(): string;
}

const REQUIRED = new Set<FieldName>(['firstName', 'lastName', 'email']);

function plainControl(spec: FieldSpec, value: string, attributes: Record<string, string>): Control {
  if (spec.kind === 'choice') return selectControl(spec, value, attributes);
  if (spec.kind === 'search') return searchControl(spec, value, attributes);
  return textControl(spec, value, attributes);
}

/** Today's markup: form names, and labels in each of the ways HTML has. */
function currentField(spec: FieldSpec, value: string): Field {
  const { name } = spec;
  const label = t(name);
  const named = spec.kind === 'search' ? {} : { name: spec.formName };
  if (name === 'role') {
    const control = plainControl(spec, value, named);
    return { name, element: h('label', { class: 'field' }, h('span', {}, label), control.element), get: control.get };
  }
  if (name === 'location' || name === 'aboutMe') {
    const control = plainControl(spec, value, { ...named, 'aria-label': label });
    const caption = h('span', { class: 'field-label', 'aria-hidden': 'true' }, label);
    return { name, element: h('div', { class: 'field' }, caption, control.element), get: control.get };
  }
  if (name === 'department') {
    const control = plainControl(spec, value, { ...named, placeholder: label });
    return { name, element: h('div', { class: 'field field-bare' }, control.element), get: control.get };
  }
  const id = freshId('current');
  const control = plainControl(spec, value, { ...named, id });
  const caption = h('label', { class: 'field-label', for: id }, label);
  return { name, element: h('div', { class: 'field' }, caption, control.element), get: control.get };
}

/** Another markup: no form names, labels by `aria-labelledby` only, lists drawn by the app, more wrappers. */
function recastField(spec: FieldSpec, value: string): Field {
  const { name } = spec;
  const [labelId, inputId] = [freshId('recast'), freshId('recast')];
  const star = REQUIRED.has(name) ? h('span', { class: 'star', 'aria-hidden': 'true' }, ' *') : null;
  const caption = h('div', { class: 'field-label', id: labelId }, h('span', {}, t(name)), star);
  const control =
    spec.choices.length > 0
      ? comboControl(spec, value, { 'aria-labelledby': `${labelId} ${inputId}`, 'value-id': inputId })
      : textControl(spec, value, { id: inputId, 'aria-labelledby': labelId });
  const inner = h('div', { class: 'field-control' }, h('div', { class: 'field-inner' }, control.element));
  return { name, element: h('div', { class: 'field', role: 'group' }, caption, inner), get: control.get };
}

/** Controls without any name: what a field is can be guessed from its value only. */
function unlabelledField(spec: FieldSpec, value: string, index: number): Field {
  const formName = `f${index}`;
  const bare: FieldSpec = { ...spec, formName, kind: spec.kind === 'email' ? 'text' : spec.kind };
  const control = plainControl(bare, value, spec.kind === 'search' ? {} : { name: formName });
  const mark = h('span', { class: 'field-mark', 'aria-hidden': 'true' }, '•');
  const element = h('div', { class: 'field field-unlabelled' }, mark, control.element);
  return { name: spec.name, element, get: control.get };
}

/** One field in the markup of the era. */
export function createField(spec: FieldSpec, value: string, index: number): Field {
  if (session().era === 'recast') return recastField(spec, value);
  if (session().era === 'unlabelled') return unlabelledField(spec, value, index);
  return currentField(spec, value);
}

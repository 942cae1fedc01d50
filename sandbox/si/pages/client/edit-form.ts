import type { Choice, FieldSpec } from './controls.ts';
import { h } from './dom.ts';
import { createField, type Field } from './fields.ts';
import { personHref } from './links.ts';
import type { Card, FieldName, Profile } from './page-types.ts';
import { saveProfile } from './save.ts';
import { session } from './session.ts';
import { t } from './texts.ts';

let redraw: (() => void) | undefined;

/** Makes the controls of the form anew with what they hold, unless somebody is in it. */
export function redrawForm(): void {
  redraw?.();
}

/** The values that occur, in alphabetical order behind the empty one. */
function distinct(values: Array<string | null>): Choice[] {
  const found = [...new Set(values.map((value) => value ?? ''))].filter((value) => value !== '');
  const sorted = found.toSorted((one, other) => one.localeCompare(other));
  return [{ value: '', label: '—' }, ...sorted.map((value) => ({ value, label: value }))];
}

function fieldSpecs(people: Card[], profile: Profile): Record<'personal' | 'work', FieldSpec[]> {
  const spec = (
    name: FieldName,
    kind: FieldSpec['kind'],
    choices: Choice[] = [],
    formName: string = name,
  ): FieldSpec => ({
    name,
    kind,
    choices,
    formName,
  });
  const genders = (['female', 'male', 'unspecified'] as const).map((value) => ({ value, label: t(value) }));
  const cards = profile.manager && !people.some((each) => each.id === profile.manager?.id) ? [profile.manager] : [];
  const managers = [...cards, ...people].filter((each) => each.id !== profile.card.id);
  const listed = session().era === 'recast';
  return {
    personal: [
      spec('firstName', 'text'),
      spec('lastName', 'text'),
      spec('email', 'email', [], 'loginname'),
      spec('gender', 'choice', genders),
      spec('phone', 'text'),
      spec('aboutMe', 'area'),
    ],
    work: [
      spec('role', 'text'),
      spec('department', 'text', listed ? distinct(people.map((each) => each.department)) : []),
      spec('location', 'text', listed ? distinct(people.map((each) => each.location)) : []),
      spec('managerId', 'search', [
        { value: '', label: t('nobody') },
        ...managers.map((each) => ({ value: each.id, label: each.name, card: each })),
      ]),
    ],
  };
}

/** The form of a profile. `done` is called when everything was saved. */
export function editForm(profile: Profile, people: Card[], done: () => void): HTMLElement {
  const specs = fieldSpecs(people, profile);
  let fields: Field[] = [];
  const body = h('div', { class: 'form-body' });
  const build = (values: Record<FieldName, string>): void => {
    fields = [...specs.personal, ...specs.work].map((spec, index) => createField(spec, values[spec.name], index + 1));
    const elements = fields.map((field) => field.element);
    const group = (title: string, members: HTMLElement[]): HTMLElement =>
      session().era === 'recast'
        ? h('div', { class: 'group' }, h('h2', {}, title), h('div', { class: 'grid' }, ...members))
        : h('fieldset', { class: 'group' }, h('legend', {}, title), h('div', { class: 'grid' }, ...members));
    const personal = elements.slice(0, specs.personal.length);
    body.replaceChildren(group(t('personal'), personal), group(t('work'), elements.slice(specs.personal.length)));
  };
  const values = (): Record<FieldName, string> =>
    Object.fromEntries(fields.map((field) => [field.name, field.get()])) as Record<FieldName, string>;
  build(profile.values);
  redraw = () => {
    if (body.isConnected && !body.contains(document.activeElement)) build(values());
  };

  const message = h('p', { class: 'message', role: 'alert' });
  const save = async (): Promise<void> => {
    message.textContent = '';
    if (await saveProfile(profile, values())) done();
    else message.textContent = t('notSaved');
  };
  const cancel = h('a', { class: 'button button-plain', href: personHref(profile.card.id) }, t('cancel'));
  if (session().era === 'recast') {
    const button = h('button', { class: 'button', type: 'button', click: () => void save() }, t('save'));
    const label = `${t('editOf')} ${profile.card.name}`;
    return h(
      'div',
      { class: 'form', role: 'form', 'aria-label': label },
      body,
      message,
      h('div', { class: 'actions' }, button, cancel),
    );
  }
  const submit = (event: Event): void => {
    event.preventDefault();
    void save();
  };
  const button = h('button', { class: 'button', type: 'submit' }, t('save'));
  return h(
    'form',
    { class: 'form', novalidate: true, submit },
    body,
    message,
    h('div', { class: 'actions' }, button, cancel),
  );
}

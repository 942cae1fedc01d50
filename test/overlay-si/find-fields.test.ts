// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { findFields } from '../../src/overlay-si/find-fields.ts';
import { markField } from '../../src/overlay-si/mark-field.ts';

function show(markup: string): void {
  document.body.replaceChildren(new DOMParser().parseFromString(markup, 'text/html').body);
}

const names = () => [...findFields(document).keys()].toSorted();
const four =
  '<label for=a>First name *</label><input id=a><label>Nachname: <input></label><input aria-label="Work email"><input placeholder=Department>';

beforeEach(() => document.body.replaceChildren());

describe('the fields of a form', () => {
  it('are found by every way of naming a control', () => {
    show(
      `${four}<div id=l>Location<b>*</b></div><div role=combobox aria-labelledby="l v"><span id=v>Berlin</span></div>` +
        '<select name=gender></select><input name=managerId type=hidden><div id=m>Reports to</div><input role=combobox aria-labelledby=m><input name=role>',
    );
    expect(names()).toEqual(
      ['firstName', 'lastName', 'workEmail', 'department', 'location', 'gender', 'supervisor', 'jobTitle'].toSorted(),
    );
  });

  it.each([
    ['too few of them', '<input name=firstName><input name=lastName><input name=email>'],
    ['none that is a person’s', '<input name=gender><input name=location><input name=department><input name=role>'],
    ['one of them twice', `${four}<input name=firstName>`],
    ['no names at all', '<input name=f1 value=Ann><input name=f2 value=Lee><input name=f3><input name=f4>'],
  ])('are none where the form has %s', (_, markup) => {
    show(markup);
    expect(names()).toEqual([]);
  });

  it('leaves out a control whose label and name speak of two', () => {
    show(`${four}<label>Location <input name=gender></label>`);
    expect(names()).toEqual(['department', 'firstName', 'lastName', 'workEmail']);
  });

  it('are recognised again when they are marked', () => {
    show(four);
    const before = document.body.outerHTML;
    const first = findFields(document);
    const marks = [...first.values()].map((control) =>
      markField(control, { profileUrl: 'https://acme.bamboohr.com/x', texts: { managed: 'Managed', open: 'Open' } }),
    );
    expect([...findFields(document)]).toEqual([...first]);
    expect(document.body.textContent).toContain('Managed · Open');
    expect([...first.values()].every((control) => control.hasAttribute('readonly'))).toBe(true);
    for (const mark of marks) mark.undo();
    expect(document.body.outerHTML).toBe(before);
  });
});

describe('a marked control', () => {
  it('keeps what the page wrote to it meanwhile when the mark goes', () => {
    show('<input aria-describedby=help readonly="">');
    const control = document.querySelector('input') as HTMLInputElement;
    const mark = markField(control, { profileUrl: 'https://a', texts: { managed: 'M', open: 'O' } });
    expect(control.getAttribute('aria-describedby')).toMatch(/^help bamboohr-note-\d+$/);
    control.setAttribute('aria-describedby', 'other');
    expect(mark.stands()).toBe(false);
    mark.undo();
    expect(control.getAttribute('aria-describedby')).toBe('other');
    // It was read-only before.
    expect(control.hasAttribute('readonly')).toBe(true);
  });
});

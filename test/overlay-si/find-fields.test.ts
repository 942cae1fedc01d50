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

  const profile = '<input name=firstName><input name=lastName><input name=email><input name=role>';
  const invite =
    '<input id=i aria-label="First name"><input aria-label="Last name"><input aria-label=Email><input aria-label=Manager>';

  it('are those of the one form, whatever stands around it', () => {
    show(
      `<form><input name=department><input name=location></form><form>${profile}</form><div role=dialog>${invite}</div>`,
    );
    expect(names()).toEqual(['firstName', 'jobTitle', 'lastName', 'workEmail']);
    expect([...findFields(document).values()].every((control) => control.closest('form'))).toBe(true);
    show(`<div role=form>${profile.replace('<input name=role>', '')}</div><div><input name=role></div>`);
    expect(names()).toEqual([]);
    show(`<form id=f>${profile.replace('<input name=role>', '')}</form><p><input name=role form=f></p>`);
    expect(names()).toEqual(['firstName', 'jobTitle', 'lastName', 'workEmail']);
  });

  it.each([
    [
      'spread over several forms',
      '<form><input name=department><input name=location><input name=manager></form><form><input name=email></form>',
    ],
    ['of two people', `<form>${profile}</form><form>${invite}</form>`],
    ['of a dialog over another form', `<form><input></form><div role=dialog><form>${invite}</form></div>`],
    ['of a dialog within another form', `<form><input name=gender><dialog open>${invite}</dialog></form>`],
  ])('are none that are %s', (_, markup) => {
    show(markup);
    expect(names()).toEqual([]);
  });

  it('may be those of a dialog when there is no other form', () => {
    show(`<p>Ann Lee</p><div role=dialog><form>${profile}</form></div>`);
    expect(names()).toEqual(['firstName', 'jobTitle', 'lastName', 'workEmail']);
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
  /** As if a person pressed it; whether the page and the browser get it. */
  function press(control: Element, init: KeyboardEventInit): boolean {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
    Object.defineProperty(event, 'isTrusted', { value: true });
    return control.dispatchEvent(event);
  }

  it('lets shortcuts through, and no key that opens a list or chooses from it', () => {
    show('<select><option>A</select>');
    const control = document.querySelector('select') as HTMLSelectElement;
    const mark = markField(control, { profileUrl: 'https://a', texts: { managed: 'M', open: 'O' } });
    for (const init of [{ key: 'Tab' }, { key: 'c', ctrlKey: true }, { key: 'r', metaKey: true }])
      expect(press(control, init)).toBe(true);
    for (const init of [
      { key: 'ArrowDown', altKey: true },
      { key: 'ArrowUp', ctrlKey: true },
      { key: 'End', metaKey: true },
      { key: 'a' },
      { key: ' ', ctrlKey: true },
    ])
      expect(press(control, init)).toBe(false);
    mark.undo();
    expect(press(control, { key: 'ArrowDown', altKey: true })).toBe(true);
  });

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

// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { markField } from '../../src/overlay-si/mark-field.ts';

const texts = { managed: 'Managed by BambooHR', open: 'Open' };

afterEach(() => document.body.replaceChildren());

/** Which of the keys, pressed by a person in the marked control, the page hears. */
function heard(control: HTMLElement, keys: readonly string[]): readonly string[] {
  document.body.append(control);
  const mark = markField(control, { profileUrl: 'https://acme.bamboohr.com/', texts });
  const passed: string[] = [];
  control.addEventListener('keydown', ({ key }) => passed.push(key));
  for (const key of keys) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'isTrusted', { value: true });
    control.dispatchEvent(event);
  }
  mark.undo();
  return passed;
}

const keys = ['Escape', 'F1', 'F4', 'F12', 'F', 'Enter', 'ArrowDown', 'Tab'];

it('leaves a focused list the keys that choose nothing from it', () => {
  expect(heard(document.createElement('select'), keys)).toEqual(['Escape', 'F1', 'F12', 'Tab']);
});

it('keeps Escape from a list that is searched by typing', () => {
  const control = document.createElement('input');
  control.setAttribute('role', 'combobox');
  expect(heard(control, keys)).toEqual(['F1', 'F12', 'Tab']);
});

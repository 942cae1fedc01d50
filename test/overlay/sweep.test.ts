// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { muteTab } from '../../src/overlay/mute.ts';
import { sweep } from '../../src/overlay/sweep.ts';

const page = `
  <nav id="bar">
    <a id="open" style="color: red" aria-selected="true" aria-current="page">Personal</a>
    <a id="closed" aria-selected="false">Job</a>
  </nav>
  <span id="line"></span>
  <section id="content">native</section>`;

beforeEach(() => {
  document.body.innerHTML = page;
});

function muteAndLeave(): void {
  const [open, bar] = ['open', 'bar'].map((id) => document.getElementById(id));
  if (!open || !bar) throw new Error('the page is not there');
  // The undo is never called: the script has ended.
  muteTab([open], [[['color', 'blue']]], bar);
  document.getElementById('content')?.setAttribute('data-si-hidden', '');
  document.getElementById('line')?.setAttribute('data-si-line', '');
  bar.insertAdjacentHTML('beforeend', '<span data-si-overlay="reviews"></span>');
  document.body.insertAdjacentHTML('beforeend', '<div data-si-overlay="corner"></div>');
}

it('leaves the page as it was before a script that could not tidy up', () => {
  const before = document.body.innerHTML;
  muteAndLeave();
  expect(document.body.innerHTML).not.toBe(before);
  sweep();
  expect(document.body.innerHTML).toBe(before);
});

it('is not led astray by a page that changed the note', () => {
  muteAndLeave();
  document.getElementById('open')?.setAttribute('data-si-was', '{"0":[]');
  sweep();
  expect(document.querySelectorAll('[data-si-overlay], [data-si-hidden], [data-si-was]')).toHaveLength(0);
});

it('finds nothing to do where the undo was called', () => {
  const before = document.body.innerHTML;
  const [open, bar] = ['open', 'bar'].map((id) => document.getElementById(id));
  if (!open || !bar) throw new Error('the page is not there');
  muteTab([open], [[['color', 'blue']]], bar)();
  expect(document.body.innerHTML).toBe(before);
});

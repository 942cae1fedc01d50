// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { createCorner } from '../../src/overlay/corner.ts';

const texts = {
  launcher: 'Small Improvements',
  labels: { reviews: 'Reviews', objectives: 'Objectives' },
  close: 'Close',
  chip: 'Chip',
};
const inCorner = (selector: string) =>
  document.querySelector('[data-si-overlay="corner"]')?.shadowRoot?.querySelectorAll(selector).length;

it('puts the chip back after the page threw it out, and the links where they were shown', () => {
  const corner = createCorner(texts, () => undefined);
  expect(corner.isWhole()).toBe(true);
  corner.showChip('about:blank');
  corner.showLauncher(undefined);
  document.body.replaceChildren();
  expect(corner.isWhole()).toBe(false);
  corner.mend();
  expect([inCorner('iframe'), inCorner('nav')]).toEqual([1, 1]);
  corner.hideLauncher();
  expect([inCorner('iframe'), inCorner('nav')]).toEqual([1, 0]);

  document.body.replaceChildren();
  corner.showLauncher('reviews');
  expect([inCorner('iframe'), inCorner('nav')]).toEqual([1, 1]);
  corner.remove();
  expect(corner.isWhole()).toBe(true);
  corner.mend();
  expect(document.body.childElementCount).toBe(0);
});

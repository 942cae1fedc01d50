// @vitest-environment happy-dom
import '../setup.ts';
import { render } from 'preact';
import { expect, it, vi } from 'vitest';
import { ReadMore } from '../../../src/ui/components/read-more.tsx';
import { settle } from '../page.tsx';

interface Table {
  readonly guideHref: (topic: string) => string;
}

const table = vi.hoisted(() => {
  let resolve: (made: Table) => void = () => undefined;
  const promise = new Promise<Table>((done) => (resolve = done));
  return { promise, resolve: (made: Table) => resolve(made) };
});
vi.mock('../../../src/ui/guide/targets.ts', () => table.promise);

it('the way to the guide comes also to what was drawn just before its table was there', async () => {
  const [first, second] = [document.createElement('div'), document.createElement('div')];
  document.body.append(first, second);
  render(<ReadMore about="cause:patience" />, first);
  await settle();
  render(<ReadMore about="cause:imported" />, second);
  table.resolve({ guideHref: (topic) => `/${topic}` });
  // The first hears of it before the effects of the second, which wait for a frame.
  await vi.waitFor(() => expect(first.childElementCount).toBe(1));
  await settle();
  expect(second.querySelector('a')?.getAttribute('href')).toBe('/cause:imported');
});

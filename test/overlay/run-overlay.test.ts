// @vitest-environment happy-dom
import { expect, it, onTestFinished } from 'vitest';
import { runOverlay } from '../../src/overlay/run-overlay.ts';

const turned = (type: 'pagehide' | 'pageshow', persisted: boolean) =>
  window.dispatchEvent(Object.assign(new Event(type), { persisted }));

it('a page that is kept aside keeps nothing of ours, and begins anew when it is shown again', async () => {
  (globalThis as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    'https://acme.bamboohr.com/employees/employee.php?id=41#si=reviews',
  );
  const clean = document.body.innerHTML;
  const end = new AbortController();
  onTestFinished(() => end.abort());
  let asked = 0;
  const labels = { reviews: 'Reviews', objectives: 'Objectives' };
  const overlay = runOverlay(
    {
      texts: { labels, titles: labels, launcher: 'Small Improvements', close: 'Close', chip: 'Standing' },
      panelUrl: 'about:blank',
      readRights: async () => {
        asked += 1;
        return { shown: true, chip: true };
      },
      isAlive: () => true,
    },
    end.signal,
  );
  await expect.poll(() => document.body.innerHTML).not.toBe(clean);
  expect(overlay.facts()).toBeDefined();
  turned('pagehide', false);
  expect(document.body.innerHTML).not.toBe(clean);

  turned('pagehide', true);
  expect(document.body.innerHTML).toBe(clean);
  expect(overlay.facts()).toBeUndefined();
  turned('pageshow', true);
  await expect.poll(() => document.body.innerHTML).not.toBe(clean);
  expect(overlay.facts()?.pressed).toEqual([]);
  expect(asked).toBe(2);
});

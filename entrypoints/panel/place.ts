import type { PanelPlace } from '../../src/ui/panel/panel-port.ts';

/** What the content script wrote into the frame's address; undefined when it makes no sense. */
export function readPlace(hash: string): PanelPlace | undefined {
  const told = new URLSearchParams(hash.replace(/^#/, ''));
  const view = told.get('view');
  const employeeId = told.get('employee') ?? '';
  if ((view !== 'reviews' && view !== 'objectives') || !/^\d{1,20}$/.test(employeeId)) return undefined;
  return {
    view,
    employeeId,
    theme: told.get('theme') === 'dark' ? 'dark' : 'light',
    font: (told.get('font') ?? '').slice(0, 300),
  };
}

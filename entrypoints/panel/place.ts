import type { PanelPlace } from '../../src/ui/panel/panel-port.ts';

/** What the content script wrote into the frame's address; undefined when it makes no sense. */
export function readPlace(hash: string): PanelPlace | undefined {
  const told = new URLSearchParams(hash.replace(/^#/, ''));
  const view = told.get('view');
  const employeeId = told.get('employee') ?? '';
  const font = told.get('font');
  if ((view !== 'reviews' && view !== 'objectives' && view !== 'mark') || !/^\d{1,20}$/.test(employeeId))
    return undefined;
  return {
    view,
    employeeId,
    theme: told.get('theme') === 'dark' ? 'dark' : 'light',
    font: font === 'serif' || font === 'monospace' ? font : 'sans-serif',
  };
}

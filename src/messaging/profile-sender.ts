import type { Sender } from './sender.ts';

export interface SenderRules {
  readonly extensionId: string;
  /** Address of the panel page, without query and hash. */
  readonly panelUrl: string;
  /** The employee whose profile an address shows; undefined for every other page. */
  employeeAt(address: string): string | undefined;
}

/**
 * The tab a message may be answered to; undefined when it must not be. The address of the tab decides: `sender.url` is
 * stale after a swap inside a page. A panel stands in a frame of a profile page, a content script is its top frame.
 */
export function allowedTab(
  sender: Sender,
  from: 'panel' | 'page',
  employeeId: string,
  rules: SenderRules,
): number | undefined {
  if (sender.id !== rules.extensionId || sender.tab?.id === undefined || sender.tab.url === undefined) return undefined;
  const isTop = sender.frameId === 0;
  if (from === 'page' ? !isTop : isTop || !isPanel(sender.url, rules.panelUrl)) return undefined;
  return rules.employeeAt(sender.tab.url) === employeeId ? sender.tab.id : undefined;
}

function isPanel(url: string | undefined, panelUrl: string): boolean {
  return url !== undefined && url.replace(/[?#].*$/s, '') === panelUrl;
}

import type { Sender } from './sender.ts';

export interface Place {
  readonly tabId: number;
  readonly employeeId: string;
  /** Origin of the company whose profile the tab shows. */
  readonly origin: string;
}

export interface SenderRules {
  readonly extensionId: string;
  /** Address of the panel page, without query and hash. */
  readonly panelUrl: string;
  /** The profile an address shows; undefined for every other page. */
  profileAt(address: string): Pick<Place, 'employeeId' | 'origin'> | undefined;
}

/**
 * The tab and profile a message may be about; undefined when it must not be answered at all. The address of the tab decides:
 * `sender.url` is stale after a swap inside a page. A panel stands in a frame of a profile page, a content script is its top
 * frame.
 */
export function allowedPlace(sender: Sender, from: 'panel' | 'page', rules: SenderRules): Place | undefined {
  if (sender.id !== rules.extensionId || sender.tab?.id === undefined || sender.tab.url === undefined) return undefined;
  const isTop = sender.frameId === 0;
  if (from === 'page' ? !isTop : isTop || !isPanel(sender.url, rules.panelUrl)) return undefined;
  const profile = rules.profileAt(sender.tab.url);
  return profile && { ...profile, tabId: sender.tab.id };
}

function isPanel(url: string | undefined, panelUrl: string): boolean {
  return url !== undefined && url.replace(/[?#].*$/s, '') === panelUrl;
}

/** What a browser tells of who sent a message. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
}

/**
 * Whether the sender is our own popup page, opened as popup or as a tab of its own. A page of ours inside somebody
 * else's page (the panel in a BambooHR profile) is not: there `tab.url` is the outer page.
 */
export function isOwnPage(sender: Sender, extensionId: string, pageUrl: string): boolean {
  if (sender.id !== extensionId || !samePage(sender.url, pageUrl)) return false;
  if (sender.tab === undefined) return true;
  return sender.frameId === 0 && samePage(sender.tab.url, pageUrl);
}

function samePage(url: string | undefined, pageUrl: string): boolean {
  return url !== undefined && (url === pageUrl || url.startsWith(`${pageUrl}#`) || url.startsWith(`${pageUrl}?`));
}

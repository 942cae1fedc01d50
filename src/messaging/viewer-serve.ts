import { browser } from 'wxt/browser';
import { AppError, toErrorData } from '../shared/app-error.ts';
import { logError } from '../shared/log.ts';
import {
  describePage,
  isArrival,
  type PageCall,
  type PageFacts,
  parsePageCall,
  parsePageFacts,
  type SyncMark,
} from './viewer-page.ts';
import {
  type ViewerCommand,
  viewerCall,
  type ViewerData,
  viewerProtocol,
  type ViewerReply,
} from './viewer-protocol.ts';
import { allowedTab, type SenderRules, type ViewerSender } from './viewer-sender.ts';

export interface ViewerHandlers {
  readReviews(facts: PageFacts): Promise<ViewerReply<'readReviews'>>;
  readObjectives(facts: PageFacts): Promise<ViewerReply<'readObjectives'>>;
  rememberAddress(address: string): Promise<void>;
  /** The chip of the shown person; undefined where this browser is not connected as an admin. */
  readSyncMark(employeeId: string, origin: string): Promise<SyncMark | undefined>;
  openPerson(employeeId: string): Promise<void>;
  /** Puts the overlay into a page that has become a profile. */
  showOverlay(tabId: number): Promise<void>;
}

/**
 * Answers panels and content scripts of profile pages: sender checked, data parsed, and the tab looked at again when
 * the answer is ready, so that an answer for a profile left meanwhile is dropped. Registers synchronously.
 */
export function serveViewer(services: () => Promise<ViewerHandlers>, rules: SenderRules): void {
  const start = (message: unknown, sender: ViewerSender): Promise<unknown> | undefined => {
    const call = viewerCall.safeParse(message);
    if (call.success) return enveloped(() => answerPanel(services, rules, sender, call.data.viewer, call.data.data));
    if (isArrival(message)) return enveloped(() => answerArrival(services, rules, sender));
    const pageCall = parsePageCall(message);
    return pageCall && enveloped(() => answerPage(services, rules, sender, pageCall));
  };
  browser.runtime.onMessage.addListener(
    (message: unknown, sender: ViewerSender, respond: (answer: unknown) => void) => {
      const answer = start(message, sender);
      if (!answer) return undefined;
      answer.then(respond, () => respond(undefined));
      return true;
    },
  );
}

async function enveloped(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return { ok: true, value: (await work()) ?? null };
  } catch (thrown) {
    logError('viewer', thrown);
    return { ok: false, error: toErrorData(thrown) };
  }
}

async function answerPanel(
  services: () => Promise<ViewerHandlers>,
  rules: SenderRules,
  sender: ViewerSender,
  command: ViewerCommand,
  data: unknown,
): Promise<unknown> {
  const parsed = viewerProtocol[command].data.safeParse(data);
  if (!parsed.success) throw new AppError('message-invalid', { operation: command });
  const { employeeId } = parsed.data;
  const tabId = allowedTab(sender, 'panel', employeeId, rules);
  if (tabId === undefined) throw new AppError('message-forbidden', { operation: command });
  const handlers = await services();
  if (command === 'rememberAddress')
    return handlers.rememberAddress((parsed.data as ViewerData<'rememberAddress'>).address);
  const facts = await askPage(tabId, employeeId);
  const answer = await handlers[command](facts);
  await assertStillShown(tabId, employeeId, rules);
  return answer;
}

async function answerPage(
  services: () => Promise<ViewerHandlers>,
  rules: SenderRules,
  sender: ViewerSender,
  call: PageCall,
): Promise<unknown> {
  const tabId = allowedTab(sender, 'page', call.employeeId, rules);
  const address = sender.tab?.url;
  if (tabId === undefined || address === undefined) throw new AppError('message-forbidden', { operation: call.viewer });
  const handlers = await services();
  if (call.viewer === 'openPerson') return handlers.openPerson(call.employeeId);
  const mark = await handlers.readSyncMark(call.employeeId, new URL(address).origin);
  await assertStillShown(tabId, call.employeeId, rules);
  return mark;
}

/** What the address shows by now the overlay finds out itself; here only who asks matters. */
async function answerArrival(
  services: () => Promise<ViewerHandlers>,
  rules: SenderRules,
  sender: ViewerSender,
): Promise<void> {
  if (sender.id !== rules.extensionId || sender.frameId !== 0 || sender.tab?.id === undefined)
    throw new AppError('message-forbidden', { operation: 'arrive' });
  await (await services()).showOverlay(sender.tab.id);
}

/** The page describes itself; an answer for another profile means that it has been swapped meanwhile. */
async function askPage(tabId: number, employeeId: string): Promise<PageFacts> {
  const told: unknown = await browser.tabs.sendMessage(tabId, describePage, { frameId: 0 }).catch(() => undefined);
  const facts = parsePageFacts(told);
  if (facts?.employeeId !== employeeId) throw new AppError('message-forbidden', { operation: 'describePage' });
  return facts;
}

async function assertStillShown(tabId: number, employeeId: string, rules: SenderRules): Promise<void> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  if (tab?.url === undefined || rules.employeeAt(tab.url) !== employeeId) throw new AppError('message-forbidden');
}

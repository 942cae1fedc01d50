import { browser } from 'wxt/browser';
import { AppError } from '../shared/app-error.ts';
import type { ProfileReply } from './profile-answers.ts';
import { arrival, describePage, type PageFacts } from './profile-page.ts';
import {
  type PanelCommand,
  pageProtocol,
  panelProtocol,
  parsePageFacts,
  type ProfileData,
} from './profile-protocol.ts';
import { allowedTab, type SenderRules } from './profile-sender.ts';
import type { Sender } from './sender.ts';
import type { Service } from './serve.ts';

export interface ProfileHandlers {
  readReviews(facts: PageFacts): Promise<ProfileReply<'readReviews'>>;
  readObjectives(facts: PageFacts): Promise<ProfileReply<'readObjectives'>>;
  rememberAddress(address: string): Promise<void>;
  /** The chip of the shown person; null where this browser is not connected as an admin. */
  readSyncMark(employeeId: string, origin: string): Promise<ProfileReply<'readSyncMark'>>;
  openPerson(employeeId: string): Promise<void>;
  /** Puts the overlay into a page that has become a profile. */
  showOverlay(tabId: number): Promise<void>;
}

/**
 * Answers panels and content scripts of profile pages: data parsed, sender checked, and the tab looked at again when the
 * answer is ready, so that an answer for a profile left meanwhile is dropped.
 */
export function createProfileService(services: () => Promise<ProfileHandlers>, rules: SenderRules): Service {
  return async ({ command, data }, sender) => {
    if (isKeyOf(panelProtocol, command)) {
      const parsed = panelProtocol[command].safeParse(data);
      if (!parsed.success) throw new AppError('message-invalid', { operation: command });
      return answerPanel(services, rules, sender, command, parsed.data);
    }
    if (isKeyOf(pageProtocol, command)) {
      const parsed = pageProtocol[command].safeParse(data);
      if (!parsed.success) throw new AppError('message-invalid', { operation: command });
      return answerPage(services, rules, sender, command, parsed.data.employeeId);
    }
    if (command === arrival.command) return answerArrival(services, rules, sender);
    throw new AppError('message-invalid');
  };
}

function isKeyOf<T extends object>(protocol: T, command: string): command is Extract<keyof T, string> {
  return Object.hasOwn(protocol, command);
}

async function answerPanel(
  services: () => Promise<ProfileHandlers>,
  rules: SenderRules,
  sender: Sender,
  command: PanelCommand,
  data: ProfileData<PanelCommand>,
): Promise<unknown> {
  const { employeeId } = data;
  const tabId = allowedTab(sender, 'panel', employeeId, rules);
  if (tabId === undefined) throw new AppError('message-forbidden', { operation: command });
  const handlers = await services();
  if (command === 'rememberAddress') return handlers.rememberAddress((data as ProfileData<'rememberAddress'>).address);
  const facts = await askPage(tabId, employeeId);
  const answer = await handlers[command](facts);
  await assertStillShown(tabId, employeeId, rules);
  return answer;
}

async function answerPage(
  services: () => Promise<ProfileHandlers>,
  rules: SenderRules,
  sender: Sender,
  command: keyof typeof pageProtocol,
  employeeId: string,
): Promise<unknown> {
  const tabId = allowedTab(sender, 'page', employeeId, rules);
  const address = sender.tab?.url;
  if (tabId === undefined || address === undefined) throw new AppError('message-forbidden', { operation: command });
  const handlers = await services();
  if (command === 'openPerson') return handlers.openPerson(employeeId);
  const mark = await handlers.readSyncMark(employeeId, new URL(address).origin);
  await assertStillShown(tabId, employeeId, rules);
  return mark;
}

/** What the address shows by now the overlay finds out itself; here only who asks matters. */
async function answerArrival(
  services: () => Promise<ProfileHandlers>,
  rules: SenderRules,
  sender: Sender,
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

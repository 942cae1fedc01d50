import { browser } from 'wxt/browser';
import { AppError } from '../shared/app-error.ts';
import type { Clock } from '../shared/clock.ts';
import type { Access, ObjectivesAnswer, ProfileReply, ReviewsAnswer } from './profile-answers.ts';
import { inSteps } from './in-steps.ts';
import { arrival, describePage, type PageFacts } from './profile-page.ts';
import {
  type PanelCommand,
  pageProtocol,
  panelProtocol,
  parsePageFacts,
  type ProfileData,
} from './profile-protocol.ts';
import { allowedPlace, type Place, type SenderRules } from './profile-sender.ts';
import type { Sender } from './sender.ts';
import type { Service } from './serve.ts';
import { createTurns, type Turns } from './turns.ts';

/** What a panel asks, the page's own words included. */
export interface PanelQuestion {
  readonly facts: PageFacts;
  /** Origin of the company whose profile it is. */
  readonly origin: string;
  /** The id of the account the viewer said is their own. */
  readonly confirmed?: unknown;
  /** The viewer has opened the login of this panel before. */
  readonly loggedIn: boolean;
}

export interface ProfileHandlers {
  accessTo(origin: string): Promise<Access>;
  readReviews(question: PanelQuestion): Promise<ReviewsAnswer>;
  readObjectives(question: PanelQuestion): Promise<ObjectivesAnswer>;
  rememberAddress(address: string): Promise<void>;
  allowCompany(origin: string): Promise<void>;
  /** The chip of the shown person; null where this browser is not connected as an admin of this company. */
  readSyncMark(employeeId: string, origin: string): Promise<ProfileReply<'readSyncMark'>>;
  openPerson(employeeId: string): Promise<void>;
  /** Puts the overlay into a page that has become a profile. */
  showOverlay(tabId: number): Promise<void>;
}

interface Deps {
  readonly services: () => Promise<ProfileHandlers>;
  readonly rules: SenderRules;
  readonly clock: Clock;
  readonly turns: Turns;
}

/**
 * Answers frames and content scripts of profile pages: sender checked, then data parsed, the company's own origin only (design
 * §7), and the tab looked at again when the answer is ready, so that an answer for a profile left meanwhile is dropped.
 */
export function createProfileService(
  services: () => Promise<ProfileHandlers>,
  rules: SenderRules,
  clock: Clock,
): Service {
  const deps: Deps = { services, rules, clock, turns: createTurns() };
  return async ({ command, data }, sender) => {
    if (isKeyOf(panelProtocol, command)) {
      const place = requirePlace(allowedPlace(sender, 'panel', rules), command);
      const parsed = parse(panelProtocol, command, data);
      return answerPanel(deps, ofShown(place, parsed, command), command, parsed);
    }
    if (isKeyOf(pageProtocol, command)) {
      const place = requirePlace(allowedPlace(sender, 'page', rules), command);
      return readOverlay(deps, ofShown(place, parse(pageProtocol, command, data), command));
    }
    if (command === arrival.command) return answerArrival(deps, sender);
    throw new AppError('message-invalid');
  };
}

type Parsed = ProfileData<PanelCommand>;
interface Schema {
  safeParse(data: unknown): { readonly success: true; readonly data: unknown } | { readonly success: false };
}

function parse<K extends string>(protocol: Readonly<Record<K, Schema>>, command: K, data: unknown): Parsed {
  const parsed = protocol[command].safeParse(data);
  if (!parsed.success) throw new AppError('message-invalid', { operation: command });
  return parsed.data as Parsed;
}

function isKeyOf<T extends object>(protocol: T, command: string): command is Extract<keyof T, string> {
  return Object.hasOwn(protocol, command);
}

function requirePlace(place: Place | undefined, operation: string): Place {
  if (!place) throw new AppError('message-forbidden', { operation });
  return place;
}

/** Asked about the person the tab shows, and about nobody else. */
function ofShown(place: Place, { employeeId }: Pick<Parsed, 'employeeId'>, operation: string): Place {
  if (place.employeeId !== employeeId) throw new AppError('message-forbidden', { operation });
  return place;
}

async function answerPanel(deps: Deps, place: Place, command: PanelCommand, data: Parsed): Promise<unknown> {
  const handlers = await deps.services();
  const access = await handlers.accessTo(place.origin);
  if (command === 'readReviews' || command === 'readObjectives') {
    if (access === 'refused') return { state: 'other-company' };
    if (access === 'ask') return { state: 'ask-company', host: new URL(place.origin).host };
    const question = JSON.stringify([command, data]);
    const read = () => answerReading(deps, handlers, place, command, data as ProfileData<'readReviews'>);
    return deps.turns(`${place.tabId} ${command}`, question, read);
  }
  // Another panel may have given the answer meanwhile.
  if (command === 'allowCompany' && access !== 'refused')
    return access === 'ask' ? handlers.allowCompany(place.origin) : undefined;
  if (access !== 'allowed') throw new AppError('message-forbidden', { operation: command });
  if (command === 'rememberAddress') return handlers.rememberAddress((data as ProfileData<'rememberAddress'>).address);
  if (command === 'openPerson') return handlers.openPerson(place.employeeId);
  const mark = await handlers.readSyncMark(place.employeeId, place.origin);
  await assertStillShown(place, deps.rules);
  return mark;
}

/** Nothing is asked of SI before somebody pressed a tab of ours, or a button of the panel, by hand. */
async function answerReading(
  deps: Deps,
  handlers: ProfileHandlers,
  place: Place,
  command: 'readReviews' | 'readObjectives',
  { pressed, confirmed, loggedIn }: ProfileData<'readReviews'>,
): Promise<unknown> {
  const facts = await askPage(place);
  const view = command === 'readReviews' ? 'reviews' : 'objectives';
  if (!pressed && !facts.pressed.includes(view)) return { state: 'press-first' };
  const answer = await inSteps<ReviewsAnswer | ObjectivesAnswer>(deps.clock, () =>
    handlers[command]({ facts, origin: place.origin, confirmed, loggedIn }),
  );
  await assertStillShown(place, deps.rules);
  return answer;
}

async function readOverlay(deps: Deps, place: Place): Promise<ProfileReply<'readOverlay'>> {
  const handlers = await deps.services();
  const access = await handlers.accessTo(place.origin);
  const mark = access === 'allowed' ? await handlers.readSyncMark(place.employeeId, place.origin) : null;
  await assertStillShown(place, deps.rules);
  return { shown: access !== 'refused', chip: mark !== null };
}

/** What the address shows by now the overlay finds out itself; here only who asks, and where, matters. */
async function answerArrival(deps: Deps, sender: Sender): Promise<void> {
  const { id, frameId, tab } = sender;
  if (id !== deps.rules.extensionId || frameId !== 0 || tab?.id === undefined || tab.url === undefined)
    throw new AppError('message-forbidden', { operation: 'arrive' });
  const handlers = await deps.services();
  if ((await handlers.accessTo(new URL(tab.url).origin)) === 'refused')
    throw new AppError('message-forbidden', { operation: 'arrive' });
  await handlers.showOverlay(tab.id);
}

/** The page describes itself; an answer for another profile means that it has been swapped meanwhile. */
async function askPage({ tabId, employeeId }: Place): Promise<PageFacts> {
  const told: unknown = await browser.tabs.sendMessage(tabId, describePage, { frameId: 0 }).catch(() => undefined);
  const facts = parsePageFacts(told);
  if (facts?.employeeId !== employeeId) throw new AppError('message-forbidden', { operation: 'describePage' });
  return facts;
}

async function assertStillShown({ tabId, employeeId, origin }: Place, rules: SenderRules): Promise<void> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  const shown = tab?.url === undefined ? undefined : rules.profileAt(tab.url);
  if (shown?.employeeId !== employeeId || shown.origin !== origin) throw new AppError('message-forbidden');
}

import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../src/messaging/page-service.ts';
import type { Access } from '../../src/messaging/profile-answers.ts';
import type { ProfileHandlers } from '../../src/messaging/profile-service.ts';
import { createSiPageService } from '../../src/messaging/si-page-service.ts';
import { pageProtocol, panelProtocol } from '../../src/messaging/profile-protocol.ts';
import { protocol } from '../../src/messaging/protocol.ts';
import { isOwnPage, type Sender } from '../../src/messaging/sender.ts';
import { parseCall } from '../../src/messaging/wire.ts';
import { createTestClock } from '../http/test-clock.ts';
import { profileOf } from '../../src/overlay/profile-url.ts';
import { answerOf } from './answer-of.ts';

const world = vi.hoisted(() => ({
  listener: undefined as unknown,
  tabUrl: undefined as unknown,
  facts: {} as unknown,
}));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { onMessage: { addListener: (listener: unknown) => (world.listener = listener) } },
    tabs: { get: async () => ({ url: world.tabUrl }), sendMessage: async () => world.facts },
  },
}));
const { createPageService } = await import('../../src/messaging/page-service.ts');
const { createProfileService } = await import('../../src/messaging/profile-service.ts');
const { serve } = await import('../../src/messaging/serve.ts');

const runs = process.env['TEST_LONG'] === '1' ? 10_000 : 500;
const seed = Number(process.env['TEST_SEED'] ?? Date.now());
const id = 'ours';
const popup = `chrome-extension://${id}/popup.html`;
const panel = `chrome-extension://${id}/panel.html`;
const profile = 'https://acme.bamboohr.com/employees/employee.php?id=41';
/** Of a company the viewer has not agreed to yet. */
const newcomer = 'https://globex.bamboohr.com/employees/employee.php?id=41';
const siPage = 'https://acme.small-improvements.com/app/home';
const siPageCommands = ['readChoice', 'readPicture', 'readManaged'];

/** Every kind of sender, and the commands it may have an effect by. */
const senders: Readonly<Record<string, { readonly sender: Sender; readonly may: readonly string[] }>> = {
  'our own page': { sender: { id, url: popup, frameId: 0, tab: { id: 9, url: popup } }, may: Object.keys(protocol) },
  'a panel of the shown profile': {
    sender: { id, url: `${panel}#x`, frameId: 3, tab: { id: 1, url: profile } },
    may: Object.keys(panelProtocol),
  },
  'the content script of the profile': {
    sender: { id, url: profile, frameId: 0, tab: { id: 1, url: profile } },
    may: [...Object.keys(pageProtocol), 'arrive'],
  },
  'a panel where the viewer is asked whose company it is': {
    sender: { id, url: panel, frameId: 3, tab: { id: 1, url: newcomer } },
    may: ['allowCompany'],
  },
  'the content script where the viewer is asked': {
    sender: { id, url: newcomer, frameId: 0, tab: { id: 1, url: newcomer } },
    may: ['readOverlay', 'arrive'],
  },
  'the script of the company’s Small Improvements': {
    sender: { id, url: siPage, frameId: 0, tab: { id: 2, url: siPage } },
    may: siPageCommands,
  },
  'that script in a frame': { sender: { id, url: siPage, frameId: 4, tab: { id: 2, url: siPage } }, may: [] },
  'that script in a page of another company': {
    sender: { id, url: siPage, frameId: 0, tab: { id: 2, url: siPage.replace('acme', 'globex') } },
    may: [],
  },
  'a page of Small Improvements itself': { sender: { url: siPage, frameId: 0, tab: { id: 2, url: siPage } }, may: [] },
  'a panel in a page of Small Improvements': {
    sender: { id, url: panel, frameId: 3, tab: { id: 2, url: siPage } },
    may: [],
  },
  ...Object.fromEntries(
    [
      'https://evil.bamboohr.com/employees/employee.php?id=41',
      'https://www.bamboohr.com/employees/employee.php?id=41',
      'https://acme.bamboohr.com:8443/employees/employee.php?id=41',
      'https://acme.bamboohr.com/employees/employee.php?id=41&id=42',
      'https://acme.bamboohr.com/home',
      'https://evil.example/employees/employee.php?id=41',
    ].flatMap((url) => [
      [`a panel on ${url}`, { sender: { id, url: panel, frameId: 3, tab: { id: 1, url } }, may: [] }],
      [
        `a content script on ${url}`,
        {
          sender: { id, url, frameId: 0, tab: { id: 1, url } },
          // A page of the company that is no profile may become one.
          may: new URL(url).origin === 'https://acme.bamboohr.com' ? ['arrive'] : [],
        },
      ],
    ]),
  ),
  'a script in a frame of the profile': {
    sender: { id, url: profile, frameId: 5, tab: { id: 1, url: profile } },
    may: [],
  },
  'our own page in a frame': { sender: { id, url: popup, frameId: 2, tab: { id: 1, url: profile } }, may: [] },
  'a panel in a tab of its own': { sender: { id, url: panel, frameId: 0, tab: { id: 1, url: panel } }, may: [] },
  'another extension': { sender: { id: 'theirs', url: popup }, may: [] },
  nobody: { sender: {}, may: [] },
};

const commands = [
  ...Object.keys(protocol),
  ...Object.keys(panelProtocol),
  ...Object.keys(pageProtocol),
  'arrive',
  ...siPageCommands,
];
const employeeId = fc.oneof(
  { weight: 3, arbitrary: fc.constant('41') },
  { weight: 1, arbitrary: fc.constantFrom('42', '', '041', '41; drop', 41, null) },
);
/** Half sense, half nonsense: whole nonsense never passes a schema. */
const data = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record(
      {
        employeeId,
        pressed: fc.boolean(),
        confirmed: fc.boolean(),
        loggedIn: fc.boolean(),
        address: fc.string(),
        planId: fc.string(),
        fingerprint: fc.string(),
        runId: fc.string(),
        mailed: fc.boolean(),
        field: fc.string(),
        id: fc.string(),
        siUserIds: fc.array(fc.string()),
        panelCompanies: fc.array(fc.string()),
      },
      { requiredKeys: ['employeeId', 'pressed', 'confirmed', 'loggedIn'] },
    ),
  },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.anything() },
);
/** What the sender may send, in words that make sense: by luck alone a few hundred messages can hold none of it. */
const sense = (may: readonly string[]) =>
  fc.record({
    family: fc.constantFrom('page', 'profile', 'si-page'),
    command: fc.constantFrom(...may),
    data: fc.oneof(fc.constant(null), fc.constant({ employeeId: '41', pressed: true, confirmed: true })),
  });
const message = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      family: fc.constantFrom('page', 'profile', 'si-page', 'other'),
      command: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...commands) },
        { weight: 1, arbitrary: fc.constantFrom('toString', '__proto__', 'constructor', '') },
      ),
      data,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      family: fc.constant('si-page'),
      command: fc.constantFrom(...siPageCommands),
      data: fc.oneof(
        fc.constant(null),
        fc.record({ avatar: fc.string(), ids: fc.array(fc.string()), names: fc.array(fc.string(), { maxLength: 4 }) }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.anything() },
);

/** Whose company it is, by the tab's origin. */
const accesses: Readonly<Record<string, Access>> = {
  'https://acme.bamboohr.com': 'allowed',
  'https://globex.bamboohr.com': 'ask',
};

/** What was done, in the worker's own words; reading whether access is granted is no effect. */
let effects: string[] = [];

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const record = (command: string, value: unknown) => async () => {
    effects.push(command);
    return value as never;
  };
  const pageHandlers = Object.fromEntries(Object.keys(protocol).map((each) => [each, record(each, 'of the page')]));
  const profileHandlers: ProfileHandlers = {
    accessTo: async (origin) => accesses[origin] ?? 'refused',
    readReviews: record('readReviews', { state: 'module-off' }),
    readObjectives: record('readObjectives', { state: 'module-off' }),
    rememberAddress: record('rememberAddress', undefined),
    allowCompany: record('allowCompany', undefined),
    readSyncMark: record('readSyncMark', { tone: 'good', text: 'In sync' }),
    openPerson: record('openPerson', undefined),
    showOverlay: record('arrive', undefined),
  };
  serve({
    page: createPageService(
      async () => ({ handlers: pageHandlers as unknown as Handlers }),
      (sender) => isOwnPage(sender, id, popup),
    ),
    profile: createProfileService(
      async () => profileHandlers,
      { extensionId: id, panelUrl: panel, profileAt: profileOf },
      createTestClock(),
    ),
    'si-page': createSiPageService(
      async () => ({
        readChoice: record('readChoice', { pictures: true, fields: true }),
        readPicture: record('readPicture', null),
        readManaged: record('readManaged', null),
      }),
      { extensionId: id, siAddress: async () => 'https://acme.small-improvements.com' },
    ),
  });
  world.facts = { employeeId: '41', emails: [], heading: 'Ada', viewer: {}, pressed: ['reviews'] };
});

/** What anybody in a profile page may be told. */
const refusals = [
  '{"state":"other-company"}',
  '{"state":"ask-company","host":"globex.bamboohr.com"}',
  '{"shown":false,"chip":false}',
];

/** `readOverlay` asks for the chip on behalf of the page: it learns whether there is one, and no word of it. */
const asksFor: Readonly<Record<string, string>> = { readSyncMark: 'readOverlay' };

describe.each(Object.entries(senders))('%s', (_who, { sender, may }) => {
  it('has no effect and gets no answer but those it may', async () => {
    let done = 0;
    const messages =
      may.length === 0 ? message : fc.oneof({ weight: 5, arbitrary: message }, { weight: 1, arbitrary: sense(may) });
    await fc.assert(
      fc.asyncProperty(messages, async (sent) => {
        effects = [];
        world.tabUrl = sender.tab?.url;
        const answer = await answerOf(world.listener, sent, sender);
        const { command } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
        done += effects.length;
        for (const effect of effects) expect([effect, asksFor[effect]]).toContain(command);
        for (const effect of effects) expect(may.includes(effect) || may.includes(asksFor[effect] ?? '')).toBe(true);
        if (answer === undefined) expect(parseCall(sent)).toBeUndefined();
        else if ((answer as { ok: boolean }).ok) {
          const { value } = answer as { value: unknown };
          const said = JSON.stringify(value);
          const isAllowed = may.includes(String(command)) || refusals.includes(said);
          expect(isAllowed).toBe(true);
          if (command === 'readOverlay') expect(said).not.toContain('In sync');
        } else {
          expect(JSON.stringify(answer)).toMatch(/"message-(invalid|forbidden)"/);
        }
      }),
      { numRuns: runs, seed },
    );
    // Nonsense alone would prove nothing.
    if (may.length === 0) expect(done).toBe(0);
    if (may.length > 2) expect(done).toBeGreaterThan(0);
  });
});

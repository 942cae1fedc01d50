import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageFacts } from '../../src/messaging/profile-page.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { ProfileHandlers } from '../../src/messaging/profile-service.ts';
import { profileOf } from '../../src/overlay/profile-url.ts';
import { createTestClock } from '../http/test-clock.ts';
import { quietErrors } from '../quiet-errors.ts';
import { answerOf } from './answer-of.ts';

const world = vi.hoisted(() => ({ listener: undefined as unknown, tabUrl: '', facts: undefined as unknown }));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { onMessage: { addListener: (listener: unknown) => (world.listener = listener) } },
    tabs: { get: async () => ({ url: world.tabUrl }), sendMessage: async () => world.facts },
  },
}));
const { createProfileService } = await import('../../src/messaging/profile-service.ts');
const { serve: serveAll } = await import('../../src/messaging/serve.ts');

const at = (id: string) => `https://acme.bamboohr.com/employees/employee.php?id=${id}`;
const factsOf = (id: string): PageFacts => ({
  employeeId: id,
  emails: [],
  heading: 'Ada',
  viewer: {},
  pressed: ['reviews'],
});
const answer = { state: 'module-off' } as const;
const reading = (employeeId: string, byHand: object = {}) => ({
  command: 'readReviews',
  data: { employeeId, pressed: false, loggedIn: false, ...byHand },
});

/** What the worker answers; `not ours` when it leaves the message to others. */
async function ask(message: unknown, sender: object = {}): Promise<unknown> {
  const from = {
    id: 'ours',
    url: 'chrome-extension://ours/panel.html',
    frameId: 4,
    tab: { id: 1, url: at('41') },
    ...sender,
  };
  const wire: unknown = typeof message === 'object' && message !== null ? { family: 'profile', ...message } : message;
  return (await answerOf(world.listener, wire, from)) ?? 'not ours';
}

function serve(handlers: Partial<ProfileHandlers> = {}, clock = createTestClock()): void {
  const all: ProfileHandlers = {
    accessTo: async () => 'allowed',
    readReviews: async () => answer,
    readObjectives: async () => answer,
    rememberAddress: async () => undefined,
    allowCompany: async () => undefined,
    readSyncMark: async () => ({ tone: 'good', text: 'In sync' }),
    openPerson: async () => undefined,
    showOverlay: async () => undefined,
    ...handlers,
  };
  const rules = { extensionId: 'ours', panelUrl: 'chrome-extension://ours/panel.html', profileAt: profileOf };
  const profile = createProfileService(async () => all, rules, clock);
  serveAll({ profile, page: async () => 'of the other family', 'si-page': async () => null });
}

describe('the viewer’s service', () => {
  beforeEach(() => {
    quietErrors();
    world.tabUrl = at('41');
    world.facts = factsOf('41');
  });

  it('shows the overlay in the tab whose own page asks for it, and nowhere else', async () => {
    const shown: number[] = [];
    serve({ showOverlay: async (tabId) => void shown.push(tabId) });
    const page = { url: 'https://acme.bamboohr.com/home', frameId: 0 };
    expect(await ask({ command: 'arrive', data: null }, page)).toEqual({ ok: true, value: null });
    for (const sender of [
      { ...page, frameId: 4 },
      { ...page, id: 'theirs' },
      { ...page, tab: undefined },
    ])
      expect(await ask({ command: 'arrive', data: null }, sender)).toMatchObject({
        ok: false,
        error: { code: 'message-forbidden' },
      });
    expect(shown).toEqual([1]);
  });

  it('answers the panel of the shown profile', async () => {
    serve();
    expect(await ask(reading('41'))).toEqual({ ok: true, value: answer });
  });

  it('answers at the end of a step, however long finding took', async () => {
    for (const { tookMs, fails, answeredMs } of [
      { tookMs: 5, fails: false, answeredMs: 300 },
      { tookMs: 299, fails: false, answeredMs: 300 },
      { tookMs: 301, fails: false, answeredMs: 600 },
      { tookMs: 5, fails: true, answeredMs: 300 },
    ]) {
      const clock = createTestClock();
      const startedMs = clock.now();
      const readReviews = async () => {
        clock.advance(tookMs);
        if (fails) throw new AppError('si-unavailable');
        return answer;
      };
      serve({ readReviews }, clock);
      await ask(reading('41'));
      expect(clock.now() - startedMs).toBe(answeredMs);
    }
  });

  it('drops an answer for a profile that was left while it was made', async () => {
    serve({
      readReviews: async () => {
        world.tabUrl = at('42');
        return answer;
      },
    });
    const reply = await ask(reading('41'));
    expect(reply).toMatchObject({ ok: false, error: { code: 'message-forbidden' } });
  });

  it('asks nothing of Small Improvements when the page describes somebody else', async () => {
    world.facts = factsOf('42');
    const readReviews = vi.fn<ProfileHandlers['readReviews']>(async () => answer);
    serve({ readReviews });
    expect(await ask(reading('41'))).toMatchObject({ ok: false });
    expect(readReviews).not.toHaveBeenCalled();
  });

  it.each([
    { command: 'readReviews', data: {} },
    { command: 'readReviews', data: { employeeId: '41' } },
    { command: 'readReviews', data: { ...reading('41').data, employeeId: 41 } },
    reading('41; drop'),
    { command: 'rememberAddress', data: { employeeId: '41', address: 'x'.repeat(301) } },
    { command: 'readSyncMark' },
    { command: 'allowCompany', data: { origin: 'https://evil.bamboohr.com' } },
    { command: 'saveSettings', data: {} },
    { command: 'toString', data: { employeeId: '41' } },
  ])('refuses what it cannot parse: %j', async (message) => {
    serve();
    expect(await ask(message)).toMatchObject({ ok: false, error: { code: 'message-invalid' } });
  });

  it('looks at nothing of a message whose sender may not ask, or not about this person', async () => {
    serve();
    const asked = vi.fn<() => string>(() => '41');
    const spied = Object.defineProperty({}, 'employeeId', { get: asked, enumerable: true });
    for (const command of ['readReviews', 'rememberAddress', 'readSyncMark'])
      expect(await ask({ command, data: spied }, { frameId: 0 })).toMatchObject({
        error: { code: 'message-forbidden' },
      });
    expect(await ask({ command: 'readOverlay', data: spied })).toMatchObject({ error: { code: 'message-forbidden' } });
    expect(asked).not.toHaveBeenCalled();
    expect(await ask({ command: 'readOverlay', data: null }, { frameId: 0 })).toMatchObject({
      ok: false,
      error: { code: 'message-invalid' },
    });
    expect(await ask(reading('42'))).toMatchObject({ error: { code: 'message-forbidden' } });
  });

  it.each([null, 1, 'readReviews', {}, { ...reading('41'), family: 'other' }, { command: 41 }])(
    'leaves other messages to others: %j',
    async (message) => {
      serve();
      expect(await ask(message)).toBe('not ours');
    },
  );

  it('tells the words of the chip to a frame of ours only, and the page’s own script whether there is one', async () => {
    serve();
    const page = { frameId: 0, url: at('41') };
    const call = { command: 'readSyncMark', data: { employeeId: '41' } };
    expect(await ask(call)).toEqual({ ok: true, value: { tone: 'good', text: 'In sync' } });
    expect(await ask(call, page)).toMatchObject({ ok: false, error: { code: 'message-forbidden' } });
    const rights = { command: 'readOverlay', data: { employeeId: '41' } };
    expect(await ask(rights, page)).toEqual({ ok: true, value: { shown: true, chip: true } });
    expect(await ask(rights)).toMatchObject({ ok: false, error: { code: 'message-forbidden' } });
  });

  it('asks nothing of Small Improvements before a tab or a button was pressed by hand', async () => {
    const readReviews = vi.fn<ProfileHandlers['readReviews']>(async () => answer);
    serve({ readReviews });
    world.facts = { ...factsOf('41'), pressed: ['objectives'] };
    expect(await ask(reading('41'))).toEqual({ ok: true, value: { state: 'press-first' } });
    expect(readReviews).not.toHaveBeenCalled();
    expect(await ask(reading('41', { pressed: true }))).toEqual({ ok: true, value: answer });
    world.facts = factsOf('41');
    expect(await ask(reading('41'))).toEqual({ ok: true, value: answer });
    expect(readReviews).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['ask', { state: 'ask-company', host: 'acme.bamboohr.com' }],
    ['refused', { state: 'other-company' }],
  ] as const)('where access is “%s” it says so, and does nothing else', async (access, expected) => {
    const never = vi.fn<() => Promise<never>>(async () => {
      throw new Error('this must not be asked');
    });
    serve({
      accessTo: async () => access,
      readReviews: never,
      readObjectives: never,
      rememberAddress: never,
      readSyncMark: never,
      openPerson: never,
    });
    for (const confirmed of ['ada', true, 'x'.repeat(1_000)])
      expect(await ask(reading('41', { pressed: true, confirmed }))).toEqual({ ok: true, value: expected });
    for (const command of ['readSyncMark', 'openPerson', 'rememberAddress'])
      expect(await ask({ command, data: { employeeId: '41', address: 'acme' } })).toMatchObject({
        ok: false,
        error: { code: 'message-forbidden' },
      });
    const rights = await ask({ command: 'readOverlay', data: { employeeId: '41' } }, { frameId: 0, url: at('41') });
    expect(rights).toEqual({ ok: true, value: { shown: access === 'ask', chip: false } });
    expect(never).not.toHaveBeenCalled();
    const agreed = await ask({ command: 'allowCompany', data: { employeeId: '41' } });
    expect(agreed).toMatchObject({ ok: access === 'ask' });
  });

  it('takes the answer about the company again where another panel has given it', async () => {
    const allowCompany = vi.fn<ProfileHandlers['allowCompany']>(async () => undefined);
    serve({ allowCompany });
    expect(await ask({ command: 'allowCompany', data: { employeeId: '41' } })).toEqual({ ok: true, value: null });
    expect(allowCompany).not.toHaveBeenCalled();
  });

  it('asks once however many frames of a tab ask, and one after the other for different people', async () => {
    const open: string[] = [];
    const seen: string[] = [];
    let most = 0;
    serve({
      readReviews: async ({ facts }) => {
        open.push(facts.employeeId);
        seen.push(facts.employeeId);
        most = Math.max(most, open.length);
        await new Promise((resolve) => setTimeout(resolve, 5));
        open.pop();
        return answer;
      },
    });
    const many = Array.from({ length: 50 }, () => ask(reading('41')));
    expect(new Set((await Promise.all(many)).map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ ok: true, value: answer })]),
    );
    expect(seen).toEqual(['41']);
    const swapped = ask(reading('41'));
    world.tabUrl = at('42');
    world.facts = factsOf('42');
    const next = ask(reading('42'), { tab: { id: 1, url: at('42') } });
    expect(await swapped).toMatchObject({ ok: false });
    expect(await next).toEqual({ ok: true, value: answer });
    expect(most).toBe(1);
  });

  it('cuts what a page writes about itself', async () => {
    const told: unknown[] = [];
    serve({
      readReviews: async ({ facts }) => {
        told.push(facts);
        return answer;
      },
    });
    const much = 'x'.repeat(100_000);
    world.facts = {
      ...factsOf('41'),
      heading: much,
      emails: Array.from({ length: 1_000 }, () => much),
      viewer: { name: much, email: much },
    };
    await ask(reading('41'));
    expect(JSON.stringify(told).length).toBeLessThan(2_000);
  });
});

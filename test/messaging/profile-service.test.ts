import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageFacts } from '../../src/messaging/profile-page.ts';
import type { ProfileHandlers } from '../../src/messaging/profile-service.ts';
import { profileOf } from '../../src/overlay/profile-url.ts';
import { quietErrors } from '../quiet-errors.ts';

type Listener = (message: unknown, sender: unknown) => Promise<unknown> | undefined;

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
const factsOf = (id: string): PageFacts => ({ employeeId: id, emails: [], heading: 'Ada', viewer: {} });
const answer = { state: 'module-off' } as const;

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
  return (world.listener as Listener)(wire, from) ?? 'not ours';
}

function serve(handlers: Partial<ProfileHandlers> = {}): void {
  const all: ProfileHandlers = {
    readReviews: async () => answer,
    readObjectives: async () => answer,
    rememberAddress: async () => undefined,
    readSyncMark: async () => ({ tone: 'good', text: 'In sync' }),
    openPerson: async () => undefined,
    showOverlay: async () => undefined,
    ...handlers,
  };
  const profile = createProfileService(async () => all, {
    extensionId: 'ours',
    panelUrl: 'chrome-extension://ours/panel.html',
    employeeAt: (address) => profileOf(address)?.employeeId,
  });
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
    expect(await ask({ command: 'readReviews', data: { employeeId: '41' } })).toEqual({ ok: true, value: answer });
  });

  it('drops an answer for a profile that was left while it was made', async () => {
    serve({
      readReviews: async () => {
        world.tabUrl = at('42');
        return answer;
      },
    });
    const reply = await ask({ command: 'readReviews', data: { employeeId: '41' } });
    expect(reply).toMatchObject({ ok: false, error: { code: 'message-forbidden' } });
  });

  it('asks nothing of Small Improvements when the page describes somebody else', async () => {
    world.facts = factsOf('42');
    const readReviews = vi.fn<ProfileHandlers['readReviews']>(async () => answer);
    serve({ readReviews });
    expect(await ask({ command: 'readReviews', data: { employeeId: '41' } })).toMatchObject({ ok: false });
    expect(readReviews).not.toHaveBeenCalled();
  });

  it.each([
    { command: 'readReviews', data: {} },
    { command: 'readReviews', data: { employeeId: 41 } },
    { command: 'readReviews', data: { employeeId: '41; drop' } },
    { command: 'rememberAddress', data: { employeeId: '41', address: 'x'.repeat(301) } },
    { command: 'readSyncMark' },
    { command: 'saveSettings', data: {} },
    { command: 'toString', data: { employeeId: '41' } },
  ])('refuses what it cannot parse: %j', async (message) => {
    serve();
    expect(await ask(message)).toMatchObject({ ok: false, error: { code: 'message-invalid' } });
  });

  it.each([
    null,
    1,
    'readReviews',
    {},
    { family: 'other', command: 'readReviews', data: { employeeId: '41' } },
    { command: 41 },
  ])('leaves other messages to others: %j', async (message) => {
    serve();
    expect(await ask(message)).toBe('not ours');
  });

  it('tells the chip to the page’s own script only', async () => {
    serve();
    const call = { command: 'readSyncMark', data: { employeeId: '41' } };
    expect(await ask(call)).toMatchObject({ ok: false });
    expect(await ask(call, { frameId: 0, url: at('41') })).toEqual({
      ok: true,
      value: { tone: 'good', text: 'In sync' },
    });
  });
});

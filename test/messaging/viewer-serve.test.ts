import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageFacts } from '../../src/messaging/viewer-page.ts';
import type { ViewerHandlers } from '../../src/messaging/viewer-serve.ts';
import { profileOf } from '../../src/overlay/profile-url.ts';
import { quietErrors } from '../quiet-errors.ts';

type Listener = (message: unknown, sender: unknown, respond: (answer: unknown) => void) => true | undefined;

const world = vi.hoisted(() => ({ listener: undefined as unknown, tabUrl: '', facts: undefined as unknown }));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { onMessage: { addListener: (listener: unknown) => (world.listener = listener) } },
    tabs: { get: async () => ({ url: world.tabUrl }), sendMessage: async () => world.facts },
  },
}));
const { serveViewer } = await import('../../src/messaging/viewer-serve.ts');

const at = (id: string) => `https://acme.bamboohr.com/employees/employee.php?id=${id}`;
const factsOf = (id: string): PageFacts => ({ employeeId: id, emails: [], heading: 'Ada', viewer: {} });
const answer = { state: 'module-off' } as const;

function ask(message: unknown, sender: object = {}): Promise<unknown> | undefined {
  const from = {
    id: 'ours',
    url: 'chrome-extension://ours/panel.html',
    frameId: 4,
    tab: { id: 1, url: at('41') },
    ...sender,
  };
  return new Promise((resolve) => {
    const waits = (world.listener as Listener)(message, from, resolve);
    if (waits !== true) resolve('not ours');
  });
}

function serve(handlers: Partial<ViewerHandlers> = {}): void {
  const all: ViewerHandlers = {
    readReviews: async () => answer,
    readObjectives: async () => answer,
    rememberAddress: async () => undefined,
    readSyncMark: async () => ({ tone: 'good', text: 'In sync' }),
    openPerson: async () => undefined,
    showOverlay: async () => undefined,
    ...handlers,
  };
  serveViewer(async () => all, {
    extensionId: 'ours',
    panelUrl: 'chrome-extension://ours/panel.html',
    employeeAt: (address) => profileOf(address)?.employeeId,
  });
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
    expect(await ask({ viewer: 'arrive' }, page)).toEqual({ ok: true, value: null });
    for (const sender of [
      { ...page, frameId: 4 },
      { ...page, id: 'theirs' },
      { ...page, tab: undefined },
    ])
      expect(await ask({ viewer: 'arrive' }, sender)).toMatchObject({
        ok: false,
        error: { code: 'message-forbidden' },
      });
    expect(shown).toEqual([1]);
  });

  it('answers the panel of the shown profile', async () => {
    serve();
    expect(await ask({ viewer: 'readReviews', data: { employeeId: '41' } })).toEqual({ ok: true, value: answer });
  });

  it('drops an answer for a profile that was left while it was made', async () => {
    serve({
      readReviews: async () => {
        world.tabUrl = at('42');
        return answer;
      },
    });
    const reply = await ask({ viewer: 'readReviews', data: { employeeId: '41' } });
    expect(reply).toMatchObject({ ok: false, error: { code: 'message-forbidden' } });
  });

  it('asks nothing of Small Improvements when the page describes somebody else', async () => {
    world.facts = factsOf('42');
    const readReviews = vi.fn<ViewerHandlers['readReviews']>(async () => answer);
    serve({ readReviews });
    expect(await ask({ viewer: 'readReviews', data: { employeeId: '41' } })).toMatchObject({ ok: false });
    expect(readReviews).not.toHaveBeenCalled();
  });

  it.each([
    { viewer: 'readReviews', data: {} },
    { viewer: 'readReviews', data: { employeeId: 41 } },
    { viewer: 'readReviews', data: { employeeId: '41; drop' } },
    { viewer: 'rememberAddress', data: { employeeId: '41', address: 'x'.repeat(301) } },
  ])('refuses what it cannot parse: %j', async (message) => {
    serve();
    expect(await ask(message)).toMatchObject({ ok: false, error: { code: 'message-invalid' } });
  });

  it.each([
    null,
    1,
    'readReviews',
    {},
    { type: 'command', timestamp: 1 },
    { viewer: 'saveSettings', data: {} },
    { viewer: 'readSyncMark' },
  ])('leaves other messages to others: %j', async (message) => {
    serve();
    expect(await ask(message)).toBe('not ours');
  });

  it('tells the chip to the page’s own script only', async () => {
    serve();
    const call = { viewer: 'readSyncMark', employeeId: '41' };
    expect(await ask(call)).toMatchObject({ ok: false });
    expect(await ask(call, { frameId: 0, url: at('41') })).toEqual({
      ok: true,
      value: { tone: 'good', text: 'In sync' },
    });
  });
});

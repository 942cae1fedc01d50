import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { defaultSettings } from '../../src/config/settings.ts';
import { send } from '../../src/messaging/client.ts';
import { createPageService, type Handlers } from '../../src/messaging/page-service.ts';
import { type Command, type CommandData, protocol, type SettingsInput } from '../../src/messaging/protocol.ts';
import type { CommandReply, Status } from '../../src/messaging/replies.ts';
import { serve, type Service } from '../../src/messaging/serve.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { quietErrors } from '../quiet-errors.ts';
import { connectMessages } from './answer-of.ts';

const status: Status = {
  settings: defaultSettings,
  secrets: { bambooKey: true, siToken: false },
  locked: [],
  withheld: [],
  previewSeen: false,
};

/** Handlers of which a test names those it needs; any other call is a failure. */
function handlersWith(some: Partial<Handlers>): Handlers {
  const unexpected = async () => {
    throw new Error('this command was not expected');
  };
  const all = Object.fromEntries(Object.keys(protocol).map((command) => [command, unexpected]));
  return { ...(all as unknown as Handlers), ...some };
}

const undos: (() => void)[] = [];

function servingWith(page: Service): void {
  undos.push(serve({ page, profile: async () => null, 'si-page': async () => null }));
}

function serving(some: Partial<Handlers>, isAllowed: () => boolean = () => true): void {
  servingWith(createPageService(async () => ({ handlers: handlersWith(some) }), isAllowed));
}

let logged: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  fakeBrowser.reset();
  connectMessages();
  logged = quietErrors();
});
afterEach(() => {
  for (const undo of undos.splice(0)) undo();
  vi.restoreAllMocks();
});

/** What a sender gets that does not use our client. */
const rawSend = async (call: { command?: unknown; data?: unknown } | undefined): Promise<unknown> =>
  browser.runtime.sendMessage({ family: 'page', ...call });

describe('a command', () => {
  test('reaches its handler with its data and brings the reply back', async () => {
    const seen: unknown[] = [];
    serving({
      startImport: async (data) => {
        seen.push(data);
        return { runId: 'r1' };
      },
    });

    expect(await send('startImport', { planId: 'p', fingerprint: 'f' })).toEqual({ runId: 'r1' });
    expect(seen).toEqual([{ planId: 'p', fingerprint: 'f' }]);
  });

  test('that answers nothing, does', async () => {
    serving({ refreshPreview: async () => null });
    expect(await send('refreshPreview', null)).toBeNull();
  });

  test('carries the changed settings only, so that the others stay as they are', async () => {
    const seen: SettingsInput[] = [];
    serving({
      saveSettings: async (input) => {
        seen.push(input);
        return status;
      },
    });
    await send('saveSettings', { automaticImports: true });
    await send('saveSettings', { headCount: null, bambooKey: '' });

    expect(seen).toEqual([{ automaticImports: true }, { headCount: null, bambooKey: '' }]);
  });

  test('loses what its data has beyond the protocol', async () => {
    const seen: unknown[] = [];
    serving({
      cancelImport: async (data) => {
        seen.push(data);
        return null;
      },
      chooseRows: async (data) => {
        seen.push(data);
        return null;
      },
    });
    await rawSend({ command: 'chooseRows', data: { planId: 'p', selected: true, rows: { keys: ['a'] }, extra: 1 } });

    expect(seen).toEqual([{ planId: 'p', selected: true, rows: { keys: ['a'] } }]);
  });
});

describe('a message that makes no sense', () => {
  test.each<[string, { command?: unknown; data?: unknown }]>([
    ['no data where some is needed', { command: 'startImport' }],
    ['a command nobody knows', { command: 'deleteEverything', data: null }],
    ['the name of something every object has', { command: 'toString', data: null }],
    ['data of the wrong kind', { command: 'startImport', data: { planId: 7, fingerprint: 'f' } }],
    ['data with a part missing', { command: 'startImport', data: { planId: 'p' } }],
    ['data for a command that takes none', { command: 'getStatus', data: { x: 1 } }],
    ['an answer that is none', { command: 'answerFirstCreation', data: { mailed: 'yes' } }],
    ['mails to nobody in particular', { command: 'sendPasswordEmails', data: {} }],
    ['a revert of no run', { command: 'previewRevert', data: { keys: ['e:1'] } }],
    ['a revert without a fingerprint', { command: 'startRevert', data: {} }],
    ['settings of the wrong kind', { command: 'saveSettings', data: { intervalMinutes: 1 } }],
  ])('%s is refused as `message-invalid`', async (_what, message) => {
    serving({});
    expect(await rawSend(message)).toMatchObject({ ok: false, error: { code: 'message-invalid' } });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'getStatus'],
    ['a command of no family', { command: 'getStatus', data: null }],
    ['a command of a family nobody knows', { family: 'toString', command: 'getStatus', data: null }],
    ['a command that is no text', { family: 'page', command: 7, data: null }],
  ])('%s is left to others', async (_what, message) => {
    const page = vi.fn<Service>(async () => null);
    servingWith(page);
    await browser.runtime.sendMessage(message).catch(() => undefined);
    expect(page).not.toHaveBeenCalled();
  });
});

describe('a sender that may not', () => {
  test('is refused before anything of its message is looked at or any service started', async () => {
    const services = vi.fn<() => Promise<{ handlers: Handlers }>>(async () => ({ handlers: handlersWith({}) }));
    servingWith(createPageService(services, () => false));

    expect(await rawSend({ command: 'getStatus', data: null })).toEqual({
      ok: false,
      error: { code: 'message-forbidden', context: {} },
    });
    expect(services).not.toHaveBeenCalled();
  });

  test('is judged by what the browser tells of it', async () => {
    const isAllowed = vi.fn<() => boolean>(() => true);
    serving({ getStatus: async () => status }, isAllowed);
    await send('getStatus', null);

    expect(isAllowed).toHaveBeenCalledTimes(1);
    expect(isAllowed).toHaveBeenCalledWith(expect.any(Object));
  });
});

describe('a failure in the worker', () => {
  test('arrives as the same error with the same facts', async () => {
    serving({
      refreshPreview: async () => {
        throw new AppError('bamboo-rate-limited', { status: 429, retryAtMs: 5, fields: ['x'], operation: 'report' });
      },
    });

    const error = await send('refreshPreview', null).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'bamboo-rate-limited',
      context: { status: 429, retryAtMs: 5, fields: ['x'], operation: 'report' },
    });
  });

  test('that nobody foresaw arrives as `bug`, without its message', async () => {
    serving({
      refreshPreview: async () => {
        throw new Error('jane@acme.com is not iterable');
      },
    });

    const answer = await rawSend({ command: 'refreshPreview', data: null });
    expect(answer).toEqual({ ok: false, error: { code: 'bug', context: {} } });
    expect(logged.mock.calls.map(([where, code]: unknown[]) => [where, code])).toEqual([['page', 'bug']]);
    expect(JSON.stringify(logged.mock.calls)).not.toContain('jane@acme.com');
    logged.mockClear();
  });

  test('to start at all is answered too', async () => {
    servingWith(
      createPageService(
        async () => {
          throw new AppError('storage-newer');
        },
        () => true,
      ),
    );

    await expect(send('getStatus', null)).rejects.toMatchObject({ code: 'storage-newer' });
  });
});

describe('an answer that makes no sense', () => {
  test.each<[string, unknown]>([
    ['no envelope', { hello: 1 }],
    ['a failure without an error', { ok: false }],
    ['an error without a code', { ok: false, error: { context: {} } }],
    ['an error nobody knows', { ok: false, error: { code: 'odd', context: {} } }],
  ])('%s is `message-invalid` at the page', async (_what, answer) => {
    const answerOddly = (async () => answer) as Parameters<typeof browser.runtime.onMessage.addListener>[0];
    browser.runtime.onMessage.addListener(answerOddly);
    undos.push(() => browser.runtime.onMessage.removeListener(answerOddly));
    await expect(send('startImport', { planId: 'p', fingerprint: 'f' })).rejects.toMatchObject({
      code: 'message-invalid',
    });
  });

  test('nobody there to answer is `message-invalid`, not a bug', async () => {
    await expect(send('getStatus', null)).rejects.toMatchObject({ code: 'message-invalid' });
  });
});

test('the types of the protocol', () => {
  expectTypeOf<Command>().toEqualTypeOf<keyof typeof protocol>();
  expectTypeOf<keyof Handlers>().toEqualTypeOf<Command>();
  expectTypeOf(send<'startImport'>).returns.resolves.toEqualTypeOf<{ readonly runId: string }>();
  expectTypeOf(send<'getStatus'>).returns.resolves.toEqualTypeOf<Status>();
  expectTypeOf<CommandReply<'saveSettings'>>().toEqualTypeOf<Status>();
  expectTypeOf<CommandData<'startImport'>>().toEqualTypeOf<{
    planId: string;
    fingerprint: string;
    only?: string | undefined;
  }>();
  expectTypeOf<Status['secrets']>().toEqualTypeOf<{ readonly bambooKey: boolean; readonly siToken: boolean }>();
  expectTypeOf<SettingsInput['headCount']>().toEqualTypeOf<number | null | undefined>();
  // @ts-expect-error a command that does not exist
  void (() => send('deleteEverything', null));
  // @ts-expect-error data of another command
  void (() => send('startImport', { planId: 'p' }));
});

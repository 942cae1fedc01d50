import { describe, expect, it, vi } from 'vitest';
import { createSiPageService, type SiPageHandlers } from '../../src/messaging/si-page-service.ts';

const address = 'https://acme.small-improvements.com';
const sender = { id: 'ours', frameId: 0, tab: { id: 1, url: `${address}/app/home` } };

function aService(siAddress = address) {
  const handlers = {
    readChoice: vi.fn<SiPageHandlers['readChoice']>(async () => ({ pictures: true, fields: false })),
    readPicture: vi.fn<SiPageHandlers['readPicture']>(async () => null),
    readManaged: vi.fn<SiPageHandlers['readManaged']>(async () => null),
  };
  const service = createSiPageService(async () => handlers, { extensionId: 'ours', siAddress: async () => siAddress });
  return {
    handlers,
    ask: (command: string, data: unknown, from: object = sender) => service({ family: 'si-page', command, data }, from),
  };
}

describe('the service of pages of Small Improvements', () => {
  it('answers the top frame of the configured company', async () => {
    expect(await aService().ask('readChoice', null)).toEqual({ pictures: true, fields: false });
  });

  it.each([
    ['another extension', { ...sender, id: 'theirs' }],
    ['a frame in the page', { ...sender, frameId: 3 }],
    ['another company', { ...sender, tab: { id: 1, url: 'https://other.small-improvements.com/app/home' } }],
    ['a BambooHR page', { ...sender, tab: { id: 1, url: 'https://acme.bamboohr.com/home' } }],
    ['no tab', { id: 'ours', frameId: 0 }],
  ])('refuses %s', async (_, from) => {
    const { ask, handlers } = aService();
    await expect(ask('readChoice', null, from)).rejects.toMatchObject({ code: 'message-forbidden' });
    expect(handlers.readChoice).not.toHaveBeenCalled();
  });

  it('refuses everybody while no address is configured', async () => {
    await expect(aService('').ask('readChoice', null)).rejects.toMatchObject({ code: 'message-forbidden' });
  });

  it.each([
    ['readPicture', { avatar: 'x'.repeat(2_001), ids: [], names: [] }],
    ['readPicture', { avatar: '/a', ids: Array.from({ length: 17 }, () => 'id'), names: [] }],
    ['readPicture', { avatar: '/a', ids: [], names: ['x'.repeat(101)] }],
    ['readPicture', null],
    ['readManaged', { ids: 'abc' }],
    ['readEverybody', null],
    ['toString', null],
  ])('refuses %s with what it does not expect', async (command, data) => {
    await expect(aService().ask(command, data)).rejects.toMatchObject({ code: 'message-invalid' });
  });
});

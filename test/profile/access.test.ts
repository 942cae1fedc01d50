import { beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { defaultSettings, type Settings } from '../../src/config/settings.ts';
import { accessTo } from '../../src/profile/access.ts';
import { allowCompany } from '../../src/profile/address.ts';
import { createWorld, startWorker, type Worker, type World } from '../run/fakes/test-deps.ts';

const store = (settings: Partial<Settings>, locked: readonly string[] = []) => ({
  get: async () => ({ ...defaultSettings, ...settings }),
  locked: async () => locked,
});
const acme = 'https://acme.bamboohr.com';

describe('where panels answer', () => {
  it.each<[string, Partial<Settings>, readonly string[], string, string]>([
    ['the company that was set', { bambooSubdomain: 'acme' }, [], acme, 'allowed'],
    ['any other then', { bambooSubdomain: 'acme' }, [], 'https://evil.bamboohr.com', 'refused'],
    ['one that was agreed to before then', { bambooSubdomain: 'hq', panelCompanies: ['acme'] }, [], acme, 'refused'],
    ['one nobody has spoken of', {}, [], acme, 'ask'],
    ['one that was agreed to', { panelCompanies: ['acme'] }, [], acme, 'allowed'],
    ['one beside it', { panelCompanies: ['acme'] }, [], 'https://other.bamboohr.com', 'ask'],
    [
      'one beside those of a policy',
      { panelCompanies: ['acme'] },
      ['panelCompanies'],
      'https://b.bamboohr.com',
      'refused',
    ],
  ])('%s', async (_what, settings, locked, origin, expected) => {
    expect(await accessTo(store(settings, locked), origin)).toBe(expected);
  });

  it('never hosts that are nobody’s company, whatever was agreed to', async () => {
    const origins = [
      'https://www.bamboohr.com',
      'https://help.bamboohr.com',
      'https://acme.bamboohr.com:8443',
      'http://acme.bamboohr.com',
      'https://a.acme.bamboohr.com',
      'https://acme.bamboohr.com.evil.example',
      'https://evil.example',
    ];
    for (const origin of origins)
      for (const settings of [{}, { bambooSubdomain: 'acme' }, { panelCompanies: ['acme', 'www', 'help'] }])
        expect(await accessTo(store(settings), origin)).toBe('refused');
  });

  it('only at that one origin, for any other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.webUrl({ withQueryParameters: true }), async (url) => {
        const { origin } = new URL(url);
        expect(await accessTo(store({ bambooSubdomain: 'acme' }), origin)).toBe(
          origin === acme ? 'allowed' : 'refused',
        );
      }),
    );
  });
});

describe('what a viewer agrees to', () => {
  let world: World;
  let worker: Worker;
  beforeEach(async () => {
    world = await createWorld([], []);
    world.settings = { ...world.settings, bambooSubdomain: '', panelCompanies: [] };
    worker = startWorker(world);
  });

  it('is remembered once, and can be taken back', async () => {
    await allowCompany(worker.deps, acme);
    expect(world.settings.panelCompanies).toEqual(['acme']);
    await expect(allowCompany(worker.deps, acme)).rejects.toMatchObject({ code: 'message-forbidden' });
    world.settings = { ...world.settings, panelCompanies: [] };
    expect(await accessTo(worker.deps.settings, acme)).toBe('ask');
  });

  it('of several companies at the same moment is remembered of each', async () => {
    const hosts = ['acme', 'globex', 'initech'];
    await Promise.all(hosts.map((host) => allowCompany(worker.deps, `https://${host}.bamboohr.com`)));
    expect(world.settings.panelCompanies.toSorted()).toEqual(hosts);
  });

  it('twice at the same moment is remembered once', async () => {
    const outcomes = await Promise.allSettled([allowCompany(worker.deps, acme), allowCompany(worker.deps, acme)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(world.settings.panelCompanies).toEqual(['acme']);
  });

  it('is nothing where the company is set, or the host is nobody’s', async () => {
    await expect(allowCompany(worker.deps, 'https://www.bamboohr.com')).rejects.toMatchObject({
      code: 'message-forbidden',
    });
    world.settings = { ...world.settings, bambooSubdomain: 'acme' };
    for (const origin of [acme, 'https://evil.bamboohr.com'])
      await expect(allowCompany(worker.deps, origin)).rejects.toMatchObject({ code: 'message-forbidden' });
    expect(world.settings.panelCompanies).toEqual([]);
  });
});

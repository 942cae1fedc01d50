import { describe, expect, test } from 'vitest';
import type { BambooApi } from '../../src/bamboo-api/bamboo-api.ts';
import type { SiUserId } from '../../src/domain/ids.ts';
import type { SiApi } from '../../src/si-api/si-api.ts';
import { createFakeBamboo } from '../run/fakes/fake-bamboo.ts';
import { createFakeSi } from '../run/fakes/fake-si.ts';
import { codeOf, connectSandbox } from './connect.ts';

const bambooCalls: readonly ((api: BambooApi) => Promise<unknown>)[] = [
  (api) => api.testConnection(),
  (api) => api.readCompanyName(),
  (api) => api.readKeyOwner(),
  (api) => api.readEverybody(),
  (api) => api.readDeleted(0),
];

const id = 'u1' as SiUserId;
const siCalls: readonly ((api: SiApi) => Promise<unknown>)[] = [
  (api) => api.testConnection(),
  (api) => api.readEverybody(),
  (api) => api.readUsers([id]),
  (api) => api.findByExternalId('1'),
  (api) => api.findByLogin('p1@acme.com'),
  (api) => api.lock([id]),
];

const codesOf = <T>(api: T, calls: readonly ((api: T) => Promise<unknown>)[]) =>
  Promise.all(calls.map((call) => codeOf(call(api))));

describe('the systems in memory refuse as the clients do', () => {
  test('another key or address of BambooHR', async () => {
    const { bamboo } = await connectSandbox({ employees: 20 });
    const fake = createFakeBamboo([]);
    const { subdomain, apiKey } = fake;
    expect(await codesOf(fake.connect({ subdomain, apiKey: 'x' }), bambooCalls)).toEqual(
      await codesOf(bamboo({ key: 'f'.repeat(40) }), bambooCalls),
    );
    expect(await codesOf(fake.connect({ subdomain: 'nobody-here', apiKey }), bambooCalls)).toEqual(
      await codesOf(bamboo({ subdomain: 'nobody-here' }), bambooCalls),
    );
  });

  test('another token or address of Small Improvements', async () => {
    const { si } = await connectSandbox({ employees: 20 });
    const fake = createFakeSi([]);
    const { address, token } = fake;
    expect(await codesOf(fake.connect({ address, token: 'x' }), siCalls)).toEqual(
      await codesOf(si({ token: 'nonsense' }), siCalls),
    );
    const elsewhere = 'https://no-such-company.small-improvements.com';
    expect(await codesOf(fake.connect({ address: elsewhere, token }), siCalls)).toEqual(
      await codesOf(si({ address: elsewhere }), siCalls),
    );
  });
});

import { expect } from 'vitest';
import { accountsOf } from '../../../sandbox/accounts.ts';
import type { World as Company } from '../../../sandbox/server/world.ts';
import { createBambooApi } from '../../../src/bamboo-api/create-bamboo-api.ts';
import { defaultSettings } from '../../../src/config/settings.ts';
import { secretHosts } from '../../../src/config/secret-hosts.ts';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import { createCoordinator } from '../../../src/run/coordinator.ts';
import type { Stores } from '../../../src/run/deps.ts';
import { createSiApi } from '../../../src/si-api/create-si-api.ts';
import { endState } from '../../run/sandbox-company.ts';
import { createMemoryLock } from '../../run/fakes/memory-lock.ts';
import { createTestDeps, createWorld, settled } from '../../run/fakes/test-deps.ts';
import { createDirectFetch } from '../../sandbox/direct-fetch.ts';
import { putFacts } from '../../put-facts.ts';

/** Of automatic imports, the least there is. */
export const intervalMinutes = 15;

/** As an administrator leaves it: connected, looked at, imports by hand done, and one automatic import due at once. */
export async function setUpCompany(company: Company, stores: Stores, siMails: boolean): Promise<CompanyPair> {
  const { bamboo, smallImprovements } = accountsOf(company.state, 'full');
  const settings = {
    ...defaultSettings,
    mode: 'sync' as const,
    bambooSubdomain: bamboo.subdomain,
    siAddress: smallImprovements.address,
    automaticImports: true,
    intervalMinutes,
    sendPasswordEmails: true,
  };
  await stores.settings.set(settings);
  const hosts = secretHosts(settings);
  await stores.secrets.set('bamboo-key', hosts['bamboo-key'], bamboo.apiKey);
  await stores.secrets.set('si-token', hosts['si-token'], smallImprovements.token);
  const pair = `${bamboo.subdomain}|${company.state.si.id}` as CompanyPair;
  await putFacts(stores.pairs, { ...settled, pair, firstCreation: { state: 'answered', mailed: siMails, atMs: 0 } });
  const { subdomain } = bamboo;
  const seen = { pair, subdomain, siAddress: settings.siAddress, siUser: 'Ada Admin', siCompanyName: 'Larkspur' };
  await stores.state.set('connection', { ...seen, visible: 0, atMs: 0 });
  return pair;
}

/** What the company comes to where nothing ever happens to the one worker there is. */
export async function wholeEnd(company: Company, siMails: boolean) {
  const world = await createWorld([], []);
  const lock = createMemoryLock();
  const http = { fetch: createDirectFetch(company), clock: world.clock };
  const stores = world.home.stores();
  await setUpCompany(company, stores, siMails);
  const coordinator = createCoordinator({
    ...createTestDeps(world, lock),
    settings: stores.settings,
    connectBamboo: (target) => createBambooApi({ ...target, ...http }),
    connectSi: (target) => createSiApi({ ...target, ...http }),
  });
  for (let at = 0; at < 12; at += 1) {
    await coordinator.tick();
    await lock.free();
    if ((await stores.runs.list(1))[0]?.state === 'done') break;
    world.clock.advance(intervalMinutes * 60_000);
  }
  expect((await stores.runs.list(1))[0]).toMatchObject({ state: 'done', trigger: 'automatic' });
  return endState(company);
}

/** Nobody twice; nobody two mails, and everybody created without one is listed; every operation has its outcome. */
export async function expectOnce(company: Company, before: Company, stores: Stores, pair: CompanyPair): Promise<void> {
  const { users, mails } = company.state.si;
  const logins = users.map((user) => user.loginname.toLowerCase());
  expect(new Set(logins).size).toBe(logins.length);
  const mailed = mails.map((mail) => mail.userId);
  expect(new Set(mailed).size).toBe(mailed.length);
  const had = new Set(before.state.si.users.map((user) => user.id));
  const created = users.filter((user) => !had.has(user.id)).map((user) => user.id);
  const listed = new Set((await stores.pairs.uninformed(pair)).map((row) => String(row.siUserId)));
  const forgotten = created.filter((id) => !mailed.includes(id) && !listed.has(id));
  const story = await storyOf(company, stores, pair, forgotten);
  expect(forgotten, `told of by nobody: ${story}`).toEqual([]);
  for (const run of await stores.runs.list(50)) {
    expect(run.counts.pending).toBe(0);
    const open = (await stores.runs.journal(run.id)).filter(({ state }) => state === 'pending' || state === 'sent');
    expect(open).toEqual([]);
  }
}

/** All that is known of accounts nobody was told of: what each run did to the person, and what is still looked for. */
async function storyOf(company: Company, stores: Stores, pair: CompanyPair, ids: readonly string[]): Promise<string> {
  if (ids.length === 0) return '';
  const users = company.state.si.users.filter(({ id }) => ids.includes(id));
  const story: unknown[] = [{ users, open: (await stores.pairs.facts(pair)).openCreations }];
  for (const run of (await stores.runs.list(50)).toReversed()) {
    const rows = (await stores.runs.journal(run.id)).filter(({ siUserId, operation }) =>
      users.some(
        ({ id, loginname }) =>
          id === siUserId ||
          id === operation.siUserId ||
          ('values' in operation && operation.values.workEmail?.toLowerCase() === loginname.toLowerCase()),
      ),
    );
    story.push({ run, rows });
  }
  return JSON.stringify(story, null, 1);
}

import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import type { Outside } from '../../../src/runner/work/look.ts';
import type { Looks } from '../../../src/runner/work/looks.ts';
import { anEmployee, aSiUser } from '../../run/fakes/people.ts';
import { createTestDeps, createWorldIn, previewSeen, settled, setUp, type World } from '../../run/fakes/test-deps.ts';
import { createFastClock, inTimeOf } from '../support/fast-time.ts';
import type { TenantHome } from '../support/fresh-database.ts';
import { putFacts } from '../../put-facts.ts';

/** How much faster than the machine's time passes for workers: a minute of theirs is a second here. */
const speed = 60;

export const fastClock = createFastClock({ fromMs: Date.UTC(2026, 10, 22, 8), sinceMs: Date.now(), speed });

export const inFastTime = (looks: Looks) => inTimeOf(looks, speed);

/**
 * A tenant with an automatic import that is due: everybody has a new title, and one person is new. `inStep`: there is
 * nothing to write.
 */
export async function dueCompany(home: TenantHome, people: number, inStep = false): Promise<World<TenantHome>> {
  const ids = Array.from({ length: people }, (_, at) => String(at + 1));
  const world = await createWorldIn(home, {
    employees: inStep
      ? ids.map((id) => anEmployee({ id, title: 'Old' }))
      : [...ids, '99'].map((id) => anEmployee({ id, title: 'New' })),
    users: ids.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  });
  world.bamboo.subdomain = home.tenant;
  world.si.address = `https://${home.tenant}.small-improvements.com`;
  await setUp(world, { bamboo: world.bamboo, smallImprovements: world.si });
  world.settings = { ...world.settings, automaticImports: true, sendPasswordEmails: true };
  const { settings, pairs } = home.stores();
  await settings.set(world.settings);
  const pair = `${home.tenant}|${world.si.companyId}` as CompanyPair;
  await putFacts(pairs, { ...settled, pair });
  await previewSeen({ deps: { ...createTestDeps(world), clock: fastClock } }, pair);
  return world;
}

/** Everything a worker reaches, which company's it is told by the address. */
export function outsideOf(worlds: readonly World<TenantHome>[]): Outside {
  const find = (name: string) => {
    const world = worlds.find(({ home }) => home.tenant === name);
    if (!world) throw new Error(`nobody is called ${name}`);
    return world;
  };
  return {
    clock: fastClock,
    connectBamboo: (target) => find(target.subdomain).bamboo.connect(target),
    connectSi: (target) => find(new URL(target.address).host.split('.')[0] ?? '').si.connect(target),
    newId: () => crypto.randomUUID(),
    random: () => 0,
    told: () => undefined,
  };
}

/** Tries until it is so. */
export async function until(isSo: () => Promise<boolean> | boolean, timeoutMs = 60_000): Promise<void> {
  for (const endMs = Date.now() + timeoutMs; Date.now() < endMs; await pause(50)) if (await isSo()) return;
  expect.unreachable('it did not come to that in time');
}

/** One run that did everything, and everything once. */
export async function expectImportedOnce({ home, si }: World<TenantHome>): Promise<void> {
  const { runs } = home.stores();
  const listed = await runs.list(9);
  expect(listed.map(({ trigger, state }) => [trigger, state])).toEqual([['automatic', 'done']]);
  expect([...si.users.values()].filter(({ jobTitle }) => jobTitle !== 'New')).toEqual([]);
  expect(si.invited).toEqual(['p99@acme.com']);
  expect(si.mailed).toHaveLength(1);
}

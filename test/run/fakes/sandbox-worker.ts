import type { SandboxOptions } from '../../../sandbox/start-sandbox.ts';
import type { PairState } from '../../../src/domain/pair-state.ts';
import { createCoordinator } from '../../../src/run/coordinator.ts';
import type { RunDeps } from '../../../src/run/deps.ts';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import { type Connected, connectSandbox } from '../../contract/connect.ts';
import type { IndexedDbHome } from '../../contract/stores/indexeddb-home.ts';
import { createMemoryLock } from './memory-lock.ts';
import { createTestDeps, createWorld, setUp, settled, type Worker, type World } from './test-deps.ts';
import { createLife } from './life.ts';
import { putFacts } from '../../put-facts.ts';

/** A worker of the product, with the real clients, at the sandbox's two companies. */
export interface AtSandbox extends Connected {
  readonly world: World<IndexedDbHome>;
  readonly worker: Worker;
  readonly pair: CompanyPair;
  facts(facts: Partial<PairState>): Promise<void>;
}

export async function workAtSandbox(options: SandboxOptions = {}): Promise<AtSandbox> {
  return joinSandbox(await connectSandbox({ today: '2026-11-22', ...options }));
}

/** Another browser at the same two companies: nothing but they is shared. `si`: how it reaches Small Improvements. */
export async function joinSandbox(connected: Connected, si = connected.si): Promise<AtSandbox> {
  const { accounts, state } = connected.sandbox;
  const world = await createWorld([], []);
  await setUp(world, accounts);
  const pair = `${accounts.bamboo.subdomain}|${state.si.id}` as CompanyPair;
  const facts = (some: Partial<PairState>) => putFacts(world.home.stores().pairs, { ...settled, ...some, pair });
  await facts({ manualImportDone: false });
  const lock = createMemoryLock();
  const life = createLife();
  const deps: RunDeps = {
    ...createTestDeps(world, lock, life),
    connectBamboo: ({ subdomain, apiKey }) => connected.bamboo({ subdomain, key: apiKey }),
    connectSi: (target) => si(target),
  };
  const worker: Worker = { deps, coordinator: createCoordinator(deps), lock, life, quiet: () => lock.free() };
  return { ...connected, world, worker, pair, facts };
}

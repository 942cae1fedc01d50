import pLimit from 'p-limit';
import { accountsOf } from '../../sandbox/accounts.ts';
import { buildWorld } from '../../sandbox/company/build-world.ts';
import type { World as Company } from '../../sandbox/server/world.ts';
import { createBambooApi } from '../../src/bamboo-api/create-bamboo-api.ts';
import { createCoordinator } from '../../src/run/coordinator.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import type { CompanyPair } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import { createSiApi } from '../../src/si-api/create-si-api.ts';
import type { Change } from '../../src/domain/change.ts';
import { createMemoryLock } from '../run/fakes/memory-lock.ts';
import {
  createTestDeps,
  createWorld,
  importPlan,
  preview,
  settled,
  setUp,
  type Worker,
} from '../run/fakes/test-deps.ts';
import { createLife } from '../run/fakes/life.ts';
import { createDirectFetch } from '../sandbox/direct-fetch.ts';
import { type BenchGroup, type Figure, figure, median } from './figure.ts';
import { putFacts } from '../put-facts.ts';

const rounds = 3;
const people = 10_000;
const latencyMs = 50;
/** 200 changes of all kinds. */
const wanted = { update: 110, create: 40, deactivate: 40, reactivate: 10 } as const;

interface Timing {
  readonly tookMs: number;
  readonly requests: number;
}

/**
 * The product's import of 200 changes in a company of 10,000, everything from reading both sides again to the last
 * confirmed write, held against the same import whose requests wait for each other.
 */
export const importGroup: BenchGroup = {
  name: 'import',
  async run() {
    const template = buildWorld({ employees: people, seed: 1 });
    const product: Timing[] = [];
    const oneByOne: Timing[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const turns = [
        async () => product.push(await measure(template, false)),
        async () => oneByOne.push(await measure(template, true)),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    return [faster(product, oneByOne)];
  },
};

function faster(product: readonly Timing[], oneByOne: readonly Timing[]): Figure {
  const [ours, theirs] = [product, oneByOne].map((timings) => median(timings.map(({ tookMs }) => tookMs)));
  const seconds = (ms = 0) => (ms / 1_000).toFixed(1);
  const note = `median of ${rounds}: ${seconds(ours)} s beside ${seconds(theirs)} s for ${product[0]?.requests} requests of ${latencyMs} ms`;
  return figure('import.10k.vs-one-by-one', (theirs ?? 0) / (ours ?? 1), 'ratio', { atLeast: 3.2 }, note);
}

async function measure(template: ReturnType<typeof buildWorld>, waiting: boolean): Promise<Timing> {
  const company: Company = { ...template.world, state: structuredClone(template.world.state) };
  const worker = await workAt(company, template.keyName, waiting);
  const { plan, header } = await preview(worker);
  const chosen = Object.entries(wanted).flatMap(([kind, count]) => pick(plan.changes, kind, count));
  const writing = plan.changes.filter((change) => change.selected).map((change) => change.key);
  await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: writing } });
  await worker.coordinator.chooseRows({ planId: header.id, selected: true, rows: { keys: chosen } });
  company.requests.clear();
  const start = performance.now();
  const { run } = await importPlan(worker);
  const tookMs = performance.now() - start;
  const { confirmed } = run.counts;
  if (run.state !== 'done' || confirmed !== chosen.length)
    throw new Error(`${confirmed} of ${chosen.length} confirmed`);
  return { tookMs, requests: company.requests.entries.length };
}

function pick(changes: readonly Change[], kind: string, count: number): string[] {
  const keys = changes.filter((change) => change.kind === kind).map((change) => change.key);
  if (keys.length < count) throw new Error(`${keys.length} of kind ${kind}, ${count} are wanted`);
  return keys.slice(0, count);
}

/** A worker of the product, at a company that is `latencyMs` away. */
async function workAt(company: Company, keyName: string, waiting: boolean): Promise<Worker> {
  const world = await createWorld([], []);
  const accounts = accountsOf(company.state, keyName);
  await setUp(world, accounts);
  const pair = `${accounts.bamboo.subdomain}|${company.state.si.id}` as CompanyPair;
  await putFacts(world.home.stores().pairs, { ...settled, pair });
  const direct = createDirectFetch(company);
  const turn = pLimit(waiting ? 1 : Number.POSITIVE_INFINITY);
  const send: typeof fetch = (...args) =>
    turn(async () => {
      await systemClock.sleep(latencyMs);
      return direct(...args);
    });
  const http = { fetch: send, clock: systemClock };
  const lock = createMemoryLock();
  const life = createLife();
  const deps: RunDeps = {
    ...createTestDeps(world, lock, life),
    clock: systemClock,
    connectBamboo: (target) => createBambooApi({ ...target, ...http }),
    connectSi: (target) => createSiApi({ ...target, ...http }),
  };
  return { deps, coordinator: createCoordinator(deps), lock, life, quiet: () => lock.free() };
}

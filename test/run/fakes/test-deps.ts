import pLimit from 'p-limit';
import { defaultSettings, type Settings } from '../../../src/config/settings.ts';
import { secretHosts } from '../../../src/config/secret-hosts.ts';
import type { SettingsStore } from '../../../src/config/settings-store.ts';
import type { PairState } from '../../../src/domain/pair-state.ts';
import type { Topic } from '../../../src/messaging/news.ts';
import { type Coordinator, createCoordinator } from '../../../src/run/coordinator.ts';
import type { Notice, RunDeps } from '../../../src/run/deps.ts';
import type { CompanyPair, RunId } from '../../../src/domain/ids.ts';
import type { Employee, Side, SiUser } from '../../../src/domain/people.ts';
import type { Home } from '../../contract/stores/home.ts';
import { type IndexedDbHome, indexedDbHome } from '../../contract/stores/indexeddb-home.ts';
import { openFreshHistory } from '../../history/support.ts';
import { createFakeBamboo, type FakeBamboo } from './fake-bamboo.ts';
import { createFakeSi, type FakeSi } from './fake-si.ts';
import { createLife, type Life } from './life.ts';
import { createMemoryLock, type MemoryLock } from './memory-lock.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { putFacts } from '../../put-facts.ts';

export const acme = 'acme|si-acme' as CompanyPair;

/** A company pair that is past its first steps: automatic imports may run, and may create. */
export const settled: PairState = {
  pair: acme,
  manualImportDone: true,
  notWritable: [],
  firstCreation: { state: 'answered', mailed: false, atMs: 0 },
};

/** What outlives a worker: both systems, what is stored, the settings, the time. `Place`: where it is stored. */
export interface World<Place extends Home = Home> {
  readonly home: Place;
  readonly si: FakeSi;
  readonly bamboo: FakeBamboo;
  readonly clock: TestClock;
  readonly announced: Topic[];
  readonly notices: Notice[];
  /** Instants at which somebody asked to be woken. */
  readonly alarms: number[];
  /** Who keeps the browser awake at the moment; a dead worker's alarm stays. */
  awake: number;
  settings: Settings;
  /** Chance, from 0 up to 1; 0 lets everything happen when it is due. */
  chance: () => number;
  /** What the browser keeps in memory until it is closed. */
  readonly session: Map<string, unknown>;
  lockedSettings: readonly string[];
  withheld: readonly Side[];
}

/** One life of the worker in that world. */
export interface Worker {
  readonly deps: RunDeps;
  readonly coordinator: Coordinator;
  readonly lock: MemoryLock;
  readonly life: Life;
  /** Resolves when the work that was started has ended, or the worker has died. */
  quiet(): Promise<void>;
}

/** Makes a world of a company's people. */
export type MakeWorld = (employees: readonly Employee[], users: readonly SiUser[]) => Promise<World>;

/** A world with a browser in it. */
export async function createWorld(
  employees: readonly Employee[],
  users: readonly SiUser[],
): Promise<World<IndexedDbHome>> {
  const session = new Map<string, unknown>();
  const db = await openFreshHistory();
  let world: World<IndexedDbHome> | undefined;
  const home = indexedDbHome(db, session, () => world?.settings.keysForSession === true);
  world = await createWorldIn(home, { employees, users, session });
  return world;
}

/** A world whose workers store in a place nothing lies in yet. */
export async function createWorldIn<Place extends Home>(
  home: Place,
  { employees, users, session = new Map() }: People,
): Promise<World<Place>> {
  const clock = createTestClock();
  const bamboo = createFakeBamboo(employees);
  const si = createFakeSi(users, clock.now);
  const world: World<Place> = {
    home,
    clock,
    si,
    bamboo,
    announced: [],
    notices: [],
    alarms: [],
    awake: 0,
    settings: { ...defaultSettings, mode: 'sync' },
    chance: () => 0,
    session,
    lockedSettings: [],
    withheld: [],
  };
  await setUp(world, { bamboo, smallImprovements: si });
  await putFacts(home.stores().pairs, { ...settled, manualImportDone: false });
  return world;
}

interface People {
  readonly employees: readonly Employee[];
  readonly users: readonly SiUser[];
  readonly session?: Map<string, unknown>;
}

/** Where both systems are, and what each of them takes. */
export interface Access {
  readonly bamboo: Parameters<RunDeps['connectBamboo']>[0];
  readonly smallImprovements: Parameters<RunDeps['connectSi']>[0];
}

/** Settings with both addresses, and each key saved for its host. */
export async function setUp(world: World, { bamboo, smallImprovements }: Access): Promise<void> {
  const bambooSubdomain = bamboo.subdomain;
  const siAddress = smallImprovements.address;
  world.settings = { ...world.settings, bambooSubdomain, siAddress };
  const { secrets } = world.home.stores();
  const hosts = secretHosts(world.settings);
  await secrets.set('bamboo-key', hosts['bamboo-key'], bamboo.apiKey);
  await secrets.set('si-token', hosts['si-token'], smallImprovements.token);
}

let ids = 0;

export function createTestDeps(
  world: World,
  lock: MemoryLock = createMemoryLock(),
  life: Life = createLife(),
): RunDeps {
  const stores = world.home.stores();
  const turn = pLimit(1);
  const settings: SettingsStore = {
    get: async () => world.settings,
    readable: async () => ({
      settings: world.settings,
      invalid: [],
      locked: world.lockedSettings,
      leftOut: [],
    }),
    set: async (next) => {
      const fixed = Object.entries(world.settings).filter(([key]) => world.lockedSettings.includes(key));
      world.settings = { ...next, ...Object.fromEntries(fixed) };
    },
    locked: async () => world.lockedSettings,
    inTurn: (change) => turn(change),
  };
  return {
    clock: life.mortal(world.clock),
    lock,
    settings: life.mortalStorage(settings),
    secrets: life.mortalStorage(stores.secrets),
    state: life.mortalStorage(stores.state),
    plans: life.mortalStorage(stores.plans),
    runs: life.mortalStorage(stores.runs),
    pairs: life.mortalStorage(stores.pairs),
    audit: life.mortalStorage(stores.audit),
    connectBamboo: (target) => life.mortal(world.bamboo.connect(target)),
    connectSi: (target) => life.mortal(world.si.connect(target)),
    withheldHosts: async () => world.withheld,
    announce: (topic) => world.announced.push(topic),
    keepAwake: () => {
      world.awake = 1;
      return () => {
        world.awake = 0;
      };
    },
    notify: (notice) => world.notices.push(notice),
    wakeAt: (atMs) => world.alarms.push(atMs),
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    random: () => world.chance(),
  };
}

export function startWorker(world: World, life: Life = createLife()): Worker {
  const lock = createMemoryLock();
  const deps = createTestDeps(world, lock, life);
  return {
    deps,
    coordinator: createCoordinator(deps),
    lock,
    life,
    quiet: () => Promise.race([lock.free(), life.died]),
  };
}

/** As if somebody had looked at a preview of this connection: automatic imports do nothing before. */
export async function previewSeen({ deps }: Pick<Worker, 'deps'>, pair = acme): Promise<void> {
  const { bambooSubdomain: subdomain, siAddress } = await deps.settings.get();
  const connection = { pair, subdomain, siAddress, siUser: 'Ada Admin', siCompanyName: 'Acme', visible: 0 };
  await deps.state.set('connection', { ...connection, atMs: deps.clock.now() });
}

/** Makes a preview and waits for it; the header of the plan. */
export async function preview(worker: Worker) {
  await worker.coordinator.refreshPreview();
  await worker.quiet();
  const current = await worker.deps.state.get('current-plan');
  if (!current) throw new Error(`no plan: ${JSON.stringify(await worker.deps.state.get('preview-error'))}`);
  const stored = await worker.deps.plans.read(current.planId);
  if (!stored) throw new Error('the current plan cannot be read');
  return stored;
}

/** Imports the current plan, or one row of it, and waits; the run as history shows it. */
export async function importPlan(worker: Worker, only?: string) {
  const current = await worker.deps.state.get('current-plan');
  const header = current && (await worker.deps.plans.header(current.planId));
  if (!header) throw new Error('there is no plan to import');
  const { runId } = await worker.coordinator.startImport({ planId: header.id, fingerprint: header.fingerprint, only });
  await worker.quiet();
  return runOf(worker, runId);
}

export async function runOf(worker: Worker, id: string) {
  const run = await worker.deps.runs.get(id as RunId);
  if (!run) throw new Error(`no run ${id}`);
  const people = await worker.deps.runs.people(run.id);
  const outcomes = Object.fromEntries(people.map((person) => [person.changeKey, person.outcome]));
  const person = (key: string) => people.find((each) => each.changeKey === key);
  return { run, people, outcomes, person };
}

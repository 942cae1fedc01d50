import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { accountsOf } from '../../sandbox/accounts.ts';
import { buildWorld } from '../../sandbox/company/build-world.ts';
import type { World as Company } from '../../sandbox/server/world.ts';
import { createBambooApi } from '../../src/bamboo-api/create-bamboo-api.ts';
import { createCoordinator } from '../../src/run/coordinator.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { CompanyPair } from '../../src/domain/ids.ts';
import { createSiApi } from '../../src/si-api/create-si-api.ts';
import { propertyOptions } from '../property.ts';
import { createDirectFetch } from '../sandbox/direct-fetch.ts';
import { createLife, type Life } from './fakes/life.ts';
import { createMemoryLock } from './fakes/memory-lock.ts';
import { createTestDeps, type MakeWorld, previewSeen, setUp, settled, type World } from './fakes/test-deps.ts';
import { quietErrors } from '../quiet-errors.ts';
import { companyLike, endState, type Way, ways } from './sandbox-company.ts';
import { putFacts } from '../put-facts.ts';

const intervalMs = 3 * 3_600_000;
const resumeMs = 30_000;
const today = '2026-11-22';
const template = buildWorld({ employees: 60, seed: 3, today });

beforeEach(() => {
  quietErrors();
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Death {
  readonly atCall: number;
  /** Of the call it dies in: never carried out, carried out, or, if it is a request, carried out when its sender is long dead. */
  readonly fate: 'lost' | 'applied' | 'late';
}

type Trigger = 'manual' | 'automatic';

/** The sandbox's two companies, and what of the product outlives its workers. */
interface Scene {
  readonly company: Company;
  readonly world: World;
  readonly pair: CompanyPair;
  readonly trigger: Trigger;
  readonly late: { readonly atMs: number; send(): Promise<unknown> }[];
  /** Runs that are to come to their end. */
  imports: number;
}

async function createScene(makeWorld: MakeWorld, way: Way, trigger: Trigger): Promise<Scene> {
  const company = companyLike(template.world, way);
  const world = await makeWorld([], []);
  vi.spyOn(Date, 'now').mockImplementation(() => world.clock.now());
  const accounts = accountsOf(company.state, template.keyName);
  await setUp(world, accounts);
  world.settings = { ...world.settings, automaticImports: trigger === 'automatic', sendPasswordEmails: true };
  const pair = `${accounts.bamboo.subdomain}|${company.state.si.id}` as CompanyPair;
  const firstCreation = { state: 'answered', mailed: way.siMails === true, atMs: 0 } as const;
  await putFacts(world.home.stores().pairs, { ...settled, pair, firstCreation });
  await previewSeen({ deps: createTestDeps(world) }, pair);
  return { company, world, pair, trigger, late: [], imports: 1 };
}

/** Time in which requests of the dead arrive. */
function clockOf({ world, late }: Scene): Clock {
  return {
    now: world.clock.now,
    async sleep(ms, signal) {
      await world.clock.sleep(ms, signal);
      for (const request of late.filter(({ atMs }) => atMs <= world.clock.now())) {
        late.splice(late.indexOf(request), 1);
        await request.send().catch(() => undefined);
      }
    },
  };
}

/** Short waits of a client pass like all others; its deadlines never come. */
function clientClock(clock: Clock): Clock {
  return {
    now: clock.now,
    sleep: (ms, signal) =>
      ms <= 15_000
        ? clock.sleep(ms, signal)
        : new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(new AppError('aborted')), { once: true });
          }),
  };
}

function startWorker(scene: Scene, death: Death | undefined) {
  const { company, world } = scene;
  const life: Life = createLife(death && { atCall: death.atCall, applied: death.fate === 'applied' });
  const direct = createDirectFetch(company);
  const outside = life.mortal({ fetch: direct });
  const send: typeof fetch = (...args) => {
    const alive = !life.isDead;
    const answer = outside.fetch(...args);
    if (alive && life.isDead && death?.fate === 'late') {
      const [input, { signal: _signal, ...init } = {}] = args;
      scene.late.push({ atMs: world.clock.now() + 40_000, send: () => direct(input, init) });
    }
    return answer;
  };
  const clock = life.mortal(clockOf(scene));
  const http = { fetch: send, clock: clientClock(clock) };
  const lock = createMemoryLock();
  const deps: RunDeps = {
    ...createTestDeps(world, lock, life),
    clock,
    connectBamboo: (target) => createBambooApi({ ...target, ...http }),
    connectSi: (target) => createSiApi({ ...target, ...http }),
  };
  const quiet = () => Promise.race([lock.free(), life.died]);
  return { deps, coordinator: createCoordinator(deps), life, quiet };
}

/** One life of a worker: goes on with what is open, else imports what there is to import. */
async function live(scene: Scene, death?: Death): Promise<Life> {
  const { coordinator, deps, life, quiet } = startWorker(scene, death);
  const work = async () => {
    await coordinator.tick();
    await quiet();
    if (scene.trigger === 'automatic') return;
    if ((await deps.runs.openRun()) || (await isImported(scene))) return;
    const planId = (await deps.state.get('current-plan'))?.planId;
    const header = planId && (await deps.plans.header(planId));
    if (header && !header.runId) await coordinator.startImport({ planId, fingerprint: header.fingerprint });
    else await coordinator.refreshPreview();
    await quiet();
    // A preview asks for the import that follows it.
    if (!header || header.runId) await work();
  };
  await Promise.race([work(), life.died]);
  return life;
}

/** Whether the runs have written what there was. */
async function isImported(scene: Scene): Promise<boolean> {
  const { deps } = startWorker(scene, undefined);
  return (await deps.runs.list(20)).filter((run) => run.state === 'done').length >= scene.imports;
}

/** Lives enough to get through any storm there is here. */
const noMoreDeaths: readonly undefined[] = Array.from({ length: 12 });

/** Workers live and die until all deaths are spent and the import has ended. Calls the first of them made. */
async function liveThrough(scene: Scene, deaths: readonly Death[]): Promise<number> {
  let calls: number | undefined;
  for (const death of [...deaths, ...noMoreDeaths]) {
    const life = await live(scene, death);
    calls ??= life.calls;
    // A worker may die between the end of its run and its own.
    if (!death && (await isImported(scene))) break;
    // The next worker is woken by its alarm; whatever died before its run was opened is made up for at the next interval.
    const { deps } = startWorker(scene, undefined);
    scene.world.clock.advance((await deps.runs.openRun()) ? resumeMs : intervalMs);
  }
  return calls ?? 0;
}

/** Imports once more what is found to differ, if anything is. */
async function importRest(scene: Scene): Promise<void> {
  scene.imports += 1;
  scene.world.clock.advance(intervalMs);
  await live(scene).catch((thrown: unknown) => {
    if (!(thrown instanceof AppError && thrown.code === 'plan-empty')) throw thrown;
  });
}

/** Nobody twice; nobody two mails, and everybody created without one is listed; every operation has its outcome. */
async function expectOnce(scene: Scene): Promise<void> {
  const { company, world } = scene;
  const logins = company.state.si.users.map((user) => user.loginname.toLowerCase());
  expect(new Set(logins).size).toBe(logins.length);
  const mailed = company.state.si.mails.map((mail) => mail.userId);
  expect(new Set(mailed).size).toBe(mailed.length);
  const { deps } = startWorker(scene, undefined);
  expect(await deps.runs.openRun()).toBeUndefined();
  expect(await deps.state.get('activity')).toEqual({ kind: 'idle' });
  expect(world.awake).toBe(0);
  const had = new Set(template.world.state.si.users.map((user) => user.id));
  const created = company.state.si.users.filter((user) => !had.has(user.id)).map((user) => user.id);
  const listed = new Set((await deps.pairs.uninformed(scene.pair)).map((row) => String(row.siUserId)));
  expect(created.filter((id) => !mailed.includes(id) && !listed.has(id))).toEqual([]);
  for (const run of await deps.runs.list(20)) {
    expect(run.counts.pending).toBe(0);
    const open = (await deps.runs.journal(run.id)).filter(({ state }) => state === 'pending' || state === 'sent');
    expect(open).toEqual([]);
  }
}

async function undisturbed(makeWorld: MakeWorld, way: Way, trigger: Trigger) {
  const scene = await createScene(makeWorld, way, trigger);
  const calls = await liveThrough(scene, []);
  if (way.losesSome) await importRest(scene);
  await expectOnce(scene);
  return { calls, end: endState(scene.company), mails: scene.company.state.si.mails.length };
}

/** What a death at any moment must not change, with the real clients. `share`: of the runs of other properties. */
export function sandboxDeathSuite(place: string, makeWorld: MakeWorld, share: number): void {
  describe(`a worker at the sandbox that dies, over ${place}`, () => {
    test.each(ways)(
      'at any call, once or again and again, leaves the end it would have come to where %s',
      async (_what, way) => {
        const whole = {
          manual: await undisturbed(makeWorld, way, 'manual'),
          automatic: await undisturbed(makeWorld, way, 'automatic'),
        };
        const { calls } = whole.manual;
        expect(whole.manual.end).toEqual(whole.automatic.end);
        expect(whole.automatic.end).not.toEqual(endState((await createScene(makeWorld, way, 'automatic')).company));
        const fate = fc.constantFrom('lost', 'applied', 'late');
        const death = fc.record({ atCall: fc.integer({ min: 1, max: calls }), fate });
        const again = fc.record({ atCall: fc.integer({ min: 1, max: Math.round(calls / 3) }), fate });
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom<Trigger>('manual', 'automatic'),
            death,
            fc.array(again, { maxLength: 2 }),
            async (trigger, first, others) => {
              const scene = await createScene(makeWorld, way, trigger);
              await liveThrough(scene, [first, ...others] as readonly Death[]);
              if (way.losesSome) await importRest(scene);
              expect(endState(scene.company)).toEqual(whole[trigger].end);
              await expectOnce(scene);
            },
          ),
          { ...propertyOptions(share), endOnFailure: true },
        );
      },
    );
  });
}

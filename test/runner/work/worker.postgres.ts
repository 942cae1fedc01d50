import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { SiUserId } from '../../../src/domain/ids.ts';
import { connectDatabase } from '../../../src/runner/store/database.ts';
import { migrate } from '../../../src/runner/store/migrate.ts';
import { createTenants } from '../../../src/runner/store/tenants.ts';
import { createHalt, type Halt } from '../../../src/runner/work/halt.ts';
import { serve } from '../../../src/runner/work/serve.ts';
import { type Looks, type LooksOptions, openLooks } from '../../../src/runner/work/looks.ts';
import { countLooks } from '../../../src/runner/work/queues.ts';
import { startWorker, type Worker } from '../../../src/runner/work/worker.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { createLife } from '../../run/fakes/life.ts';
import type { World } from '../../run/fakes/test-deps.ts';
import { breakLocks, type FreshDatabase, makeDatabase, type TenantHome } from '../support/fresh-database.ts';
import { dueCompany, expectImportedOnce, fastClock, inFastTime, outsideOf, until } from './companies.ts';

let fresh: FreshDatabase;

beforeEach(async () => {
  quietErrors();
  const made = await makeDatabase();
  fresh = made;
  await migrate(made.database);
  return made.drop;
});

const companies = (count: number, people = 3) =>
  Promise.all(Array.from({ length: count }, async () => dueCompany(await fresh.home(), people)));

interface Process {
  readonly worker: Worker;
  readonly looks: Looks;
  readonly halt: Halt;
}

async function queue(options: Partial<LooksOptions> = {}): Promise<Looks> {
  const looks = await openLooks({ url: fresh.url, upkeepSeconds: 1, ...options });
  onTestFinished(() => looks.close());
  return looks;
}

/** As if in a process of its own. */
async function startProcess(
  worlds: readonly World<TenantHome>[],
  { life = createLife(), ...options }: Partial<LooksOptions> & { readonly life?: ReturnType<typeof createLife> } = {},
): Promise<Process> {
  const database = await connectDatabase(fresh.url);
  onTestFinished(() => database.close());
  const looks = await queue(options);
  const halt = createHalt(fastClock);
  const { connectSi, ...outside } = outsideOf(worlds);
  const mortal = { ...outside, connectSi: (target: Parameters<typeof connectSi>[0]) => life.mortal(connectSi(target)) };
  const worker = await startWorker({ database, key: fresh.key, outside: mortal, halt }, inFastTime(looks), 4);
  return { worker, looks, halt };
}

const isDone = async ({ home }: World<TenantHome>) => {
  const [run] = await home.stores().runs.list(1);
  return run?.state === 'done';
};

const areAllDone = async (worlds: readonly World<TenantHome>[]) =>
  (await Promise.all(worlds.map(isDone))).every(Boolean);

describe('workers', () => {
  test('share what is due, each import once, and everybody is looked at again later', async () => {
    const worlds = await companies(6);
    const processes = await Promise.all([startProcess(worlds), startProcess(worlds)]);
    await until(() => areAllDone(worlds));
    await until(async () => (await countLooks(fresh.database)).waiting === 6);
    for (const { worker } of processes) await worker.stop(600_000);

    for (const world of worlds) await expectImportedOnce(world);
    expect((await countLooks(fresh.database)).failed).toBe(0);
  });

  test('that are stopped finish what is on the wire, write nothing more, and leave the rest to the next', async () => {
    const worlds = await companies(1, 12);
    const [world] = worlds as [World<TenantHome>];
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let isHeld = false;
    // Of the writes from the fourth on, as many are on the wire as may be at once.
    const first = () => {
      isHeld = true;
      return released;
    };
    world.si.twist({ on: 'writeFields', after: 3, first });
    const { worker } = await startProcess(worlds);
    await until(() => isHeld);
    const stopping = worker.stop(3_600_000);
    const sentSoFar = world.si.callsOf('writeFields').length;
    release();
    await stopping;

    const { runs } = world.home.stores();
    const open = await runs.openRun();
    expect(open?.state).toBe('running');
    const journal = await runs.journal(open?.id ?? ('' as never));
    expect(journal.filter(({ state }) => state === 'sent')).toEqual([]);
    expect(journal.filter(({ state }) => state === 'pending').length).toBeGreaterThan(5);
    expect(journal.filter(({ state }) => state === 'confirmed').length).toBeGreaterThan(2);
    expect(world.si.callsOf('writeFields').length).toBeLessThanOrEqual(sentSoFar + 4);

    const next = await startProcess(worlds);
    await until(() => areAllDone(worlds));
    await next.worker.stop(600_000);
    await expectImportedOnce(world);
    const written = world.si.callsOf('writeFields').flatMap(({ about }) => about[0] ?? []);
    expect(written.toSorted()).toEqual([...new Set(written)].toSorted());
    expect(written.length).toBeGreaterThanOrEqual(12);
  });

  test('that die are replaced when their lease is over, and nothing is done twice', async () => {
    const worlds = await companies(2, 5);
    const life = createLife({ atCall: 14, applied: true });
    const dead = await startProcess(worlds, { life, leaseSeconds: 2 });
    await life.died;
    // What a process holds goes with it.
    await dead.looks.close();
    await breakLocks(fresh.database);

    const next = await startProcess(worlds, { leaseSeconds: 2 });
    await until(() => areAllDone(worlds));
    await next.worker.stop(600_000);
    for (const world of worlds) await expectImportedOnce(world);
    expect((await countLooks(fresh.database)).failed).toBe(0);
  });
});

describe('a job', () => {
  test('is asked for once, however often that is said before it is begun', async () => {
    const looks = await queue();
    for (let at = 0; at < 5; at += 1) await looks.ask('acme', Date.now() + 60_000, Date.now());
    await looks.ask('globex', Date.now() + 60_000, Date.now());
    await looks.sweep(async () => ['acme', 'globex', 'initech']);
    expect((await countLooks(fresh.database)).waiting).toBe(3);
  });

  test('is refused as the store is when its database is not there', async () => {
    const looks = await queue();
    await looks.close();
    await expect(looks.ask('acme', 0, 0)).rejects.toMatchObject({ code: 'storage-failed' });
  });

  test('that fails is tried again, and given up and counted in the end', async () => {
    const looks = await queue({ retryLimit: 1, retrySeconds: 0 });
    let tried = 0;
    await looks.ask('acme', 0, 0);
    await looks.take(1, async () => {
      tried += 1;
      throw new AppError('storage-failed');
    });
    await until(async () => (await countLooks(fresh.database)).failed === 1);
    expect(tried).toBe(2);
  });

  test('that was given up counts until its tenant is looked at since, and no longer', async () => {
    const looks = await queue({ retryLimit: 0, retrySeconds: 0 });
    let isWell = false;
    const failing = new Set(['acme', 'globex']);
    for (const tenant of failing) await looks.ask(tenant, 0, 0);
    await looks.take(1, async (tenant) => {
      if (!isWell || tenant === 'globex') throw new AppError('storage-failed');
    });
    await until(async () => (await countLooks(fresh.database)).failed === 2);
    isWell = true;
    await looks.ask('acme', 0, 0);
    await until(async () => {
      const { waiting, underWay } = await countLooks(fresh.database);
      return waiting + underWay === 0;
    });
    await looks.sweep(async () => []);
    expect((await countLooks(fresh.database)).failed).toBe(1);
  });
});

test('a tenant that was removed is looked at no more, also where it is removed in the middle of a look', async () => {
  const [gone, leaving, staying] = (await companies(3)) as [World<TenantHome>, World<TenantHome>, World<TenantHome>];
  const tenants = createTenants(fresh.database);
  await tenants.remove(gone.home.tenant);
  leaving.si.twist({ on: 'writeFields', times: 1, first: () => tenants.remove(leaving.home.tenant) });
  const { worker, looks } = await startProcess([gone, leaving, staying], { retryLimit: 2, retrySeconds: 0 });
  await looks.ask(gone.home.tenant, 0, 0);
  await until(() => isDone(staying));
  await until(async () => (await tenants.list()).length === 1);
  await until(async () => {
    const { waiting, underWay } = await countLooks(fresh.database);
    return waiting === 1 && underWay === 0;
  });
  await worker.stop(600_000);
  const left = await fresh.database.rows(
    "SELECT name, data->>'tenant' AS tenant FROM pgboss.job WHERE name LIKE 'looks%' AND state < 'completed'",
  );
  expect(left).toEqual([{ name: 'looks', tenant: staying.home.tenant }]);
  expect(gone.si.calls).toEqual([]);
});

test('a worker whose database is brought up by a newer program does nothing more, and says why', async () => {
  const [world] = (await companies(1)) as [World<TenantHome>];
  const database = await connectDatabase(fresh.url);
  const looks = await queue();
  const looking = { database, key: fresh.key, outside: outsideOf([world]), halt: createHalt(fastClock) };
  await fresh.database.rows('INSERT INTO runner.versions VALUES (1000, now())');
  const never = { once: () => undefined };
  await expect(serve(looking, { looks, atOnce: 2, signals: never })).rejects.toMatchObject({ code: 'database-newer' });
  await fresh.database.rows('DELETE FROM runner.versions WHERE version = 1000');

  const { worker } = await startProcess([world]);
  await until(() => isDone(world));
  await fresh.database.rows('INSERT INTO runner.versions VALUES (1000, now())');
  await (await queue()).ask(world.home.tenant, 0, 0);
  await fresh.database.rows("UPDATE pgboss.job SET start_after = now() WHERE name = 'looks'");
  expect(await worker.outdated).toMatchObject({ code: 'database-newer' });
  expect(await worker.stop(60_000)).toBe(true);
});

test('a process that is told to end takes its leave within seconds', async () => {
  const script = fileURLToPath(new URL('idle-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, DATABASE_URL: fresh.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});

test('a client that is held back reads as ever, and refuses each write before it leaves', async () => {
  const [world] = (await companies(1)) as [World<TenantHome>];
  const halt = createHalt(fastClock);
  const si = halt.heldBack(world.si);
  const id = 'u1' as SiUserId;
  halt.halt();
  expect(await si.readUsers([id])).toHaveLength(1);
  const before = world.si.callsOf(
    'create',
    'writeFields',
    'writeManager',
    'lock',
    'unlock',
    'sendPasswordEmail',
  ).length;
  let asked = 0;
  const options = { beforeSend: async () => void (asked += 1) };
  for (const write of [
    () => si.writeFields(id, { jobTitle: 'x' }, options),
    () => si.writeManager(id, null, options),
    () => si.lock([id], options),
    () => si.unlock([id], options),
    () => si.create({ workEmail: 'x@acme.com' }, options),
    () => si.sendPasswordEmail(id, options),
  ])
    await expect(write()).rejects.toMatchObject({ code: 'si-rate-limited' });
  expect(asked).toBe(0);
  expect(world.si.user('u1').jobTitle).toBe('Old');
  expect(before).toBe(0);
});

test('a client that is held back still gives an account back what an earlier write emptied', async () => {
  const [world] = (await companies(1)) as [World<TenantHome>];
  const halt = createHalt(fastClock);
  const si = halt.heldBack(world.si);
  halt.halt();
  await si.writeFields('u1' as SiUserId, { jobTitle: 'Given back' });
  expect(world.si.user('u1').jobTitle).toBe('Given back');
});

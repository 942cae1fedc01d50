import { beforeEach, describe, expect, test, vi } from 'vitest';
import { beginActivity } from '../../src/run/activity.ts';
import { createWebLock } from '../../src/run/lock.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { RunId } from '../../src/domain/ids.ts';
import { aRun } from '../builders/stored.ts';
import { anEmployee, aSiUser } from './fakes/people.ts';
import { createWorld, preview, previewSeen, settled, startWorker, type Worker, type World } from './fakes/test-deps.ts';
import { quietErrors } from '../quiet-errors.ts';
import { putFacts } from '../put-facts.ts';

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld([anEmployee({ id: '1', title: 'New' })], [aSiUser({ id: 'u1', title: 'Old' })]);
  worker = startWorker(world);
});

describe('one piece of work at a time', () => {
  test('of two previews asked for at once, one is busy', async () => {
    const both = await Promise.allSettled([worker.coordinator.refreshPreview(), worker.coordinator.refreshPreview()]);
    await worker.quiet();

    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')).toMatchObject({ reason: { code: 'run-busy' } });
    expect(world.bamboo.reads).toBe(1);
  });

  test('of two imports of the same plan, one is busy and the plan is imported once', async () => {
    const { header } = await preview(worker);
    const start = () => worker.coordinator.startImport({ planId: header.id, fingerprint: header.fingerprint });
    const both = await Promise.allSettled([start(), start()]);
    await worker.quiet();

    expect(both.find((each) => each.status === 'rejected')).toMatchObject({ reason: { code: 'run-busy' } });
    expect(await worker.deps.runs.list(10)).toHaveLength(1);
    expect(world.si.callsOf('writeFields')).toHaveLength(1);
  });

  test('a preview cannot begin under an import, and a command answers before the work is done', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.startImport({ planId: header.id, fingerprint: header.fingerprint });
    expect(await worker.deps.runs.list(10)).toEqual([]);
    await expect(worker.coordinator.refreshPreview()).rejects.toMatchObject({ code: 'run-busy' });
    await worker.quiet();
  });
});

describe('a run that is opened, and rests, between the look for one and the lock', () => {
  const minuteMs = 60_000;

  /** Looks for an open run are answered as of now, and only once the import rests; resolves when it does. */
  async function lookEarly(work: () => Promise<unknown>) {
    const { header } = await preview(worker);
    const find = worker.deps.runs.openRun.bind(worker.deps.runs);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const spy = vi.spyOn(worker.deps.runs, 'openRun').mockImplementationOnce(async () => {
      const seen = await find();
      await held;
      return seen;
    });
    const late = work();
    late.catch(() => undefined);
    await expect.poll(() => spy.mock.calls.length).toBeGreaterThan(0);
    const retryAtMs = world.clock.now() + 20 * minuteMs;
    world.si.twist({ on: 'writeFields', refuse: () => new AppError('si-rate-limited', { retryAtMs }) });
    await worker.coordinator.startImport({ planId: header.id, fingerprint: header.fingerprint });
    await worker.quiet();
    expect(await find()).toMatchObject({ resumeAtMs: retryAtMs });
    return { late, release };
  }

  test('is seen by a preview: it is busy, and nothing is read', async () => {
    const { late, release } = await lookEarly(() => worker.coordinator.refreshPreview());
    const reads = world.bamboo.reads;
    release();
    await expect(late).rejects.toMatchObject({ code: 'run-busy' });
    await worker.quiet();
    expect(world.bamboo.reads).toBe(reads);
    expect(await worker.deps.state.get('activity')).toMatchObject({ kind: 'import', phase: 'waiting' });
  });

  test('is seen by an automatic import that is due: it waits', async () => {
    await putFacts(worker.deps.pairs, settled);
    world.settings = { ...world.settings, automaticImports: true };
    const { late, release } = await lookEarly(() => worker.coordinator.tick());
    const reads = world.bamboo.reads;
    release();
    await late;
    await worker.quiet();
    expect(world.bamboo.reads).toBe(reads);
  });

  test('is not taken for another that was open before', async () => {
    const open = (id: string) => ({ ...aRun(id, world.clock.now(), { state: 'running' }), trigger: 'manual' as const });
    await worker.deps.runs.put(open('first'));
    const find = worker.deps.runs.openRun.bind(worker.deps.runs);
    vi.spyOn(worker.deps.runs, 'openRun').mockImplementationOnce(async () => {
      const seen = await find();
      await worker.deps.runs.put({ ...open('first'), state: 'done' });
      await worker.deps.runs.put(open('second'));
      return seen;
    });
    await worker.coordinator.tick();
    await worker.quiet();
    expect(await worker.deps.runs.openRun()).toMatchObject({ id: 'second' });
    expect(world.si.calls).toEqual([]);
  });
});

describe('an automatic import that is due while a preview is made', () => {
  test('is tried again within a minute, not only at the next tick', async () => {
    await putFacts(worker.deps.pairs, settled);
    await previewSeen(worker);
    world.settings = { ...world.settings, automaticImports: true };
    world.alarms.length = 0;
    await worker.coordinator.refreshPreview();
    await worker.coordinator.tick();
    await worker.quiet();
    expect(world.si.callsOf('writeFields')).toEqual([]);
    const [againMs = Number.POSITIVE_INFINITY] = world.alarms;
    expect(againMs - world.clock.now()).toBeLessThanOrEqual(60_000);

    world.clock.advance(Math.max(0, againMs - world.clock.now()));
    await worker.coordinator.tick();
    await worker.quiet();
    expect(world.si.callsOf('writeFields')).toHaveLength(1);
  });
});

describe('after a failure', () => {
  test('of a preview the cause is stored, the activity is idle, and the next preview takes the cause away', async () => {
    world.bamboo.failure = new AppError('bamboo-wrong-key', { status: 401 });
    await worker.coordinator.refreshPreview();
    await worker.quiet();

    expect(await worker.deps.state.get('preview-error')).toMatchObject({ error: { code: 'bamboo-wrong-key' } });
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
    expect(world.awake).toBe(0);
    world.bamboo.failure = undefined;
    await preview(worker);
    expect(await worker.deps.state.get('preview-error')).toBeUndefined();
  });

  test('of a preview the plan before it is still there', async () => {
    const { header } = await preview(worker);
    world.bamboo.failure = new AppError('offline');
    await worker.coordinator.refreshPreview();
    await worker.quiet();
    expect(await worker.deps.plans.header(header.id)).toBeDefined();
  });

  test.each<[string, () => Promise<void>, object]>([
    [
      'a setting is missing',
      async () => void (world.settings = { ...world.settings, bambooSubdomain: '' }),
      { code: 'settings-missing', context: { fields: ['bambooSubdomain'] } },
    ],
    [
      'both secrets are missing',
      async () => {
        await worker.deps.secrets.remove('bamboo-key');
        await worker.deps.secrets.remove('si-token');
      },
      { code: 'settings-missing', context: { fields: ['bambooKey', 'siToken'] } },
    ],
    [
      'a host is withheld',
      async () => void (world.withheld = ['bamboo']),
      { code: 'permission-missing', context: { fields: ['bamboo'] } },
    ],
  ])('because %s nothing is read', async (_why, change, error) => {
    await change();
    await worker.coordinator.refreshPreview();
    await worker.quiet();

    expect(await worker.deps.state.get('preview-error')).toMatchObject({ error });
    expect(world.bamboo.reads).toBe(0);
  });
});

describe('the activity', () => {
  test('says what, who, since when and how far, and is told to every page', async () => {
    const atMs = world.clock.now();
    const activity = await beginActivity(worker.deps, 'import', 'manual', 'r' as RunId);
    world.clock.advance(1_000);
    activity.phase('writing', 3, 10);
    world.announced.length = 0;
    await expect
      .poll(() => worker.deps.state.get('activity'))
      .toMatchObject({
        kind: 'import',
        trigger: 'manual',
        runId: 'r',
        phase: 'writing',
        done: 3,
        total: 10,
        startedAtMs: atMs,
        beatMs: atMs + 1_000,
      });
    await activity.end();
    expect(world.announced).toContain('activity');
  });

  test('is written a few times a second at most, but each phase and the end at once', async () => {
    const activity = await beginActivity(worker.deps, 'preview', 'manual');
    const set = vi.spyOn(worker.deps.state, 'set');
    for (let done = 1; done <= 1_000; done += 1) {
      world.clock.advance(1);
      activity.phase('writing', done, 1_000);
    }
    await activity.end();

    expect(set.mock.calls.length).toBeLessThanOrEqual(7);
    expect(set.mock.calls.some(([, value]) => 'done' in value && value.done === 1_000)).toBe(true);
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });

  test('that cannot be written does not end the work', async () => {
    vi.spyOn(worker.deps.state, 'set').mockImplementation(async (name) => {
      if (name === 'activity') throw new AppError('storage-quota');
    });
    const activity = await beginActivity(worker.deps, 'preview', 'manual');
    activity.phase('planning');
    await expect(activity.end()).resolves.toBeUndefined();
    expect(world.awake).toBe(0);
  });

  test('stays idle once it ended, whoever still wants to cancel', async () => {
    const activity = await beginActivity(worker.deps, 'import', 'manual');
    await Promise.all([activity.end(), activity.cancelling()]);
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });
});

describe('the lock of the browser', () => {
  /** Web Locks as far as we use them: one holder, `ifAvailable`, free once the work ended. */
  function createLocks() {
    const held = new Set<string>();
    return {
      async request(
        name: string,
        options: { ifAvailable: boolean },
        work: (lock: { name: string } | null) => Promise<unknown>,
      ) {
        expect(options).toEqual({ ifAvailable: true });
        if (held.has(name)) return work(null);
        held.add(name);
        try {
          return await work({ name });
        } finally {
          held.delete(name);
        }
      },
    } as unknown as LockManager;
  }

  test('answers as soon as the work has begun, refuses while it goes on, and is free afterwards', async () => {
    const lock = createWebLock(createLocks(), 'run');
    let finish: () => void = () => undefined;
    const work = new Promise<void>((resolve) => (finish = resolve));

    expect(await lock.tryStart(() => work)).toBe(true);
    expect(await lock.tryStart(() => expect.unreachable('two at once'))).toBe(false);
    finish();
    await expect.poll(() => lock.tryStart(async () => undefined)).toBe(true);
  });

  test('is free after work that failed, and the failure is not the starter’s', async () => {
    const lock = createWebLock(createLocks(), 'run');
    expect(await lock.tryStart(() => Promise.reject(new Error('x')))).toBe(true);
    await expect.poll(() => lock.tryStart(async () => undefined)).toBe(true);
  });

  test('that the browser refuses altogether is an error, not silence', async () => {
    const locks = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) } as unknown as LockManager;
    await expect(createWebLock(locks, 'run').tryStart(async () => undefined)).rejects.toThrow('no');
  });
});

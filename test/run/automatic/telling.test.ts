import { beforeEach, describe, expect, test } from 'vitest';
import { createTelling, type Shown, type Telling } from '../../../src/run/automatic/telling.ts';
import { AppError, type ErrorCode } from '../../../src/shared/app-error.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, previewSeen, settled, startWorker, type Worker, type World } from '../fakes/test-deps.ts';

let shown: Shown[];
let told: ErrorCode | undefined;
let sync: boolean;

beforeEach(() => {
  quietErrors();
  shown = [];
  told = undefined;
  sync = true;
});

/** One life of the worker: what was told is all that outlives it. */
function start(): Telling {
  return createTelling({
    show: async (each) => void shown.push(each),
    told: {
      get: async () => told,
      set: async (code) => {
        told = code;
      },
    },
    isSync: async () => sync,
  });
}

const refused = (code: ErrorCode) =>
  start()
    .watch(() => Promise.reject(new AppError(code)))
    .catch(() => undefined);

/** A database that takes what is written, or does not. */
function stateThat(fails?: ErrorCode, lastProblem?: { readonly atMs: number }): Worker['deps']['state'] {
  return {
    get: async (name: string) => (name === 'schedule' ? { lastProblem } : undefined) as never,
    set: async () => {
      if (fails) throw new AppError(fails);
    },
    clear: async () => undefined,
  };
}

describe('a database that cannot be opened', () => {
  test('is told once, however many ticks and workers meet it', async () => {
    for (let tick = 0; tick < 12; tick += 1) await refused('storage-failed');
    expect(shown).toEqual([{ kind: 'storage', code: 'storage-failed' }]);
  });

  test('is told by one of two ticks that meet it at once', async () => {
    const telling = start();
    const fail = () => telling.watch(() => Promise.reject(new AppError('storage-failed'))).catch(() => undefined);
    await Promise.all([fail(), fail()]);
    expect(shown).toHaveLength(1);
  });

  test('is told again when the cause is another: a full disk is told apart', async () => {
    await refused('storage-failed');
    await refused('storage-quota');
    expect(shown.map((each) => 'code' in each && each.code)).toEqual(['storage-failed', 'storage-quota']);
  });

  test('does not concern somebody who only looks at reviews', async () => {
    sync = false;
    await refused('storage-failed');
    expect(shown).toEqual([]);
  });

  test('still fails the tick', async () => {
    await expect(start().watch(() => Promise.reject(new AppError('storage-failed')))).rejects.toMatchObject({
      code: 'storage-failed',
    });
  });

  test('is no longer told of as soon as it takes something again; what else is wrong stays', async () => {
    await refused('storage-failed');
    await start().lookAgain({ state: stateThat() });
    await start().lookAgain({ state: stateThat() });
    expect(shown.slice(1)).toEqual([{ kind: 'storage-well', problem: false }]);
    await refused('storage-failed');
    await start().lookAgain({ state: stateThat(undefined, { atMs: 1 }) });
    expect(shown.slice(-1)).toEqual([{ kind: 'storage-well', problem: true }]);
  });

  test('stays told of while it opens and takes nothing', async () => {
    await refused('storage-quota');
    await start()
      .watch(() => start().lookAgain({ state: stateThat('storage-quota') }))
      .catch(() => undefined);
    expect(shown).toHaveLength(1);
    expect(told).toBe('storage-quota');
  });

  test('is not written to where nothing was told', async () => {
    await start().lookAgain({ state: stateThat('storage-failed') });
    expect(shown).toEqual([]);
  });
});

test('other trouble is handed on as it is, and a run that came through takes all away', async () => {
  const telling = start();
  telling.notify({ kind: 'failed', code: 'bamboo-wrong-key' });
  telling.notify({ kind: 'failed', code: 'storage-quota' });
  telling.notify({ kind: 'failed', code: 'storage-quota' });
  telling.notify({ kind: 'well' });
  await telling.lookAgain({ state: stateThat() });
  await telling.watch(async () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(shown).toEqual([
    { kind: 'failed', code: 'bamboo-wrong-key' },
    { kind: 'storage', code: 'storage-quota' },
    { kind: 'storage-well', problem: false },
    { kind: 'well' },
  ]);
});

describe('work whose database fails in the middle', () => {
  let world: World;
  let worker: Worker;

  beforeEach(async () => {
    world = await createWorld([anEmployee({ id: '1', title: 'New' })], [aSiUser({ id: 'u1', title: 'Old' })]);
    worker = startWorker(world);
    await worker.deps.pairs.putFacts(settled);
    await previewSeen(worker);
  });

  test.each<[string, (worker: Worker) => void]>([
    ['the attempt cannot be noted', ({ deps }) => void (deps.state.set = refuse)],
    ['the run cannot be opened', ({ deps }) => void (deps.runs.open = refuse)],
    ['what it came to cannot be stored', ({ deps }) => void (deps.runs.putPeople = refuse)],
  ])('says so though nothing can be stored about it: %s', async (_where, breakIt) => {
    world.settings = { ...world.settings, automaticImports: true };
    breakIt(worker);
    for (const name of ['put', 'putRow'] as const) worker.deps.runs[name] = refuse;
    await worker.coordinator.tick();
    await worker.quiet();
    expect(world.notices).toContainEqual({ kind: 'failed', code: 'storage-quota' });
  });

  test('says so for a preview by hand too: the page could not read why it failed', async () => {
    worker.deps.plans.save = refuse;
    worker.deps.state.set = refuse;
    await worker.coordinator.refreshPreview();
    await worker.quiet();
    expect(world.notices).toContainEqual({ kind: 'failed', code: 'storage-quota' });
  });

  function refuse(): Promise<never> {
    return Promise.reject(new AppError('storage-quota'));
  }
});

import { beforeEach, describe, expect, test } from 'vitest';
import { createScreen, type Screen, tellOn } from '../fakes/told.ts';
import type { LookDeps } from '../../../src/run/automatic/present-causes.ts';
import { AppError, type ErrorCode } from '../../../src/shared/app-error.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, previewSeen, settled, startWorker, type Worker, type World } from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

let screen: Screen;
let from: LookDeps;

beforeEach(async () => {
  quietErrors();
  screen = createScreen();
  from = startWorker(await createWorld([], [])).deps;
});

const start = () => tellOn(screen);
const ids = () => screen.shown.map(({ id }) => id);

const refused = (code: ErrorCode) =>
  start()
    .watch(() => Promise.reject(new AppError(code)))
    .catch(() => undefined);

/** What is looked at, in a database that takes nothing. */
function full(code: ErrorCode): LookDeps {
  const fail = () => Promise.reject(new AppError(code));
  return { ...from, state: { get: from.state.get, set: fail, change: fail, clear: fail } };
}

/** The last automatic import met trouble only an admin mends. */
async function withProblem(): Promise<void> {
  await from.settings.set({ ...(await from.settings.get()), automaticImports: true });
  const error = { code: 'bamboo-wrong-key', context: {} } as const;
  await from.state.set('schedule', { lastProblem: { atMs: 1, error } });
}

describe('a database that cannot be opened', () => {
  test('is told once, however many ticks and workers meet it', async () => {
    for (let tick = 0; tick < 12; tick += 1) await refused('storage-failed');
    expect(screen).toMatchObject({ badge: 'alarm', told: 'storage-failed' });
    expect(screen.shown).toEqual([
      {
        id: 'storage',
        en: "The browser's storage cannot be opened, so nothing can be imported. Restart the browser; click to see more.",
        de: 'Der Speicher des Browsers lässt sich nicht öffnen, deshalb kann nichts importiert werden. Starten Sie den Browser neu; ein Klick zeigt mehr.',
      },
    ]);
  });

  test('is told by one of two ticks that meet it at once', async () => {
    const telling = start();
    const fail = () => telling.watch(() => Promise.reject(new AppError('storage-failed'))).catch(() => undefined);
    await Promise.all([fail(), fail()]);
    expect(screen.shown).toHaveLength(1);
  });

  test('is told again when the cause is another: a full disk is told apart', async () => {
    await refused('storage-failed');
    await refused('storage-quota');
    expect(ids()).toEqual(['storage', 'storage']);
    expect(screen.shown.at(-1)).toMatchObject({
      en: 'The disk is full, so nothing can be imported. Free some disk space.',
      de: 'Die Festplatte ist voll, deshalb kann nichts importiert werden. Schaffen Sie Speicherplatz.',
    });
  });

  test('is told at a later tick when it could not be shown', async () => {
    screen.refuses = true;
    await refused('storage-failed');
    expect(screen).toMatchObject({ badge: 'alarm', told: undefined });
    screen.refuses = false;
    for (let tick = 0; tick < 3; tick += 1) await refused('storage-failed');
    expect(ids()).toEqual(['storage']);
  });

  test('does not concern somebody who only looks at reviews', async () => {
    screen.sync = false;
    await refused('storage-failed');
    expect(screen.shown).toEqual([]);
  });

  test('still fails the tick', async () => {
    await expect(start().watch(() => Promise.reject(new AppError('storage-failed')))).rejects.toMatchObject({
      code: 'storage-failed',
    });
  });

  test('is no longer told of as soon as it takes something again; what else is wrong stays', async () => {
    await refused('storage-failed');
    await start().lookAgain(from);
    expect(screen).toMatchObject({ badge: 'none', told: undefined, open: new Set() });
    await refused('storage-failed');
    await withProblem();
    await start().lookAgain(from);
    expect(screen).toMatchObject({ badge: 'alarm', open: new Set(['refused-key']) });
  });

  test('stays told of while it opens and takes nothing', async () => {
    await refused('storage-quota');
    await start()
      .watch(() => start().lookAgain(full('storage-quota')))
      .catch(() => undefined);
    start().changed(full('storage-quota'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ids()).toEqual(['storage']);
    expect(screen).toMatchObject({ badge: 'alarm', told: 'storage-quota' });
  });

  test('is not written to where nothing is to be told', async () => {
    await start().lookAgain(full('storage-failed'));
    expect(screen.shown).toEqual([]);
  });

  test('is told where nothing can be noted of what was told', async () => {
    await withProblem();
    await start().lookAgain(full('storage-quota'));
    expect(ids()).toEqual(['refused-key', 'storage']);
  });
});

test('a run that came through takes all away', async () => {
  const telling = start();
  await withProblem();
  telling.notify({ kind: 'failed', code: 'bamboo-wrong-key' }, from);
  telling.notify({ kind: 'failed', code: 'storage-quota' }, from);
  telling.notify({ kind: 'failed', code: 'storage-quota' }, from);
  await telling.lookAgain(from);
  expect(ids()).toEqual(['refused-key', 'storage']);
  await from.state.clear('schedule');
  telling.notify({ kind: 'well' }, from);
  await telling.lookAgain(from);
  expect(screen).toMatchObject({ badge: 'none', told: undefined, open: new Set() });
});

describe('work whose database fails in the middle', () => {
  let world: World;
  let worker: Worker;

  beforeEach(async () => {
    world = await createWorld([anEmployee({ id: '1', title: 'New' })], [aSiUser({ id: 'u1', title: 'Old' })]);
    worker = startWorker(world);
    await putFacts(worker.deps.pairs, settled);
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

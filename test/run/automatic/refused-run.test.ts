import { createScreen, type Screen, watchScreen } from '../fakes/told.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { testConnection } from '../../../src/admin/test-connection.ts';
import { refusalOf } from '../../../src/run/outcome/refusal.ts';
import { AppError, type ErrorCode } from '../../../src/shared/app-error.ts';
import { aJournalRow } from '../../builders/stored.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  previewSeen,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

const hourMs = 3_600_000;
const numbers = ['1', '2', '3', '4', '5', '6'];

let world: World;
let worker: Worker;
let screen: Screen;
let browser: ReturnType<typeof watchScreen>;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    numbers.map((id) => anEmployee({ id, title: Number(id) < 4 ? 'New' : 'Old' })),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  world.settings = { ...world.settings, automaticImports: true };
  worker = startWorker(world);
  screen = createScreen();
  browser = watchScreen(worker, screen);
  await putFacts(worker.deps.pairs, settled);
  await previewSeen(worker);
});

const intervals = async (count: number) => {
  for (let times = 0; times < count; times += 1) {
    world.clock.advance(3 * hourMs);
    await browser.tick();
  }
};
const refuse = (code: ErrorCode, about?: string) =>
  world.si.twist({ on: [...writeMethods], refuse: () => new AppError(code, { status: 403 }), ...(about && { about }) });
const schedule = () => worker.deps.state.get('schedule');
const facts = () => worker.deps.pairs.facts(acme);
const ids = () => screen.shown.map(({ id }) => id);

describe('a run of which every write was refused', () => {
  test('is a problem by its error, told with the second in a row, and stays one while nobody is tried', async () => {
    refuse('si-forbidden');
    await browser.tick();
    expect(await schedule()).toMatchObject({ lastProblem: { error: { code: 'si-forbidden' } }, failedInARow: 1 });
    expect((await schedule())?.lastSuccessMs).toBeUndefined();
    expect(screen.badge).toBe('alarm');
    await intervals(6);
    expect(ids()).toEqual(['failed']);
    expect(screen).toMatchObject({ badge: 'alarm', open: new Set(['failed']) });
    expect((await schedule())?.lastSuccessMs).toBeUndefined();
    expect((await facts()).lastSuccessMs).toBeUndefined();
    world.clock.advance(60_000);
    await preview(worker);
    await testConnection(worker.deps, {});
    await browser.settle();
    expect(screen.open).toContain('failed');

    world.si.behave();
    await intervals(9);
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
    expect((await facts()).lastSuccessMs).toBeDefined();
  });

  test('is one also after something else had failed in between', async () => {
    refuse('si-forbidden');
    await browser.tick();
    await intervals(1);
    world.bamboo.failure = new AppError('offline');
    await intervals(1);
    expect(screen.open).toEqual(new Set(['failed']));
    world.bamboo.failure = undefined;
    await intervals(1);
    expect(await schedule()).toMatchObject({ lastProblem: { error: { code: 'si-forbidden' } } });
    expect((await schedule())?.lastSuccessMs).toBeUndefined();
  });

  test('ends no suspension and accepts no loss of fields, automatic or by hand', async () => {
    const suspension = { untilMs: world.clock.now() - hourMs, looked: true } as const;
    const lostFields = { bamboo: ['location'], si: [] };
    const known = { ...settled, suspension, lostFields, unreadable: lostFields };
    world.bamboo.snapshot = { hiddenFields: ['location'] };
    await putFacts(worker.deps.pairs, known);
    refuse('si-forbidden');
    await browser.tick();
    expect(await facts()).toMatchObject({ suspension, lostFields, manualImportDone: true });
    await preview(worker);
    await importPlan(worker);
    expect(await facts()).toMatchObject({ suspension, lostFields });
    expect((await facts()).lastSuccessMs).toBeUndefined();
    world.si.behave();
    await preview(worker);
    await importPlan(worker);
    expect((await facts()).suspension).toBeUndefined();
    expect((await facts()).lastSuccessMs).toBeDefined();
  });

  test('and of one person alone is a matter of that person: nobody is alarmed, and it is no success', async () => {
    world.bamboo.employees = world.bamboo.employees.slice(2);
    world.si.users.delete('u1' as never);
    world.si.users.delete('u2' as never);
    refuse('si-rejected');
    await browser.tick();
    expect((await schedule())?.lastProblem).toBeUndefined();
    expect((await schedule())?.lastSuccessMs).toBeUndefined();
    expect(screen.badge).toBe('none');
  });

  test('but one is a success, and mends what stood before', async () => {
    refuse('si-forbidden');
    await browser.tick();
    world.si.behave();
    refuse('si-forbidden', 'u1');
    await intervals(1);
    expect((await schedule())?.lastProblem).toBeUndefined();
    expect((await schedule())?.lastSuccessMs).toBe(world.clock.now());
    expect(screen.badge).toBe('none');
  });
});

describe('the error of a run that wrote nothing', () => {
  const failed = (seq: number, code: ErrorCode) =>
    ({ ...aJournalRow('r', seq), state: 'failed', error: { code, context: {} } }) as const;

  test('is the commonest', () => {
    const rows = [failed(0, 'si-rejected'), failed(1, 'si-forbidden'), failed(2, 'si-forbidden')];
    expect(refusalOf(rows)?.code).toBe('si-forbidden');
  });

  test('is none where something was confirmed, or nothing was tried', () => {
    expect(refusalOf([])).toBeUndefined();
    expect(refusalOf([{ ...aJournalRow('r', 0), state: 'skipped', skip: 'already-so' }])).toBeUndefined();
    expect(refusalOf([failed(0, 'si-forbidden'), { ...aJournalRow('r', 1), state: 'confirmed' }])).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { AppError, type ErrorCode } from '../../../src/shared/app-error.ts';
import type { SiMethod } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, importPlan, preview, settled, startWorker, type Worker, type World } from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

let world: World;
let worker: Worker;

const error = (code: ErrorCode) => () => new AppError(code);
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

/** People 1…N and, for each stage, who is concerned by it. */
interface Facts {
  readonly size: number;
  readonly changed?: readonly string[];
  readonly left?: readonly string[];
  readonly back?: readonly string[];
  readonly fresh?: readonly string[];
  readonly moved?: readonly string[];
}

async function company({ size, changed = [], left = [], back = [], fresh = [], moved = [] }: Facts) {
  world = await createWorld(
    numbers(1, size).map((id) =>
      anEmployee({
        id,
        title: changed.includes(id) ? 'New' : 'Old',
        active: !left.includes(id),
        boss: moved.includes(id) ? String(size) : null,
      }),
    ),
    numbers(1, size)
      .filter((id) => !fresh.includes(id))
      .map((id) => aSiUser({ id: `u${id}`, title: 'Old', active: !back.includes(id) })),
  );
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
  const links = back.map((id) => ({
    employeeId: id as never,
    siUserId: `u${id}` as never,
    by: 'employee-id' as const,
    confirmedAtMs: 1,
    deactivatedByUs: true,
  }));
  await worker.deps.pairs.putLinks(settled.pair, links);
  await preview(worker);
}

const sizes = (...methods: SiMethod[]) => world.si.callsOf(...methods).map((call) => call.about.length);

describe('the first lock of sixty', () => {
  test('that times out is looked at before anybody else leaves', async () => {
    await company({ size: 200, left: numbers(1, 60) });
    world.si.twist({ on: 'lock', times: 1, lose: error('timeout') });
    const { run } = await importPlan(worker);
    const [first, second] = world.si.callsOf('lock');

    expect(run.counts).toMatchObject({ confirmed: 60, failed: 0, unknown: 0 });
    expect(sizes('lock')).toEqual([1, 50, 9]);
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(60_000);
  });

  test('that never arrived is sent again, alone', async () => {
    await company({ size: 200, left: numbers(1, 60) });
    world.si.twist({ on: 'lock', times: 1, refuse: error('timeout') });
    const { run } = await importPlan(worker);

    expect(run.counts).toMatchObject({ confirmed: 60 });
    expect(sizes('lock')).toEqual([1, 1, 50, 9]);
  });

  test('that is answered and not applied is followed by another single one', async () => {
    await company({ size: 200, left: numbers(1, 60) });
    world.si.twist({ on: 'lock', times: 2, ignore: true });
    const { run } = await importPlan(worker);

    expect(run.counts).toMatchObject({ confirmed: 58, failed: 2 });
    expect(sizes('lock')).toEqual([1, 1, 1, 50, 7]);
  });

  test('is followed by single ones for as long as none is applied, however few are left', async () => {
    await company({ size: 9, left: ['1', '2', '3'] });
    world.si.twist({ on: 'lock', ignore: true });
    const { run } = await importPlan(worker);

    expect(run.counts).toMatchObject({ confirmed: 0, failed: 3 });
    expect(sizes('lock')).toEqual([1, 1, 1]);
  });

  test('whose answer is lost and which emptied something is put right, and nobody else leaves', async () => {
    await company({ size: 200, left: numbers(1, 60) });
    world.si.twist({ on: 'lock', times: 1, lose: error('timeout'), blank: ['jobTitle'] });
    const { run } = await importPlan(worker);

    expect(run.cause).toMatchObject({ code: 'write-blanked-field', context: { operation: 'written-back' } });
    expect(sizes('lock')).toEqual([1]);
    expect(world.si.user('u1').jobTitle).toBe('Old');
  });
});

describe('the first of every other stage', () => {
  const stages: [string, SiMethod, Facts][] = [
    ['fields', 'writeFields', { size: 12, changed: numbers(1, 12) }],
    ['managers', 'writeManager', { size: 12, moved: numbers(1, 11) }],
    ['reactivations', 'unlock', { size: 12, back: numbers(1, 8) }],
    ['creations', 'create', { size: 20, fresh: numbers(1, 5) }],
  ];

  test.each(stages)('(%s) whose answer is lost is looked at before the next leaves', async (_stage, method, facts) => {
    await company(facts);
    world.si.twist({ on: method, times: 1, lose: error('timeout') });
    const { run } = await importPlan(worker);
    const [first, second] = world.si.callsOf(method);

    expect(run.counts).toMatchObject({ failed: 0, unknown: 0, skipped: 0 });
    // What was found to be done is not asked for again.
    expect(second?.about).not.toEqual(first?.about);
    expect(second?.atMs).toBeDefined();
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(60_000);
  });

  test.each(stages)('(%s) that nothing can be found out about is the last', async (_stage, method, facts) => {
    await company(facts);
    const reads: SiMethod[] = ['readUsers', 'findByLogin', 'findByExternalId'];
    const first = () => world.si.twist({ on: reads, refuse: error('timeout') });
    world.si.twist({ on: method, first, lose: error('timeout') });
    const { run } = await importPlan(worker);

    expect(world.si.callsOf(method)).toHaveLength(1);
    expect(run).toMatchObject({ state: 'failed', cause: { code: 'timeout' } });
    expect(run.counts).toMatchObject({ confirmed: 0, unknown: 1, failed: 0, pending: 0 });
  });
});

describe('the first mail', () => {
  test('whose answer is lost is followed by another single one', async () => {
    await company({ size: 30, fresh: numbers(1, 5) });
    world.settings = { ...world.settings, automaticImports: true, sendPasswordEmails: true };
    let running = 0;
    const beside: number[] = [];
    const send = world.si.sendPasswordEmail;
    world.si.sendPasswordEmail = async (...args) => {
      running += 1;
      beside.push(running);
      await new Promise((resolve) => setTimeout(resolve, 3));
      await send(...args).finally(() => {
        running -= 1;
      });
    };
    world.si.twist({ on: 'sendPasswordEmail', times: 2, lose: error('timeout') });
    await worker.coordinator.tick();
    await worker.quiet();

    expect(beside.slice(0, 3)).toEqual([1, 1, 1]);
    expect(world.si.mailed).toHaveLength(5);
    const unknown = (await worker.deps.pairs.uninformed(settled.pair)).filter((row) => row.unknown);
    expect(unknown).toHaveLength(2);
  });
});

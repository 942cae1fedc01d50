import { beforeEach, describe, expect, test } from 'vitest';
import { noteAccess } from '../../src/admin/note-proven.ts';
import { readStatus } from '../../src/admin/status.ts';
import { presentCauses } from '../../src/run/automatic/present-causes.ts';
import type { ErrorCode } from '../../src/shared/app-error.ts';
import { anEmployee, aSiUser } from '../run/fakes/people.ts';
import { createWorld, startWorker, type Worker, type World } from '../run/fakes/test-deps.ts';

let world: World;
let worker: Worker;

beforeEach(async () => {
  world = await createWorld([anEmployee({ id: '1' })], [aSiUser({ id: 'u1' })]);
  world.settings = { ...world.settings, automaticImports: true };
  world.withheld = ['si'];
  worker = startWorker(world);
});

const meet = async (code: ErrorCode) => {
  await worker.deps.state.set('schedule', { lastProblem: { error: { code, context: {} }, atMs: world.clock.now() } });
  world.clock.advance(60_000);
};
const problems = async () => (await readStatus(worker.deps)).problems?.map(({ error }) => error?.code);
const causes = async () => (await presentCauses(worker.deps)).map(({ id }) => id);

describe('access the browser withheld', () => {
  test('is no trouble any more as soon as it is granted, on the badge and in Health', async () => {
    await meet('permission-missing');
    await noteAccess(worker.deps);
    expect([await problems(), await causes()]).toEqual([['permission-missing'], ['access-withheld']]);

    world.withheld = [];
    world.announced.length = 0;
    await noteAccess(worker.deps);
    expect([await problems(), await causes()]).toEqual([[], []]);
    expect(world.announced).toContain('schedule');
  });

  test('is none in Health even before the browser has told of it', async () => {
    await meet('permission-missing');
    world.withheld = [];
    expect(await problems()).toEqual([]);
  });

  test('counts as trouble again when a later attempt meets it', async () => {
    await meet('permission-missing');
    world.withheld = [];
    await noteAccess(worker.deps);
    world.withheld = ['bamboo'];
    await meet('permission-missing');
    expect([await problems(), await causes()]).toEqual([['permission-missing'], ['access-withheld']]);
  });

  test('says nothing about keys when it is granted', async () => {
    await meet('si-wrong-token');
    world.withheld = [];
    await noteAccess(worker.deps);
    expect(await problems()).toEqual(['si-wrong-token']);
  });
});

import { beforeEach, expect, test } from 'vitest';
import type { SiUserId } from '../../../../src/domain/ids.ts';
import { AppError, type ErrorCode } from '../../../../src/shared/app-error.ts';
import { quietErrors } from '../../../quiet-errors.ts';
import { anEmployee, aSiUser } from '../../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../../fakes/test-deps.ts';
import { putFacts } from '../../../put-facts.ts';

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ['1', '2'].map((id) => anEmployee({ id })),
    [aSiUser({ id: 'u1' })],
  );
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
  await preview(worker);
});

const refuse = (code: ErrorCode) => () => new AppError(code);
const turnUp = () =>
  void world.si.users.set('late' as SiUserId, aSiUser({ id: 'late', employeeId: null, email: 'p2@acme.com' }));
const turnUpBeforeItIsMade = () => world.si.twist({ on: 'findByExternalId', times: 1, first: turnUp });

async function outcome() {
  const { person } = await importPlan(worker);
  const { outcome: is, skip, error } = person('e:2') ?? {};
  return [is, skip ?? error?.code];
}

async function listedAfterLooking() {
  await preview(worker);
  return (await worker.deps.pairs.uninformed(acme)).map(({ siUserId, why }) => [siUserId, why]);
}

/** Sent, and neither an answer nor a reading tells what came of it. */
async function leaveOpen() {
  world.si.twist({ on: 'create', times: 1, refuse: refuse('timeout') });
  world.si.twist({ on: 'findByExternalId', after: 1, times: 20, refuse: refuse('si-unavailable') });
  expect((await outcome())[0]).toBe('unknown');
  world.si.behave();
}

test('whoever turns up after a creation without a known outcome is listed', async () => {
  await leaveOpen();
  turnUp();
  expect(await listedAfterLooking()).toEqual([['late', 'created']]);
});

test('whoever turns up just before the next import would make them is listed as well', async () => {
  await leaveOpen();
  expect(await listedAfterLooking()).toEqual([]);
  turnUpBeforeItIsMade();
  expect(await outcome()).toEqual(['skipped', 'already-so']);
  expect(await listedAfterLooking()).toEqual([['late', 'created']]);
});

test('whoever turns up after a creation that was not found, and not sent again, is listed', async () => {
  world.si.twist({ on: 'create', times: 1, refuse: refuse('timeout') });
  world.si.twist({ on: 'create', times: 1, refuse: refuse('si-wrong-token') });
  expect(await outcome()).toEqual(['failed', 'si-wrong-token']);
  turnUp();
  expect(await listedAfterLooking()).toEqual([['late', 'created']]);
});

test('whoever Small Improvements said to have made, and shows only later, is listed', async () => {
  world.si.twist({ on: 'create', times: 1, ignore: true });
  expect(await outcome()).toEqual(['failed', 'write-not-confirmed']);
  turnUp();
  expect(await listedAfterLooking()).toEqual([['late', 'created']]);
});

test('whoever somebody else made is not listed', async () => {
  turnUpBeforeItIsMade();
  expect(await outcome()).toEqual(['skipped', 'already-so']);
  expect(await listedAfterLooking()).toEqual([]);
});

test('whoever Small Improvements refused to make, and somebody makes by hand, is not listed', async () => {
  world.si.twist({ on: 'create', times: 1, refuse: refuse('si-rejected') });
  expect(await outcome()).toEqual(['failed', 'si-rejected']);
  turnUp();
  expect(await listedAfterLooking()).toEqual([]);
});

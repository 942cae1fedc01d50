import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  runOf,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

let world: World;
let worker: Worker;

const minuteMs = 60_000;
const numbers = Array.from({ length: 20 }, (_, index) => String(index + 1));

/** 2 has another title, no location any more, and moves below 1; 3 and 4 move as well; 5 is back; 6, 7 and 8 leave. */
beforeEach(async () => {
  quietErrors();
  const isBack = (id: string) => id === '5';
  world = await createWorld(
    numbers.map((id) =>
      anEmployee({
        id,
        title: id === '2' ? 'New' : 'Old',
        boss: ['2', '3', '4'].includes(id) ? '1' : null,
        active: !['6', '7', '8'].includes(id),
      }),
    ),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Old', active: !isBack(id) })),
  );
  for (const id of numbers) {
    world.bamboo.change(id, { location: id === '2' ? null : 'Rome' });
    world.si.change(`u${id}`, { location: 'Rome' });
  }
  world.settings = { ...world.settings, emptyMeansEmpty: ['location'] };
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
  const isOurs = { by: 'employee-id', confirmedAtMs: 1, deactivatedByUs: true } as const;
  await worker.deps.pairs.putLinks(acme, [{ ...isOurs, employeeId: '5' as never, siUserId: 'u5' as never }]);
  await preview(worker);
});

const blanked = async () => (await worker.deps.pairs.facts(acme)).blanked;

describe('the profile a canary is compared with', () => {
  test('lacks what this run emptied by a write whose answer was lost', async () => {
    world.si.twist({ on: 'writeFields', about: 'u2', times: 1, lose: () => new AppError('timeout') });
    const { run } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'done', counts: { failed: 0, skipped: 0, unknown: 0 } });
    expect(world.si.user('u2')).toMatchObject({ location: null, managerId: 'u1' });
    expect(await blanked()).toBeUndefined();
  });

  test('lacks what this run emptied by a write of which Small Improvements did not take every key', async () => {
    world.si.twist({ on: 'writeFields', about: 'u2', drop: ['jobTitle'] });
    const { run, outcomes, person } = await importPlan(worker);

    expect(run.state).toBe('done');
    expect(outcomes['e:2']).toBe('partly');
    expect(person('e:2')?.error).toMatchObject({ code: 'write-not-confirmed', context: { fields: ['jobTitle'] } });
    expect(world.si.user('u2')).toMatchObject({ location: null, managerId: 'u1' });
    expect(await blanked()).toBeUndefined();
  });

  test.each([
    ['reactivations', 'u5', 'writeFields'],
    ['managers', 'u2', 'unlock'],
    ['deactivations', 'u6', 'writeManager'],
  ] as const)(
    'lacks what somebody empties at Small Improvements while the import runs (%s)',
    async (_stage, id, on) => {
      world.si.twist({ on, times: 1, first: () => world.si.change(id, { lastName: null }) });
      const { run } = await importPlan(worker);

      expect(run).toMatchObject({ state: 'done', counts: { failed: 0, skipped: 0, unknown: 0 } });
      expect(world.si.user(id).lastName).toBeNull();
      expect(await blanked()).toBeUndefined();
    },
  );

  test('is read once for each canary, and not for who follows', async () => {
    await importPlan(worker);

    // Of managers the chart is read before the stage, of locks the accounts after each request.
    expect(world.si.callsOf('readUsers').map(({ about }) => about)).toEqual([
      ['u5'],
      ['u5'],
      ['u2', 'u3', 'u4'],
      ['u2'],
      ['u6'],
      ['u6'],
      ['u7', 'u8'],
    ]);
  });
});

describe('a canary whose profile cannot be read', () => {
  const sentTo = () => world.si.callsOf('lock').map(({ about }) => about);
  const journalOf = async (id: string) => (await worker.deps.runs.journal(id as never)).at(-3);

  test('until an instant Small Improvements names is not sent before: the run rests', async () => {
    const retryAtMs = world.clock.now() + 10 * minuteMs;
    world.si.twist({ on: 'readUsers', about: 'u6', refuse: () => new AppError('si-rate-limited', { retryAtMs }) });
    const { run } = await importPlan(worker);
    expect(run).toMatchObject({ state: 'running', resumeAtMs: retryAtMs });
    expect(sentTo()).toEqual([]);
    expect(await journalOf(run.id)).toMatchObject({ operation: { stage: 'deactivate' }, state: 'pending' });

    world.si.behave();
    world.clock.advance(11 * minuteMs);
    await worker.coordinator.tick();
    await worker.quiet();
    expect((await runOf(worker, run.id)).run).toMatchObject({ state: 'done', counts: { failed: 0, skipped: 0 } });
    expect(sentTo()).toEqual([['u6'], ['u7', 'u8']]);
  });

  test.each(['si-forbidden', 'timeout', 'si-bad-shape'] as const)(
    'for another reason (%s) fails without being sent, and another person goes first',
    async (code) => {
      world.si.twist({ on: 'readUsers', about: 'u6', refuse: () => new AppError(code) });
      const { run, outcomes, person } = await importPlan(worker);

      expect(run).toMatchObject({ state: 'done', counts: { failed: 1, unknown: 0 } });
      expect(person('e:6')?.error?.code).toBe(code);
      expect(outcomes).toMatchObject({ 'e:6': 'failed', 'e:7': 'confirmed', 'e:8': 'confirmed' });
      expect((await journalOf(run.id))?.sentAtMs).toBeUndefined();
      expect(sentTo()).toEqual([['u7'], ['u8']]);
      expect(world.si.user('u6').active).toBe(true);
    },
  );

  test('because Small Improvements does not show the account fails without being sent', async () => {
    world.si.twist({ on: 'unlock', times: 1, first: () => void world.si.users.delete('u6' as never) });
    const { person } = await importPlan(worker);

    expect(person('e:6')).toMatchObject({ outcome: 'failed', error: { code: 'si-not-found' } });
    expect(sentTo()).toEqual([['u7'], ['u8']]);
  });
});

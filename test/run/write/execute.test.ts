import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PersonOutcome, RunPerson } from '../../../src/domain/run.ts';
import { AppError, type ErrorCode } from '../../../src/shared/app-error.ts';
import type { SiUserId } from '../../../src/domain/ids.ts';
import { NOT_OFFERED } from '../../../src/domain/cell.ts';
import type { SiUser } from '../../../src/domain/people.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  runOf,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';

let world: World;
let worker: Worker;

const error =
  (code: ErrorCode, context = {}) =>
  () =>
    new AppError(code, context);
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

/** A company of people 1…N; `changed` have a new title, `left` are inactive, `fresh` have no account yet. */
async function company(facts: {
  size: number;
  changed?: string[];
  left?: string[];
  fresh?: string[];
  bosses?: Record<string, string>;
}) {
  const { changed = [], left = [], fresh = [], bosses = {} } = facts;
  world = await createWorld(
    numbers(1, facts.size).map((id) =>
      anEmployee({
        id,
        title: changed.includes(id) ? 'New' : 'Old',
        active: !left.includes(id),
        boss: bosses[id] ?? null,
      }),
    ),
    numbers(1, facts.size)
      .filter((id) => !fresh.includes(id))
      .map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  worker = startWorker(world);
  await preview(worker);
}

/** What SI holds of the people with this outcome. */
function titlesOf(people: readonly RunPerson[], outcome: PersonOutcome) {
  const concerned = people.filter((person) => person.outcome === outcome);
  return new Set(concerned.map((person) => world.si.user(String(person.siUserId)).jobTitle));
}

beforeEach(() => {
  quietErrors();
});

describe('the progress', () => {
  test('says who is being written, and nobody once it is over', async () => {
    await company({ size: 9, changed: numbers(1, 3) });
    const shown: unknown[] = [];
    const set = vi.spyOn(worker.deps.state, 'set').mockImplementation(async (key, value) => {
      if (key === 'activity') shown.push((value as { readonly name?: string }).name);
    });
    const { run, people } = await importPlan(worker);
    set.mockRestore();
    expect(run.counts.confirmed).toBe(3);
    const said = shown.filter((name) => name !== undefined);
    expect(said.length).toBeGreaterThan(0);
    expect(people.map(({ name }) => name)).toEqual(expect.arrayContaining(said));
    expect(shown.at(-1)).toBeUndefined();
  });
});

describe('one bad person', () => {
  test('does not stop the others', async () => {
    await company({ size: 9, changed: numbers(1, 9) });
    world.si.twist({
      on: 'writeFields',
      about: 'u4',
      refuse: error('si-rejected', { status: 400, operation: 'si.write-fields' }),
    });
    const { run, outcomes, person } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'done', cause: undefined });
    expect(run.counts).toEqual({ confirmed: 8, failed: 1, skipped: 0, unknown: 0, pending: 0 });
    expect(outcomes['e:4']).toBe('failed');
    expect(person('e:4')?.error).toEqual({
      code: 'si-rejected',
      context: { status: 400, operation: 'si.write-fields' },
    });
  });

  test('whose field SI silently drops is failed, naming the field', async () => {
    await company({ size: 3, changed: ['1', '2', '3'] });
    world.si.twist({ on: 'writeFields', about: 'u2', drop: ['jobTitle'] });
    const { run, person } = await importPlan(worker);

    expect(run.counts).toMatchObject({ confirmed: 2, failed: 1 });
    expect(person('e:2')?.error).toEqual({
      code: 'write-not-confirmed',
      context: { operation: 'fields', fields: ['jobTitle'] },
    });
  });

  test('whom SI would not lock is failed, the others of the batch confirmed', async () => {
    await company({ size: 9, left: ['1', '2', '3'] });
    world.si.twist({ on: 'lock', first: () => world.si.change('u3', { admin: true }) });
    const lock = world.si.lock;
    world.si.lock = (ids, options) =>
      lock(
        ids.filter((id) => id !== 'u3'),
        options,
      );
    const { run, outcomes, person } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:1': 'confirmed', 'e:2': 'confirmed', 'e:3': 'failed' });
    expect(person('e:3')?.error?.code).toBe('write-not-confirmed');
    expect(run.counts).toMatchObject({ confirmed: 2, failed: 1 });
  });

  test('whom SI refuses to lock keeps nobody else of the batch from it', async () => {
    await company({ size: 12, left: ['1', '2', '3', '4'] });
    world.si.twist({ on: 'lock', about: 'u3', refuse: error('si-rejected') });
    const { outcomes, person } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:1': 'confirmed', 'e:2': 'confirmed', 'e:3': 'failed', 'e:4': 'confirmed' });
    expect(person('e:3')?.error?.code).toBe('si-rejected');
    expect(world.si.callsOf('lock').map((call) => call.about)).toEqual([
      ['u1'],
      ['u2', 'u3', 'u4'],
      ['u2'],
      ['u3'],
      ['u4'],
    ]);
  });

  test('of whom a part was confirmed is partly imported and counts as failed', async () => {
    await company({ size: 4, changed: ['2'], bosses: { '2': '1' } });
    world.si.twist({ on: 'writeManager', refuse: error('si-rejected') });
    const { run, outcomes } = await importPlan(worker);

    expect(outcomes['e:2']).toBe('partly');
    expect(run.counts).toMatchObject({ confirmed: 0, failed: 1 });
  });

  test('whose email comes back in other letters is confirmed', async () => {
    await company({ size: 3 });
    world.bamboo.change('2', { workEmail: 'Jane.Doe@Acme.com' });
    await preview(worker);
    const writeFields = world.si.writeFields;
    world.si.writeFields = (id, values, options) =>
      writeFields(id, { ...values, workEmail: values.workEmail?.toLowerCase() ?? null }, options);
    const { outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:2': 'confirmed' });
  });
});

describe('what makes everything stop', () => {
  test.each<ErrorCode>(['si-wrong-token', 'si-api-not-enabled', 'si-wrong-address'])(
    '%s: the rest is skipped, with the cause',
    async (code) => {
      await company({ size: 12, changed: numbers(1, 12) });
      world.si.twist({ on: 'writeFields', after: 2, refuse: error(code, { status: 401 }) });
      const { run, people } = await importPlan(worker);

      expect(run).toMatchObject({ state: 'failed', cause: { code, context: { status: 401 } } });
      expect(run.counts.confirmed).toBe(2);
      expect(run.counts.pending + run.counts.unknown).toBe(0);
      expect(run.counts.failed).toBeLessThanOrEqual(4);
      const skipped = people.filter((person) => person.outcome === 'skipped');
      expect(skipped).toHaveLength(10 - run.counts.failed);
      expect(new Set(skipped.map((person) => person.skip))).toEqual(new Set(['run-stopped']));
      expect(world.si.callsOf('writeFields').length).toBeLessThanOrEqual(6);
    },
  );

  test('a token refused only when reading back does not make a done deed undone', async () => {
    await company({ size: 9, left: ['1', '2'] });
    // The first reading is of the canary's profile, before anything is sent.
    world.si.twist({ on: 'readUsers', after: 1, times: 1, refuse: error('si-wrong-token') });
    const { outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:1': 'confirmed', 'e:2': 'confirmed' });
    expect(world.si.callsOf('lock')).toHaveLength(2);
  });

  test('a rate limit met only when looking for the new account does not make it an account of others', async () => {
    await company({ size: 6, fresh: ['6'] });
    const create = world.si.create;
    world.si.create = async (values, options) => {
      await create(values, options);
      world.si.twist({ on: 'findByLogin', times: 1, refuse: error('si-rate-limited') });
      return undefined;
    };
    const { outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:6': 'confirmed' });
    expect(world.si.invited).toEqual(['p6@acme.com']);
    expect(world.si.user('new p6@acme.com').jobTitle).toBe('Old');
  });
});

describe('when SI stops answering in the middle', () => {
  test.each([
    ['requests get lost on their way', 'refuse'],
    ['requests arrive but answers get lost', 'lose'],
  ] as const)('and %s, the run says exactly what is known of whom', async (_how, how) => {
    await company({ size: 20, changed: numbers(1, 20) });
    world.si.twist({ on: [...writeMethods], after: 6, [how]: error('timeout') });
    world.si.twist({ on: 'readUsers', refuse: error('timeout') });
    const { run, people } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'failed', cause: { code: 'timeout' } });
    expect(run.counts.confirmed).toBe(6);
    expect(run.counts.pending + run.counts.failed).toBe(0);
    expect(run.counts.unknown).toBe(world.si.callsOf('writeFields').length - 6);
    expect(run.counts.confirmed + run.counts.unknown + run.counts.skipped).toBe(20);
    expect(titlesOf(people, 'confirmed')).toEqual(new Set(['New']));
    expect(titlesOf(people, 'skipped')).toEqual(new Set(['Old']));
    const causes = people.filter((person) => person.outcome === 'unknown').map((person) => person.error?.code);
    expect(new Set(causes)).toEqual(new Set(['timeout']));
  });

  test('it is asked no more than a handful of times', async () => {
    await company({ size: 40, changed: numbers(1, 40) });
    world.si.twist({ on: 'writeFields', refuse: error('offline') });
    world.si.twist({ on: 'readUsers', refuse: error('offline') });
    await importPlan(worker);

    expect(world.si.callsOf('writeFields').length).toBeLessThanOrEqual(8);
    expect(world.si.callsOf('readUsers')).toHaveLength(1);
  });

  test('and comes back within the minute, what was applied is confirmed and the rest named', async () => {
    await company({ size: 20, changed: numbers(1, 20) });
    world.si.twist({ on: 'writeFields', after: 6, lose: error('timeout') });
    const { run } = await importPlan(worker);

    expect(run.state).toBe('failed');
    expect(run.counts.unknown).toBe(0);
    expect(run.counts.confirmed).toBe(world.si.callsOf('writeFields').length);
  });

  test('in the middle of a batch of locks, nothing is claimed of anybody in it', async () => {
    await company({ size: 200, left: numbers(1, 60) });
    world.si.twist({ on: 'lock', after: 1, lose: error('offline') });
    // The canary is read before and after.
    world.si.twist({ on: 'readUsers', after: 2, refuse: error('offline') });
    const { run } = await importPlan(worker);

    expect(run.counts).toMatchObject({ confirmed: 1, unknown: 59, pending: 0, failed: 0, skipped: 0 });
    expect(world.si.callsOf('readUsers').length).toBeLessThanOrEqual(4);
  });
});

describe('a profile that cannot be read before it is written', () => {
  /** Of these people; of all of them where nobody is named. */
  function unreadable(...ids: readonly string[]) {
    const { writeFields } = world.si;
    world.si.writeFields = async (id, ...rest) => {
      if (ids.length === 0 || ids.includes(id)) throw new AppError('offline');
      return writeFields(id, ...rest);
    };
  }

  test('fails its person with the cause: nothing was sent, and nothing has to be found out', async () => {
    await company({ size: 9, changed: numbers(1, 9) });
    unreadable('u4', 'u6');
    const { run, person } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'done', counts: { confirmed: 7, failed: 2, skipped: 0, unknown: 0 } });
    expect(person('e:4')?.error).toEqual({ code: 'offline', context: {} });
    expect(world.si.callsOf('readUsers')).toHaveLength(0);
  });

  test('ends the run when it happens five times in a row', async () => {
    await company({ size: 9, changed: numbers(1, 9) });
    unreadable();
    const { run } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'failed', cause: { code: 'offline' }, counts: { failed: 5, skipped: 4 } });
  });
});

describe('an open outcome', () => {
  test('is looked at no sooner than 60 s after sending, and counts confirmed when it was applied', async () => {
    await company({ size: 3, changed: ['2'] });
    world.si.twist({ on: 'writeFields', times: 1, lose: error('timeout') });
    const { run, outcomes } = await importPlan(worker);
    const [sent] = world.si.callsOf('writeFields');
    const [read] = world.si.callsOf('readUsers');

    expect(outcomes).toEqual({ 'e:2': 'confirmed' });
    expect(run.state).toBe('done');
    expect((read?.atMs ?? 0) - (sent?.atMs ?? 0)).toBeGreaterThanOrEqual(60_000);
    expect(world.si.callsOf('writeFields')).toHaveLength(1);
  });

  test('that proves not applied is sent again, once', async () => {
    await company({ size: 3, changed: ['2'] });
    world.si.twist({ on: 'writeFields', times: 1, refuse: error('timeout') });
    const { outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:2': 'confirmed' });
    expect(world.si.callsOf('writeFields')).toHaveLength(2);
    expect(world.si.user('u2').jobTitle).toBe('New');
  });

  test('that stays open after the second sending is unknown', async () => {
    await company({ size: 3, changed: ['2'] });
    world.si.twist({ on: 'writeFields', refuse: error('timeout') });
    const { run, outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:2': 'unknown' });
    expect(run).toMatchObject({ state: 'done', counts: { unknown: 1, confirmed: 0 } });
    expect(world.si.callsOf('writeFields')).toHaveLength(2);
  });

  test('is not taken for applied where SI does not show the value', async () => {
    await company({ size: 3, changed: ['2'] });
    world.si.twist({ on: 'writeFields', times: 1, refuse: error('timeout') });
    const readUsers = world.si.readUsers;
    world.si.readUsers = async (ids) =>
      (await readUsers(ids)).map((user): SiUser => ({ ...user, jobTitle: NOT_OFFERED }));
    const { outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:2': 'confirmed' });
    expect(world.si.user('u2').jobTitle).toBe('New');
  });

  test('does not cost those their turn who wait for it', async () => {
    await company({ size: 4, bosses: { '2': '1', '3': '2', '4': '3' } });
    world.si.twist({ on: 'writeManager', about: 'u2', times: 1, lose: error('timeout') });
    const { run, outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:2': 'confirmed', 'e:3': 'confirmed', 'e:4': 'confirmed' });
    expect(run.state).toBe('done');
    expect(world.si.callsOf('writeManager').map(({ about: [id] }) => id)).toEqual(['u2', 'u3', 'u4']);
    expect(world.si.user('u4').managerId).toBe('u3');
  });

  test('that stays open leaves those who wait for it waiting, with the name', async () => {
    await company({ size: 4, bosses: { '2': '1', '3': '2', '4': '3' } });
    world.si.twist({ on: 'writeManager', about: 'u2', refuse: error('timeout') });
    const { run, outcomes, person } = await importPlan(worker);

    expect(run.state).toBe('done');
    expect(outcomes).toEqual({ 'e:2': 'unknown', 'e:3': 'skipped', 'e:4': 'skipped' });
    expect(person('e:3')).toMatchObject({ skip: 'waits-for', skipName: 'First2 Last2' });
    expect(person('e:4')).toMatchObject({ skip: 'waits-for', skipName: 'First3 Last3' });
  });

  test('shows a sign of life at least every 25 s while it is waited for', async () => {
    await company({ size: 3, changed: ['2'] });
    world.si.twist({ on: 'writeFields', times: 1, lose: error('timeout') });
    const beats: number[] = [];
    const set = vi.spyOn(worker.deps.state, 'set');
    await importPlan(worker);
    for (const [name, value] of set.mock.calls) if (name === 'activity' && 'beatMs' in value) beats.push(value.beatMs);

    const gaps = beats.slice(1).map((beat, index) => beat - (beats[index] ?? 0));
    expect(beats.length).toBeGreaterThan(4);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(25_000);
  });
});

describe('a creation', () => {
  test('looks the person up first, by ID and by login, and makes nobody twice', async () => {
    await company({ size: 6, fresh: ['6'] });
    world.si.twist({
      on: 'findByExternalId',
      times: 1,
      first: () =>
        void world.si.users.set('other' as SiUserId, aSiUser({ id: 'other', employeeId: null, email: 'P6@acme.com' })),
    });
    const { outcomes, person } = await importPlan(worker);

    expect(world.si.invited).toEqual([]);
    expect(outcomes).toEqual({ 'e:6': 'skipped' });
    expect(person('e:6')?.skip).toBe('already-so');
  });

  test('whose answer got lost is found by its login and not made again', async () => {
    await company({ size: 6, fresh: ['6'] });
    world.si.twist({ on: 'create', times: 1, lose: error('timeout') });
    const { outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:6': 'confirmed' });
    expect(world.si.invited).toEqual(['p6@acme.com']);
    expect(world.si.user('new p6@acme.com')).toMatchObject({ jobTitle: 'Old', externalId: '6' });
  });

  test('that got lost on its way is made once', async () => {
    await company({ size: 6, fresh: ['6'] });
    world.si.twist({ on: 'create', times: 1, refuse: error('timeout') });
    const { outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:6': 'confirmed' });
    expect(world.si.invited).toEqual(['p6@acme.com']);
  });

  test('that turns up only when it is to be sent again is ours: not made twice, and informed once', async () => {
    await company({ size: 6, fresh: ['6'] });
    world.si.twist({ on: 'create', times: 1, refuse: error('timeout') });
    world.si.twist({
      on: 'findByExternalId',
      after: 2,
      times: 1,
      first: () =>
        void world.si.users.set('late' as SiUserId, aSiUser({ id: 'late', employeeId: null, email: 'p6@acme.com' })),
    });
    const { outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:6': 'confirmed' });
    expect(world.si.invited).toEqual([]);
    expect(world.si.user('late')).toMatchObject({ externalId: '6' });
    expect(await worker.deps.pairs.uninformed(acme)).toMatchObject([{ siUserId: 'late', why: 'created' }]);
  });

  test('nobody can find afterwards is not claimed', async () => {
    await company({ size: 6, fresh: ['6'] });
    world.si.twist({ on: 'create', ignore: true });
    const { run, person } = await importPlan(worker);

    expect(run.counts).toMatchObject({ confirmed: 0, failed: 1 });
    expect(person('e:6')?.error?.code).toBe('write-not-confirmed');
  });

  test('that fails leaves those who were to report to the newcomer waiting, with the name', async () => {
    await company({ size: 7, fresh: ['6'], bosses: { '2': '6', '3': '2' } });
    world.si.twist({ on: 'create', refuse: error('si-rejected') });
    const { outcomes, person } = await importPlan(worker);

    expect(outcomes).toMatchObject({ 'e:6': 'failed', 'e:2': 'skipped', 'e:3': 'skipped' });
    expect(person('e:2')).toMatchObject({ skip: 'waits-for', skipName: 'First6 Last6' });
    expect(person('e:3')).toMatchObject({ skip: 'waits-for', skipName: 'First2 Last2' });
    expect(world.si.callsOf('writeManager')).toEqual([]);
  });

  test('gives its account to managers and values that follow', async () => {
    await company({ size: 7, fresh: ['5', '6'], bosses: { '5': '6', '2': '5', '6': '1' } });
    await importPlan(worker);

    expect(world.si.user('u2').managerId).toBe('new p5@acme.com');
    expect(world.si.user('new p5@acme.com').managerId).toBe('new p6@acme.com');
    expect(world.si.user('new p6@acme.com').managerId).toBe('u1');
  });
});

describe('the order of writing', () => {
  test('a manager is written only after all above have theirs', async () => {
    await company({
      size: 30,
      bosses: Object.fromEntries(numbers(2, 30).map((id) => [id, String(Math.floor(Number(id) / 2))])),
    });
    await importPlan(worker);
    const order = world.si.callsOf('writeManager').map((call) => call.about[0]);

    for (const id of numbers(4, 30)) {
      const boss = `u${Math.floor(Number(id) / 2)}`;
      expect(order.indexOf(boss)).toBeLessThan(order.indexOf(`u${id}`));
    }
  });

  test('an email is released before it is taken', async () => {
    await company({ size: 4 });
    world.bamboo.change('1', { workEmail: 'p2@acme.com' });
    world.bamboo.change('2', { workEmail: 'p3@acme.com' });
    world.bamboo.change('3', { workEmail: 'free@acme.com' });
    await preview(worker);
    const { outcomes } = await importPlan(worker);

    expect(outcomes).toEqual({ 'e:1': 'confirmed', 'e:2': 'confirmed', 'e:3': 'confirmed' });
    expect(world.si.callsOf('writeFields').map((call) => call.about[0])).toEqual(['u3', 'u2', 'u1']);
  });

  test('people leave one first, then at most 50 a request', async () => {
    await company({ size: 260, left: numbers(1, 120) });
    const { run } = await importPlan(worker);

    expect(run.counts.confirmed).toBe(120);
    expect(world.si.callsOf('lock').map((call) => call.about.length)).toEqual([1, 50, 50, 19]);
    // The canary is read before as well.
    expect(world.si.callsOf('readUsers').map((call) => call.about.length)).toEqual([1, 1, 50, 50, 19]);
  });

  test('where licences are short, people leave before others are created, but nobody who still has reports', async () => {
    await company({ size: 12, left: ['1', '2'], fresh: ['12'], bosses: { '3': '4' } });
    world.si.change('u3', { managerId: 'u2' as SiUserId });
    world.si.licences = { paid: 11, used: 11 };
    await preview(worker);
    const { run } = await importPlan(worker);
    const order = world.si.calls.filter(
      ({ method }) => method === 'lock' || method === 'create' || method === 'writeManager',
    );

    expect(run.counts).toMatchObject({ confirmed: 4, failed: 0 });
    expect(order.map((call) => call.about[0])).toEqual(['u1', 'p12@acme.com', 'u3', 'u2']);
  });

  test('at most four requests run side by side', async () => {
    await company({ size: 30, changed: numbers(1, 30) });
    let running = 0;
    let most = 0;
    const writeFields = world.si.writeFields;
    world.si.writeFields = async (id, values, options) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const user = await writeFields(id, values, options);
      running -= 1;
      return user;
    };
    await importPlan(worker);

    expect(most).toBe(4);
  });

  test('what is confirmed is journalled while the next are written, and the run waits for the journal', async () => {
    await company({ size: 12, changed: numbers(1, 12) });
    const { runs } = worker.deps;
    const putRow = runs.putRow.bind(runs);
    const written = () => world.si.callsOf('writeFields').length;
    let confirmed = 0;
    vi.spyOn(runs, 'putRow').mockImplementation(async (row, durability) => {
      // The first goes alone; of all others none is journalled before the last has left.
      if (row.state === 'confirmed' && (confirmed += 1) > 1) await expect.poll(written).toBe(12);
      return putRow(row, durability);
    });
    const { run } = await importPlan(worker);

    expect(run.counts).toMatchObject({ confirmed: 12, pending: 0, unknown: 0 });
  });
});

describe('being asked to slow down', () => {
  test('is obeyed until the time given, and the import goes on', async () => {
    await company({ size: 3, changed: ['1', '2', '3'] });
    const untilMs = world.clock.now() + 90_000;
    world.si.twist({ on: 'writeFields', times: 1, refuse: error('si-rate-limited', { retryAtMs: untilMs }) });
    const { run } = await importPlan(worker);
    const asked = world.si.callsOf('writeFields').filter((call) => call.about[0] === 'u1');

    expect(run.counts).toMatchObject({ confirmed: 3, failed: 0 });
    expect(asked).toHaveLength(2);
    expect(asked[1]?.atMs).toBeGreaterThanOrEqual(untilMs);
  });

  test('for longer than five minutes lets the run rest, open, and the worker sleep', async () => {
    await company({ size: 3, changed: ['1', '2', '3'] });
    world.si.twist({
      on: 'writeFields',
      refuse: () => new AppError('si-rate-limited', { retryAtMs: world.clock.now() + 3_600_000 }),
    });
    const { run } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'running', resumeAtMs: world.clock.now() + 3_600_000 });
    expect(world.si.callsOf('writeFields')).toHaveLength(1);
    expect(world.clock.sleeps).toEqual([]);
    expect(world.alarms).toEqual([run.resumeAtMs]);
    expect(world.awake).toBe(0);
    const activity = { kind: 'import', phase: 'waiting', untilMs: run.resumeAtMs, runId: run.id };
    expect(await worker.deps.state.get('activity')).toMatchObject(activity);
  });

  test('again and again does not go on for ever', async () => {
    await company({ size: 3, changed: ['1', '2', '3'] });
    world.si.twist({ on: 'writeFields', refuse: error('si-rate-limited') });
    const { run } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'failed', cause: { code: 'si-rate-limited' } });
    expect(world.clock.sleeps.length).toBeLessThan(2_000);
  });
});

describe('cancelling', () => {
  test('ends between operations: what was sent is known, the rest is skipped', async () => {
    await company({ size: 20, changed: numbers(1, 20) });
    world.si.twist({ on: 'writeFields', after: 5, times: 1, first: () => worker.coordinator.cancelImport() });
    const { run, people } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'cancelled', cause: undefined });
    expect(run.counts.confirmed).toBe(world.si.callsOf('writeFields').length);
    expect(run.counts.confirmed + run.counts.skipped).toBe(20);
    expect(run.counts.skipped).toBeGreaterThan(0);
    expect(new Set(people.filter((person) => person.outcome === 'skipped').map((person) => person.skip))).toEqual(
      new Set(['cancelled']),
    );
  });

  test('while a newcomer is being looked up, skips the newcomer', async () => {
    await company({ size: 6, fresh: ['6'] });
    world.si.twist({
      on: 'findByExternalId',
      first: () => worker.coordinator.cancelImport(),
      refuse: error('aborted'),
    });
    const { run, person } = await importPlan(worker);

    expect(run.state).toBe('cancelled');
    expect(person('e:6')).toMatchObject({ outcome: 'skipped', skip: 'cancelled' });
  });

  test('while waiting to be let in again, ends at once', async () => {
    await company({ size: 3, changed: ['1', '2', '3'] });
    world.si.twist({
      on: 'writeFields',
      first: () => worker.coordinator.cancelImport(),
      refuse: () => new AppError('si-rate-limited', { retryAtMs: world.clock.now() + 120_000 }),
    });
    const { run } = await importPlan(worker);

    expect(run.state).toBe('cancelled');
    expect(world.clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(60_000);
  });

  test('before anything was written is a cancelled run, not a failed one', async () => {
    await company({ size: 3, changed: ['1'] });
    world.bamboo.onRead = () => worker.coordinator.cancelImport();
    const { run } = await importPlan(worker);

    expect(run.state).toBe('cancelled');
    expect(run.cause).toBeUndefined();
    expect(world.si.callsOf(...writeMethods)).toEqual([]);
  });

  test('is seen as long as the work goes on, and gone afterwards', async () => {
    await company({ size: 20, changed: numbers(1, 20) });
    const set = vi.spyOn(worker.deps.state, 'set');
    world.si.twist({
      on: 'writeFields',
      after: 5,
      times: 1,
      lose: error('timeout'),
      first: () => worker.coordinator.cancelImport(),
    });
    await importPlan(worker);
    const shown = set.mock.calls.flatMap(([name, value]) => (name === 'activity' ? [value] : []));
    const from = shown.findIndex((activity) => 'cancelling' in activity && activity.cancelling === true);

    expect(from).toBeGreaterThan(0);
    expect(shown.slice(from, -1).every((activity) => 'cancelling' in activity && activity.cancelling === true)).toBe(
      true,
    );
    expect(shown.at(-1)).toEqual({ kind: 'idle' });
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });

  test('when nothing is going on does nothing', async () => {
    await company({ size: 3 });
    await worker.coordinator.cancelImport();
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });
});

describe('the journal', () => {
  test('has what must not happen twice on the disk before it is sent', async () => {
    await company({ size: 6, fresh: ['6'], changed: ['1'] });
    const putRow = vi.spyOn(worker.deps.runs, 'putRow');
    await importPlan(worker);
    const sent = putRow.mock.calls.filter(([row]) => row.state === 'sent');

    expect(new Set(sent.map(([row, durability]) => `${row.operation.stage} ${durability}`))).toEqual(
      new Set(['create strict', 'fields relaxed']),
    );
  });

  test('counts what is done: never more than there is, and all of it in the end', async () => {
    await company({ size: 20, changed: numbers(1, 20) });
    world.si.twist({ on: 'writeFields', after: 2, times: 1, refuse: error('si-rate-limited') });
    world.si.twist({ on: 'writeFields', about: 'u9', times: 1, refuse: error('timeout') });
    const set = vi.spyOn(worker.deps.state, 'set');
    await importPlan(worker);
    const shown = set.mock.calls.flatMap(([name, value]) =>
      name === 'activity' && 'phase' in value && value.phase === 'writing' ? [value] : [],
    );

    expect(shown.at(-1)).toMatchObject({ done: 20, total: 20 });
    expect(shown.every((activity) => activity.done <= 20 && activity.total === 20)).toBe(true);
  });
});

describe('trouble of our own', () => {
  test('with one person’s row lets the requests that are on their way come home before the run ends', async () => {
    await company({ size: 9, changed: numbers(1, 9) });
    world.si.twist({ on: 'writeFields', about: 'u3', refuse: error('si-rejected') });
    world.si.twist({ on: 'writeFields', about: 'u2', first: () => new Promise((resolve) => setTimeout(resolve, 40)) });
    const { runs } = worker.deps;
    const putRow = runs.putRow.bind(runs);
    let failed = false;
    vi.spyOn(runs, 'putRow').mockImplementation(async (row, durability) => {
      if (row.state !== 'failed' || failed) return putRow(row, durability);
      failed = true;
      throw new AppError('storage-failed');
    });
    const { run, outcomes } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'failed', cause: { code: 'storage-failed' } });
    expect(outcomes).toMatchObject({ 'e:3': 'unknown', 'e:2': 'confirmed' });
  });

  /** Lets some journal writes through, then lets some fail. */
  function failJournal(after: number, times: number) {
    const { runs } = worker.deps;
    const putRow = runs.putRow.bind(runs);
    let seen = 0;
    return vi.spyOn(runs, 'putRow').mockImplementation(async (row, durability) => {
      seen += 1;
      if (seen > after && seen <= after + times) throw new AppError('storage-quota');
      return putRow(row, durability);
    });
  }

  test('a journal that cannot be written for a moment stops all writing; what was sent is found out by reading', async () => {
    await company({ size: 30, changed: numbers(1, 30) });
    failJournal(20, 2);
    const { run, people } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'failed', cause: { code: 'storage-quota' } });
    expect(run.counts.confirmed).toBe(world.si.callsOf('writeFields').length);
    expect(run.counts.confirmed + run.counts.skipped).toBe(30);
    expect(run.counts.skipped).toBeGreaterThan(10);
    for (const person of people) {
      expect(world.si.user(String(person.siUserId)).jobTitle).toBe(person.outcome === 'confirmed' ? 'New' : 'Old');
    }
    expect(await worker.deps.pairs.links(run.pair)).toHaveLength(run.counts.confirmed);
  });

  test('a journal that cannot be written at all leaves the run open, with nobody writing on; the next tick finishes it', async () => {
    await company({ size: 30, changed: numbers(1, 30) });
    const spy = failJournal(20, 10_000);
    const { run } = await importPlan(worker);
    const written = world.si.callsOf('writeFields').length;
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(run.state).toBe('running');
    expect(world.si.callsOf('writeFields')).toHaveLength(written);
    spy.mockRestore();
    await worker.coordinator.tick();
    await worker.quiet();
    const ended = await runOf(worker, run.id);
    expect(ended.run).toMatchObject({ state: 'done', counts: { confirmed: 30, failed: 0, unknown: 0, skipped: 0 } });
    expect(world.si.callsOf('writeFields')).toHaveLength(30);
  });

  test('a run that breaks off at its end says of each person what the journal knows', async () => {
    await company({ size: 9, changed: numbers(1, 9) });
    world.si.twist({ on: 'writeFields', about: 'u4', refuse: error('si-rejected') });
    vi.spyOn(worker.deps.runs, 'putPeople').mockRejectedValueOnce(new AppError('storage-failed'));
    const { run, outcomes } = await importPlan(worker);

    expect(run).toMatchObject({ state: 'failed', cause: { code: 'storage-failed' }, actor: 'Ada Admin' });
    expect(run.counts).toEqual({ confirmed: 8, failed: 1, skipped: 0, unknown: 0, pending: 0 });
    expect(outcomes).toMatchObject({ 'e:4': 'failed', 'e:5': 'confirmed' });
    expect(await worker.deps.pairs.links(run.pair)).toHaveLength(8);
  });
});

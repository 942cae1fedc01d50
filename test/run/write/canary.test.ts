import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import { createLife } from '../fakes/life.ts';
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

const numbers = Array.from({ length: 10 }, (_, index) => String(index + 1));

/** Ten people with a department and an old title; 9 and 10 leave. */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    numbers.map((id) =>
      anEmployee({ id, title: 'New', department: 'Sales', boss: id === '8' ? '1' : null, active: Number(id) < 9 }),
    ),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Old', department: 'Sales' })),
  );
  worker = startWorker(world);
  await preview(worker);
});

const departments = () => new Set([...world.si.users.values()].map((user) => user.department));

describe('the first write of a kind', () => {
  test('goes alone', async () => {
    let running = 0;
    const beside: number[] = [];
    const writeFields = world.si.writeFields;
    world.si.writeFields = async (...args) => {
      running += 1;
      beside.push(running);
      await new Promise((resolve) => setTimeout(resolve, 3));
      const user = await writeFields(...args);
      running -= 1;
      return user;
    };
    await importPlan(worker);

    expect(beside.slice(0, 2)).toEqual([1, 1]);
    expect(Math.max(...beside)).toBe(4);
  });

  test.each([
    ['fields', 'writeFields', 'e:1'],
    ['managers', 'writeManager', 'e:8'],
    ['a deactivation', 'lock', 'e:9'],
  ] as const)(
    'that empties something else (%s) is put right once, and nothing more is written',
    async (_kind, method, key) => {
      world.si.twist({ on: method, times: 1, blank: ['department'] });
      const { run, person, people } = await importPlan(worker);

      expect(departments()).toEqual(new Set(['Sales']));
      expect(run).toMatchObject({
        state: 'failed',
        cause: { code: 'write-blanked-field', context: { operation: 'written-back', fields: ['department'] } },
      });
      expect(person(key)?.error).toMatchObject({
        code: 'write-blanked-field',
        context: { operation: 'written-back', fields: ['department'] },
      });
      expect(people.filter(({ skip }) => skip === 'run-stopped').length).toBeGreaterThan(0);
      expect(world.si.callsOf(method)).toHaveLength(method === 'writeFields' ? 2 : 1);
      expect(await worker.deps.runs.openRun()).toBeUndefined();
    },
  );

  test('that cannot be put right is said so', async () => {
    world.si.twist({ on: 'writeFields', blank: ['department'] });
    world.si.twist({ on: 'writeFields', drop: ['department'] });
    const { run } = await importPlan(worker);

    expect(run.cause).toMatchObject({ code: 'write-blanked-field', context: { operation: 'not-written-back' } });
    expect(world.si.callsOf('writeFields')).toHaveLength(2);
  });

  test('whose worker died right after it, is put right by the next one', async () => {
    const { header } = await (async () => {
      const current = await worker.deps.state.get('current-plan');
      const found = current && (await worker.deps.plans.header(current.planId));
      if (!found) throw new Error('no plan');
      return { header: found };
    })();
    const life = createLife();
    const dying = startWorker(world, life);
    world.si.twist({
      on: 'writeFields',
      times: 1,
      blank: ['department'],
      lose: () => {
        life.kill();
        return new AppError('timeout');
      },
    });
    const { runId } = await dying.coordinator.startImport({ planId: header.id, fingerprint: header.fingerprint });
    await life.died;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(departments()).toContain(null);
    const next = startWorker(world);
    await next.coordinator.tick();
    await next.quiet();

    expect(departments()).toEqual(new Set(['Sales']));
    expect((await runOf(next, runId)).run).toMatchObject({ state: 'failed', cause: { code: 'write-blanked-field' } });
    expect(world.si.callsOf('writeFields')).toHaveLength(2);
  });

  test('is also looked at where it is not the first: any write that empties something ends the run', async () => {
    world.si.twist({ on: 'writeFields', about: 'u4', times: 1, blank: ['department'] });
    const { run, person } = await importPlan(worker);

    expect(run.state).toBe('failed');
    expect(person('e:4')?.error?.code).toBe('write-blanked-field');
    expect(departments()).toEqual(new Set(['Sales']));
  });
});

describe('a key SI drops without a word', () => {
  const notWritable = async () => (await worker.deps.pairs.facts(acme)).notWritable;

  test('for everybody is not writable here: it leaves the plan, which says so', async () => {
    world.si.twist({ on: 'writeFields', drop: ['jobTitle'] });
    const { run } = await importPlan(worker);
    expect(run.counts).toMatchObject({ failed: 8 });
    expect(await notWritable()).toEqual(['jobTitle']);

    const { plan } = await preview(worker);
    expect(plan.basis.notWritable).toEqual(['jobTitle']);
    expect(plan.changes.filter((row) => row.selected)).toEqual([]);
  });

  test('for one person and not for others is that person’s affair', async () => {
    world.si.twist({ on: 'writeFields', about: 'u3', drop: ['jobTitle'] });
    await importPlan(worker);
    expect(await notWritable()).toEqual([]);
  });

  test('in the answer but not in the account is taken', async () => {
    const writeFields = world.si.writeFields;
    world.si.writeFields = async (id, values, options) => {
      const before = world.si.user(id);
      await writeFields(id, values, options);
      return before;
    };
    const { run } = await importPlan(worker);
    expect(run.counts).toMatchObject({ failed: 0, confirmed: 10 });
    expect(await notWritable()).toEqual([]);
  });

  test('and turns into something else is not dropped', async () => {
    const writeFields = world.si.writeFields;
    world.si.writeFields = (id, values, options) =>
      writeFields(id, values.jobTitle ? { ...values, jobTitle: 'Neither' } : values, options);
    const { run } = await importPlan(worker);
    expect(run.counts.failed).toBe(8);
    expect(await notWritable()).toEqual([]);
  });

  test('of a name or an email takes two people to prove', async () => {
    world.si.twist({ on: 'writeFields', drop: ['lastName'] });
    world.bamboo.change('1', { lastName: 'Married' });
    await preview(worker);
    await importPlan(worker);
    expect(await notWritable()).toEqual([]);

    world.bamboo.change('2', { lastName: 'Married' });
    await preview(worker);
    await importPlan(worker);
    expect(await notWritable()).toEqual(['lastName']);
  });
});

describe('a creation', () => {
  test('answered with an account that was there before is nobody’s creation', async () => {
    world.bamboo.employees = [...world.bamboo.employees, anEmployee({ id: '11', title: 'New' })];
    await preview(worker);
    const before = { ...world.si.user('u5') };
    world.si.create = async (_values, options) => {
      await options?.beforeSend?.();
      return world.si.user('u5');
    };
    const { outcomes, person } = await importPlan(worker);

    expect(outcomes['e:11']).toBe('failed');
    expect(person('e:11')?.error).toMatchObject({ code: 'write-not-confirmed', context: { operation: 'create' } });
    expect(world.si.user('u5')).toEqual({ ...before, jobTitle: 'New' });
    expect((await worker.deps.pairs.links(acme)).map((link) => link.employeeId)).not.toContain('11');
  });
});

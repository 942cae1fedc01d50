import { beforeEach, describe, expect, test } from 'vitest';
import { quietErrors } from '../../../quiet-errors.ts';
import { anEmployee, aSiUser } from '../../fakes/people.ts';
import { acme, createWorld, importPlan, preview, startWorker, type Worker, type World } from '../../fakes/test-deps.ts';

let world: World;
let worker: Worker;

/** 1 is new, with a title and a department; 2 has another title; the others are as they are. */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    [
      anEmployee({ id: '1', title: 'Cook', department: 'Sales' }),
      anEmployee({ id: '2', title: 'Cook' }),
      ...['3', '4', '5', '6'].map((id) => anEmployee({ id })),
    ],
    [aSiUser({ id: 'u2', title: 'Baker' }), ...['3', '4', '5', '6'].map((id) => aSiUser({ id: `u${id}` }))],
  );
  worker = startWorker(world);
  await preview(worker);
});

const writtenOf = async (id: string) =>
  (await worker.deps.pairs.links(acme)).find(({ employeeId }) => employeeId === id)?.written;

/** What the next preview says of the person's fields. */
async function notesOf(id: string) {
  const row = (await preview(worker)).plan.changes.find(({ key }) => key === `e:${id}`);
  return Object.fromEntries((row?.fields ?? []).map(({ field, note }) => [field, note?.code]));
}

describe('what is remembered to be written', () => {
  test('of a newcomer is what the invitation carried, where the run ends before the rest', async () => {
    const cancelling: Promise<void>[] = [];
    world.si.twist({ on: 'create', first: () => void cancelling.push(worker.coordinator.cancelImport()) });
    await importPlan(worker);
    await Promise.all(cancelling);

    expect(await writtenOf('1')).toEqual({ firstName: 'First1', lastName: 'Last1', workEmail: 'p1@acme.com' });
    world.si.behave();
    expect(await notesOf('1')).toEqual({
      jobTitle: undefined,
      department: undefined,
      employeeId: undefined,
      hireDate: undefined,
    });
  });

  test('of a newcomer is everything once the rest is confirmed', async () => {
    await importPlan(worker);
    expect(await writtenOf('1')).toMatchObject({ firstName: 'First1', jobTitle: 'Cook', department: 'Sales' });
  });

  test('of a newcomer whose values are refused in part is the other part', async () => {
    world.si.twist({ on: 'writeFields', about: 'new p1@acme.com', drop: ['department'] });
    await importPlan(worker);

    const written = await writtenOf('1');
    expect(written).toMatchObject({ lastName: 'Last1', jobTitle: 'Cook' });
    expect(written).not.toHaveProperty('department');
  });

  test('of somebody known is joined by what Small Improvements took of a write that failed for another field', async () => {
    await importPlan(worker);
    world.bamboo.change('2', { jobTitle: 'Chef', department: 'Sales' });
    world.si.twist({ on: 'writeFields', about: 'u2', drop: ['department'] });
    await preview(worker);
    const { outcomes } = await importPlan(worker);
    expect(outcomes['e:2']).toBe('failed');

    expect(await writtenOf('2')).toMatchObject({ jobTitle: 'Chef' });
    expect(await writtenOf('2')).not.toHaveProperty('department');
    world.si.behave();
    world.bamboo.change('2', { jobTitle: 'Head cook' });
    expect(await notesOf('2')).toMatchObject({ jobTitle: undefined });
    world.si.change('u2', { jobTitle: 'Edited' });
    expect(await notesOf('2')).toMatchObject({ jobTitle: 'edited-in-si' });
  });
});

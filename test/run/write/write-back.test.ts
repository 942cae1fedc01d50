import { beforeEach, describe, expect, test } from 'vitest';
import { quietErrors } from '../../quiet-errors.ts';
import { escapeTexts } from '../fakes/escaping.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, importPlan, preview, startWorker, type Worker, type World } from '../fakes/test-deps.ts';

let world: World;
let worker: Worker;

const ids = ['1', '2', '3', '4', '5', '6'];

/** People of "R&D" in Rome; Small Improvements escapes what it stores, and has only the location so far. */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ids.map((id) => anEmployee({ id, title: 'Cook', department: 'R&D' })),
    ids.map((id) => aSiUser({ id: `u${id}`, title: 'Cook' })),
  );
  for (const id of ids) {
    world.bamboo.change(id, { location: 'Rome' });
    world.si.change(`u${id}`, { location: 'Rome' });
  }
  escapeTexts(world.si);
  worker = startWorker(world);
  await preview(worker);
});

const backAgain = { code: 'write-blanked-field', context: { operation: 'written-back' } };

describe('what a write emptied is given back without a change of what Small Improvements keeps in a form of its own', () => {
  test('by the very write that emptied it', async () => {
    world.si.twist({ on: 'writeFields', times: 1, blank: ['location'] });
    const { run } = await importPlan(worker);

    expect(run.cause).toMatchObject(backAgain);
    expect(world.si.user('u1')).toMatchObject({ location: 'Rome', department: 'R&amp;D' });
  });

  test('by an earlier import', async () => {
    await importPlan(worker);
    world.bamboo.change('1', { jobTitle: 'Chef' });
    await preview(worker);
    world.si.twist({ on: 'writeFields', times: 1, blank: ['location'] });
    const { run } = await importPlan(worker);

    expect(run.cause).toMatchObject(backAgain);
    expect(world.si.user('u1')).toMatchObject({ location: 'Rome', department: 'R&amp;D' });
  });

  test('and where that is emptied itself, is sent as it was sent once', async () => {
    await importPlan(worker);
    world.bamboo.change('1', { status: 'inactive' });
    await preview(worker);
    world.si.twist({ on: 'lock', times: 1, blank: ['department'] });
    const { run } = await importPlan(worker);

    expect(run.cause).toMatchObject({ ...backAgain, context: { ...backAgain.context, fields: ['department'] } });
    expect(world.si.user('u1').department).toBe('R&amp;D');
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { quietErrors } from '../../quiet-errors.ts';
import { escapeTexts } from '../fakes/escaping.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, importPlan, preview, runOf, startWorker, type Worker, type World } from '../fakes/test-deps.ts';

let world: World;
let worker: Worker;

/** Three people of "R&D", of which Small Improvements keeps "R&amp;D". */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ['1', '2', '3'].map((id) => anEmployee({ id, title: 'Cook', department: 'R&D' })),
    ['1', '2', '3'].map((id) => aSiUser({ id: `u${id}`, title: 'Cook' })),
  );
  escapeTexts(world.si);
  worker = startWorker(world);
  await preview(worker);
  await importPlan(worker);
});

/** Imports what BambooHR says of 1 by now. */
async function importOf(change: Parameters<World['bamboo']['change']>[1]) {
  world.clock.advance(60_000);
  world.bamboo.change('1', change);
  await preview(worker);
  return (await importPlan(worker)).run;
}

async function revert(runId: string) {
  world.clock.advance(60_000);
  await worker.coordinator.previewRevert({ runId });
  await worker.quiet();
  const plan = await worker.deps.state.get('revert-plan');
  const { runId: id } = await worker.coordinator.startRevert({ fingerprint: plan?.fingerprint ?? '' });
  await worker.quiet();
  return { rows: plan?.rows, ...(await runOf(worker, id)) };
}

const selected = async () => (await preview(worker)).plan.changes.filter((row) => row.selected).map(({ key }) => key);

describe('a value Small Improvements keeps in a form of its own', () => {
  test('is sent along with a revert as BambooHR has it, and is no part of what goes back', async () => {
    expect(world.si.user('u1').department).toBe('R&amp;D');
    const run = await importOf({ jobTitle: 'Chef' });
    const { rows, run: back } = await revert(run.id);

    expect(rows).toMatchObject([
      { changeKey: 'e:1', fields: [{ field: 'jobTitle', state: 'change', before: 'Chef', after: 'Cook' }] },
    ]);
    expect(back).toMatchObject({ state: 'done', counts: { confirmed: 1 } });
    expect(world.si.user('u1')).toMatchObject({ jobTitle: 'Cook', department: 'R&amp;D' });

    world.bamboo.change('1', { jobTitle: 'Cook' });
    expect(await selected()).toEqual([]);
  });

  test('goes back as it was sent once', async () => {
    const run = await importOf({ department: 'Sales' });
    const { rows, run: back } = await revert(run.id);

    expect(rows?.[0]?.fields).toEqual([{ field: 'department', state: 'change', before: 'Sales', after: 'R&D' }]);
    expect(back).toMatchObject({ state: 'done', counts: { confirmed: 1 } });
    expect(world.si.user('u1').department).toBe('R&amp;D');

    world.bamboo.change('1', { department: 'R&D' });
    expect(await selected()).toEqual([]);
  });

  test('is sent along also where it was edited since, so that it stays as it is', async () => {
    const run = await importOf({ department: 'Sales', jobTitle: 'Chef' });
    world.si.change('u1', { department: 'R&amp;D' });
    await revert(run.id);

    expect(world.si.user('u1')).toMatchObject({ jobTitle: 'Cook', department: 'R&amp;D' });
  });
});

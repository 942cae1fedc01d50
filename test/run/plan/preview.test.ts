import { beforeEach, describe, expect, test } from 'vitest';
import { quietErrors } from '../../quiet-errors.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, preview, startWorker, type Worker, type World } from '../fakes/test-deps.ts';

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  const ids = ['1', '2', '3'];
  world = await createWorld(
    ids.map((id) => anEmployee({ id, title: 'New' })),
    ids.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  worker = startWorker(world);
});

const chosen = async () => (await preview(worker)).plan.changes.filter((row) => row.selected).map((row) => row.key);

/** Ticks or unticks a row of the plan that is shown, in the moment both systems are asked for the next one. */
function chooseWhileReading(planId: string, key: string, selected: boolean): void {
  world.bamboo.onRead = async () => {
    world.bamboo.onRead = undefined;
    await worker.coordinator.chooseRows({ planId, selected, rows: { keys: [key] } });
  };
}

describe('a preview that takes its time', () => {
  test('keeps what was unticked while both systems were read', async () => {
    const { header } = await preview(worker);
    chooseWhileReading(header.id, 'e:2', false);
    expect(await chosen()).toEqual(['e:1', 'e:3']);
  });

  test('keeps what was unticked before and is ticked again meanwhile', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:2'] } });
    chooseWhileReading(header.id, 'e:2', true);
    expect(await chosen()).toEqual(['e:1', 'e:2', 'e:3']);
  });
});

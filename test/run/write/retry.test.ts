import { beforeEach, describe, expect, test } from 'vitest';
import { tryFieldAgain } from '../../../src/admin/decide.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { putFacts } from '../../put-facts.ts';

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  const ids = ['1', '2', '3', '4'];
  world = await createWorld(
    ids.map((id) => anEmployee({ id, title: 'New' })),
    ids.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
});

async function retry(only: readonly string[]) {
  await worker.coordinator.refreshPreview({ only: [...only] });
  await worker.quiet();
  const current = await worker.deps.state.get('current-plan');
  const stored = current && (await worker.deps.plans.read(current.planId));
  if (!stored) throw new Error('there is no plan');
  return stored;
}

const chosenIn = ({ plan }: Awaited<ReturnType<typeof retry>>) =>
  plan.changes.filter((row) => row.selected).map((row) => row.key);

describe('trying people again', () => {
  test('selects exactly those who still differ, and says whom it set aside', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:4'] } });
    const stored = await retry(['e:1', 'e:2', 'e:99']);
    expect(chosenIn(stored)).toEqual(['e:1', 'e:2']);
    expect(stored.header.retry).toEqual({ asked: 3, setAside: ['e:3'] });
    const { outcomes } = await importPlan(worker);
    expect(outcomes).toEqual({ 'e:1': 'confirmed', 'e:2': 'confirmed' });
  });

  test('is over with the next preview, which chooses as the one before it did', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:4'] } });
    await retry(['e:1']);
    await retry(['e:2']);
    const next = await preview(worker);
    expect(chosenIn(next)).toEqual(['e:1', 'e:2', 'e:3']);
    expect(next.header.retry).toBeUndefined();
  });
});

describe('a field Small Improvements was found not to take', () => {
  test('is compared again once an admin wants it tried, and that is kept', async () => {
    await putFacts(worker.deps.pairs, { ...settled, notWritable: ['jobTitle', 'location'] });
    expect(chosenIn(await preview(worker))).toEqual([]);
    await tryFieldAgain(worker.deps, { field: 'jobTitle' });
    expect((await worker.deps.pairs.facts(acme)).notWritable).toEqual(['location']);
    expect(chosenIn(await preview(worker))).toEqual(['e:1', 'e:2', 'e:3', 'e:4']);
    expect((await worker.deps.audit.list(1))[0]).toMatchObject({ what: 'notWritable', before: 'jobTitle' });
  });
});

import { beforeEach, expect, test } from 'vitest';
import { decide, undecide } from '../../../../src/admin/decide.ts';
import { managedPerson } from '../../../../src/photos/managed-person.ts';
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
    ['1', '2'].map((id) => anEmployee({ id, title: 'Cook' })),
    ['1', '2'].map((id) => aSiUser({ id: `u${id}`, title: id === '1' ? 'Baker' : 'Cook' })),
  );
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
  await preview(worker);
  await importPlan(worker);
});

async function titleNow() {
  const { plan } = await preview(worker);
  return plan.changes.find((row) => row.key === 'e:1')?.fields.find(({ field }) => field === 'jobTitle');
}

test('a value edited in Small Improvements after an import is told from one BambooHR changed', async () => {
  expect((await worker.deps.pairs.links(acme)).find((link) => link.employeeId === '1')?.written).toMatchObject({
    jobTitle: 'Cook',
  });
  world.si.change('u1', { jobTitle: 'Chef' });
  expect(await titleNow()).toMatchObject({ state: 'change', before: 'Chef', note: { code: 'edited-in-si' } });

  // Written again, the edit is over.
  await importPlan(worker);
  expect(await titleNow()).toBeUndefined();
});

test('an edit left to Small Improvements survives imports, is managed no more, and can be taken back', async () => {
  world.si.change('u1', { jobTitle: 'Chef' });
  await preview(worker);
  expect((await managedPerson(worker.deps, ['u1']))?.fields).toContain('jobTitle');
  await decide(worker.deps, { decision: { kind: 'keep', employeeId: '1', field: 'jobTitle' }, name: 'Ann' });
  await decide(worker.deps, { decision: { kind: 'keep', employeeId: '1', field: 'location' }, name: 'Ann' });
  expect((await worker.deps.pairs.storedDecisions(acme)).map(({ id }) => id).toSorted()).toEqual([
    'keep:1:jobTitle',
    'keep:1:location',
  ]);
  expect(await titleNow()).toMatchObject({ state: 'held-back', note: { code: 'kept-in-si' } });
  expect((await managedPerson(worker.deps, ['u1']))?.fields).not.toContain('jobTitle');
  expect((await managedPerson(worker.deps, ['u1']))?.employeeId).toBe('1');
  expect(world.si.user('u1').jobTitle).toBe('Chef');

  await undecide(worker.deps, { id: 'keep:1:jobTitle' });
  expect(await titleNow()).toMatchObject({ state: 'change', note: { code: 'edited-in-si' } });
});

test('a form is of a managed person only where its address names exactly one', async () => {
  expect(await managedPerson(worker.deps, ['users', 'u1', 'edit'])).toMatchObject({ employeeId: '1' });
  // Nothing was ever written to this one, so no link says who it is.
  expect(await managedPerson(worker.deps, ['u2'])).toBeUndefined();
  expect(await managedPerson(worker.deps, ['users'])).toBeUndefined();
});

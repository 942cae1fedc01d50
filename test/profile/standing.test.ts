import { beforeEach, expect, test, vi } from 'vitest';
import { readStanding } from '../../src/profile/standing.ts';
import { anEmployee, aSiUser } from '../run/fakes/people.ts';
import { createWorld, importPlan, preview, startWorker, type Worker, type World } from '../run/fakes/test-deps.ts';

const people = Array.from({ length: 450 }, (_, index) => String(index + 1));
const origin = 'https://acme.bamboohr.com';
let world: World;
let worker: Worker;

beforeEach(async () => {
  world = await createWorld(
    people.map((id) => anEmployee({ id, title: 'New' })),
    [
      ...people.map((id) => aSiUser({ id: `u${id}`, title: Number(id) % 2 === 0 ? 'New' : 'Old' })),
      aSiUser({ id: 'me', employeeId: null, email: 'ada@acme.com', first: 'Ada', last: 'Admin', admin: true }),
    ],
  );
  worker = startWorker(world);
});

test('a person of a long plan is found in one page of it', async () => {
  const { plan } = await preview(worker);
  const page = vi.spyOn(worker.deps.plans, 'page');
  for (const id of ['1', '2', '225', '450']) {
    const row = plan.changes.find((change) => change.employeeId === id);
    page.mockClear();
    const standing = await readStanding(worker.deps, id, origin);
    expect(standing).toMatchObject({ kind: row?.kind, selected: row?.selected, confirmed: false });
    expect(standing?.fields).toEqual(Number(id) % 2 === 0 ? [] : ['jobTitle']);
    expect(page).toHaveBeenCalledTimes(1);
  }
});

test('nobody is known whom the plan does not name, at another company, or to a browser that only reads', async () => {
  await preview(worker);
  const page = vi.spyOn(worker.deps.plans, 'page');
  expect(await readStanding(worker.deps, '451', origin)).toBeUndefined();
  expect(await readStanding(worker.deps, '1', 'https://other.bamboohr.com')).toBeUndefined();
  expect(page).not.toHaveBeenCalled();
});

test('who was imported counts as confirmed, without the rest of the run being read', async () => {
  const { header } = await preview(worker);
  await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:3'] } });
  await importPlan(worker);
  const all = vi.spyOn(worker.deps.runs, 'people');
  expect(await readStanding(worker.deps, '1', origin)).toMatchObject({ kind: 'update', confirmed: true });
  expect(await readStanding(worker.deps, '3', origin)).toMatchObject({
    kind: 'update',
    confirmed: false,
    selected: false,
  });
  expect(all).not.toHaveBeenCalled();
});

test('nobody is shown as another company has them: a plan left over from before the address was changed answers nothing', async () => {
  await preview(worker);
  world.settings = { ...world.settings, bambooSubdomain: 'globex' };
  expect(await readStanding(worker.deps, '1', 'https://globex.bamboohr.com')).toBeUndefined();
  world.settings = { ...world.settings, bambooSubdomain: 'acme' };
  expect(await readStanding(worker.deps, '1', origin)).toBeDefined();
  world.settings = { ...world.settings, siAddress: 'https://globex.small-improvements.com' };
  expect(await readStanding(worker.deps, '1', origin)).toBeUndefined();
});

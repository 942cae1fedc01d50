import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Remembered } from '../../src/history/pair-store.ts';
import type { Stores } from '../../src/run/deps.ts';
import { exportTransfer, importTransfer, type TransferDeps } from '../../src/transfer/transfer.ts';
import type { Home } from '../contract/stores/home.ts';
import { indexedDbHome } from '../contract/stores/indexeddb-home.ts';
import { openFreshHistory } from '../history/support.ts';
import { propertyOptions } from '../property.ts';
import { createMemoryLock } from '../run/fakes/memory-lock.ts';
import { anEmployee, aSiUser } from '../run/fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  startWorker,
  type Worker,
  type World,
} from '../run/fakes/test-deps.ts';
import { freshDatabase } from '../runner/support/fresh-database.ts';
import { anyCompany } from './any-company.ts';

const fresh = freshDatabase();

async function depsAt(home: Home): Promise<TransferDeps> {
  const stores = home.stores();
  const { settings } = await stores.settings.readable();
  const addresses = { bambooSubdomain: 'acme', siAddress: 'https://acme.small-improvements.com' };
  await stores.settings.set({ ...settings, ...addresses });
  const clock = { now: () => 3_000_000_000_000, sleep: async () => undefined };
  return { ...stores, lock: createMemoryLock(), clock, announce: () => undefined };
}

async function everything({ pairs }: Stores): Promise<Remembered> {
  return {
    facts: await pairs.facts(acme),
    links: await pairs.links(acme),
    decisions: await pairs.storedDecisions(acme),
    reverted: await pairs.reverted(acme),
    uninformed: await pairs.uninformed(acme),
    ownForms: await pairs.ownForms(acme),
  };
}

test('what is remembered comes back as it was, from a browser to the runner and to a browser again', async () => {
  await fc.assert(
    fc.asyncProperty(anyCompany, async (company) => {
      const [first, runner, last] = [
        await depsAt(indexedDbHome(await openFreshHistory())),
        await depsAt(await fresh().home()),
        await depsAt(indexedDbHome(await openFreshHistory())),
      ];
      await first.pairs.replaceAll(company);
      const out = await exportTransfer(first);
      await importTransfer(runner, out);
      const back = await exportTransfer(runner);
      await importTransfer(last, back);

      expect(back).toBe(out);
      expect(await everything(last)).toEqual(await everything(first));
    }),
    propertyOptions(0.3),
  );
});

test('a company that has moved plans the same, and imports by itself without a first import by hand', async () => {
  const ids = Array.from({ length: 12 }, (_, at) => String(at + 1));
  const browser: World = await createWorld(
    ids.map((id) => anEmployee({ id, title: 'New' })),
    ids.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  const here = startWorker(browser);
  await preview(here);
  expect((await importPlan(here)).run).toMatchObject({ state: 'done', counts: { confirmed: 12 } });
  await here.deps.pairs.putReverted([{ pair: acme, changeKey: 'e:12', atMs: 1, runId: 'r' as never }]);
  // Somebody gets another title, and one person joins.
  browser.bamboo.employees = [
    ...browser.bamboo.employees.map((each) => (each.id === '1' ? { ...each, jobTitle: 'Newer' } : each)),
    anEmployee({ id: '99', title: 'New' }),
  ];
  const planned = await preview(here);
  const content = await exportTransfer(here.deps);

  const there = await runnerOf(browser);
  await importTransfer(there.deps, content);
  const moved = await preview(there);
  expect(moved.plan.changes).toEqual(planned.plan.changes);
  expect(moved.header.fingerprint).toBe(planned.header.fingerprint);

  // Whoever has not moved is stopped.
  const stranger = await runnerOf(browser);
  await preview(stranger);
  expect(await automaticRun(stranger, browser)).toMatchObject({
    state: 'blocked',
    guards: [{ id: 'no-manual-import-yet' }],
  });
  expect(browser.si.user('u1').jobTitle).toBe('New');

  expect(await automaticRun(there, browser)).toMatchObject({ trigger: 'automatic', state: 'done', guards: [] });
  expect(browser.si.user('u1').jobTitle).toBe('Newer');
  expect(browser.si.invited).toEqual(['p99@acme.com']);
});

/** A tenant of a runner for the same two systems, of which nothing is remembered. */
async function runnerOf(browser: World): Promise<Worker> {
  const home = await fresh().home();
  const { secrets } = home.stores();
  await secrets.set('bamboo-key', 'acme.bamboohr.com', browser.bamboo.apiKey);
  await secrets.set('si-token', 'acme.small-improvements.com', browser.si.token);
  const world: World = Object.create(browser, { home: { value: home } }) as World;
  return startWorker(world);
}

async function automaticRun(worker: Worker, { settings }: World) {
  await worker.deps.settings.set({ ...settings, automaticImports: true });
  await worker.coordinator.tick();
  await worker.quiet();
  return (await worker.deps.runs.list(1))[0];
}

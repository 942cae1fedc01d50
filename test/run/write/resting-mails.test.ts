import { expect, test, vi } from 'vitest';
import type { SiUserId } from '../../../src/domain/ids.ts';
import { workAtSandbox } from '../fakes/sandbox-worker.ts';
import { preview, runOf } from '../fakes/test-deps.ts';

vi.setConfig({ testTimeout: 60_000 });

test('mails that were on the wire when the run went to rest are known to have been sent, and the others follow later', async () => {
  const { sandbox, world, worker, pair } = await workAtSandbox({ employees: 40, seed: 3 });
  world.clock.advance(Date.now() - world.clock.now());
  await preview(worker);
  const people = sandbox.state.si.users.filter((user) => user.isActive).slice(0, 8);
  const uninformed = people.map((user) => ({
    pair,
    siUserId: user.id as SiUserId,
    name: user.loginname,
    why: 'created' as const,
    sinceMs: 1,
    runId: 'run-0' as never,
  }));
  await worker.deps.pairs.changeUninformed(pair, uninformed, []);
  // The third is sent away for a quarter of an hour while its neighbours are delivered and not answered yet.
  sandbox.faults.add({ side: 'si', path: 'mail/welcome$', status: 429, retryAfter: 900, skip: 2 });
  sandbox.faults.add({ side: 'si', path: 'mail/welcome$', delayMs: 300, after: 'apply', count: 'forever' });
  const { runId } = await worker.coordinator.sendPasswordEmails({ siUserIds: people.map((user) => user.id) });
  await worker.quiet();

  const delivered = () => sandbox.state.si.mails.map((mail) => mail.userId);
  const statesOf = async () => (await worker.deps.runs.journal(runId as never)).map(({ state }) => state);
  expect((await runOf(worker, runId)).run.state).toBe('running');
  expect(delivered().length).toBeGreaterThan(2);
  expect((await statesOf()).toSorted()).toEqual([
    ...delivered().map(() => 'confirmed'),
    ...people.slice(delivered().length).map(() => 'pending'),
  ]);

  world.clock.advance(16 * 60_000);
  await worker.coordinator.tick();
  await worker.quiet();
  expect((await runOf(worker, runId)).run).toMatchObject({ state: 'done', counts: { confirmed: 8, unknown: 0 } });
  expect(delivered().toSorted()).toEqual(people.map((user) => user.id).toSorted());
});

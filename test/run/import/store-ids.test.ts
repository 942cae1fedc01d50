import { beforeEach, describe, expect, test } from 'vitest';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, preview, runOf, startWorker, type Worker, type World } from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';

const company = 20;

let world: World;
let worker: Worker;

/** A company in step but for the IDs: the first accounts carry another one, the next none, the last one is in order. */
async function start(replaced: number): Promise<void> {
  const ids = Array.from({ length: company }, (_, at) => String(at + 1));
  world = await createWorld(
    ids.map((id) => anEmployee({ id })),
    ids.map((id, at) => aSiUser({ id: `u${id}`, employeeId: at < replaced ? `E${id}` : at < company - 1 ? null : id })),
  );
  worker = startWorker(world);
}

async function order(typedCount?: number): Promise<string> {
  const { header } = await preview(worker);
  const { id: planId, fingerprint } = header;
  const { runId } = await worker.coordinator.storeEmployeeIds({ planId, fingerprint, typedCount });
  await worker.quiet();
  return runId;
}

beforeEach(() => {
  quietErrors();
});

describe('storing employee IDs', () => {
  test('fills empty ones without a question, and writes nothing else', async () => {
    await start(0);
    const { run } = await runOf(worker, await order());

    expect(run).toMatchObject({ state: 'done', task: 'employee-ids', guards: [] });
    expect(run.counts).toMatchObject({ confirmed: company - 1, failed: 0 });
    expect(world.si.user('u3')).toEqual({ ...aSiUser({ id: 'u3' }), externalId: '3' });
    expect(world.si.callsOf(...writeMethods)).toHaveLength(company - 1);
    expect((await preview(worker)).plan.basis).toMatchObject({ idsToStore: 0, idsToReplace: 0 });
  });

  test('replaces a few without a question', async () => {
    await start(4);
    const { run } = await runOf(worker, await order());

    expect(run.counts).toMatchObject({ confirmed: company - 1, failed: 0 });
    expect(world.si.user('u1').externalId).toBe('1');
  });

  test('replaces many only once their very number was typed, and keeps that in history', async () => {
    await start(5);
    for (const wrong of [undefined, company - 1, 4]) {
      await expect(order(wrong)).rejects.toMatchObject({
        code: 'settings-invalid',
        context: { fields: ['typedCount'] },
      });
    }
    expect(world.si.callsOf(...writeMethods)).toEqual([]);

    const { run } = await runOf(worker, await order(5));
    expect(run.guards).toEqual([{ id: 'identity-changes', effect: 'blocks', count: 5, limit: 1, base: company }]);
    expect(run.counts).toMatchObject({ confirmed: company - 1, failed: 0 });
    expect(world.si.user('u1').externalId).toBe('1');
  });

  test('writes nothing while nobody is visible, or people vanished', async () => {
    await start(0);
    world.bamboo.snapshot = { employees: [] };
    await expect(order()).rejects.toMatchObject({ code: 'plan-blocked' });
    world.bamboo.snapshot = {};
    world.settings = { ...world.settings, headCount: 2 * company };
    await expect(order()).rejects.toMatchObject({ code: 'plan-blocked' });
    expect(world.si.callsOf(...writeMethods)).toEqual([]);
  });

  test('goes on where the admin released the preview from its block', async () => {
    await start(0);
    world.settings = { ...world.settings, headCount: 2 * company };
    const { header } = await preview(worker);
    const { id: planId, fingerprint } = header;
    const typedCount = company;
    await worker.coordinator.overrideGuards({ planId, fingerprint, typedCount, reason: 'we sold half' });
    const { runId } = await worker.coordinator.storeEmployeeIds({ planId, fingerprint });
    await worker.quiet();
    expect((await runOf(worker, runId)).run.counts.confirmed).toBe(company - 1);
  });

  test('is no import: it opens no guard and is no good run others are measured by', async () => {
    await start(0);
    const { run } = await runOf(worker, await order());
    expect(run.state).toBe('done');
    expect(await worker.deps.pairs.facts(run.pair)).toMatchObject({ manualImportDone: false });
    expect((await worker.deps.pairs.facts(run.pair)).lastVisible).toBeUndefined();
    world.settings = { ...world.settings, automaticImports: true };
    world.bamboo.change('1', { jobTitle: 'New' });
    await worker.coordinator.tick();
    await worker.quiet();
    const [blocked] = await worker.deps.runs.list(1);
    expect(blocked).toMatchObject({ trigger: 'automatic', state: 'blocked' });
    expect(blocked?.guards?.map(({ id }) => id)).toContain('no-manual-import-yet');
  });

  test('leaves out who reads otherwise by now', async () => {
    await start(0);
    const { header } = await preview(worker);
    world.bamboo.change('2', { jobTitle: 'New since' });
    const { id: planId, fingerprint } = header;
    const { runId } = await worker.coordinator.storeEmployeeIds({ planId, fingerprint });
    await worker.quiet();
    const { run, outcomes } = await runOf(worker, runId);
    expect(run.counts).toMatchObject({ confirmed: company - 2, skipped: 1 });
    expect(outcomes['e:2']).toBe('skipped');
    expect(world.si.user('u2')).toMatchObject({ externalId: null, jobTitle: null });
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { confirmUnreadable } from '../../../src/admin/confirm-unreadable.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { acme, createWorld, importPlan, preview, startWorker, type Worker, type World } from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';

let world: World;
let worker: Worker;

/** Small Improvements keeps titles with single spaces only, whatever is written. */
function collapseTitles(): void {
  const writeFields = world.si.writeFields;
  world.si.writeFields = (id, values, options) =>
    writeFields(
      id,
      values.jobTitle ? { ...values, jobTitle: values.jobTitle.replaceAll(/\s+/g, ' ') } : values,
      options,
    );
}

const ids = ['1', '2', '3'];
const selected = async () => (await preview(worker)).plan.changes.filter((row) => row.selected).map(({ key }) => key);
const titles = () => ids.map((id) => world.si.user(`u${id}`).jobTitle);

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ids.map((id) => anEmployee({ id, title: 'Senior  Engineer' })),
    // The third shows the form already, as an earlier import would have left it.
    ids.map((id) => aSiUser({ id: `u${id}`, title: id === '3' ? 'Senior Engineer' : 'Old' })),
  );
  collapseTitles();
  worker = startWorker(world);
  await preview(worker);
});

describe('a value kept in a form of its own', () => {
  test('is confirmed with a note, also for the first of its kind, and never proposed again', async () => {
    const { run, person } = await importPlan(worker);
    expect(run).toMatchObject({ state: 'done', counts: { confirmed: 3, failed: 0, skipped: 0 } });
    expect(person('e:1')?.fields[0]?.note).toEqual({ code: 'own-form', text: 'Senior Engineer' });
    expect(await selected()).toEqual([]);
    expect((await worker.deps.pairs.facts(acme)).notWritable).toEqual([]);
  });

  test('is known to the worker that finds it after another died', async () => {
    world.si.twist({ on: 'writeFields', lose: () => new AppError('timeout') });
    const { run } = await importPlan(worker);
    expect(run.counts).toMatchObject({ confirmed: 3, failed: 0, unknown: 0 });
    world.si.behave();
    expect(await selected()).toEqual([]);
  });

  test('is written again once it is edited in Small Improvements, or BambooHR says something else', async () => {
    await importPlan(worker);
    world.si.change('u1', { jobTitle: 'Janitor' });
    world.bamboo.change('2', { jobTitle: 'Principal  Engineer' });
    expect(await selected()).toEqual(['e:1', 'e:2']);
    await importPlan(worker);
    expect(titles()).toEqual(['Senior Engineer', 'Principal Engineer', 'Senior Engineer']);
    expect(await selected()).toEqual([]);
  });

  test('is sent along as BambooHR has it when something else is written', async () => {
    await importPlan(worker);
    world.bamboo.change('1', { department: 'Sales' });
    await preview(worker);
    const { run } = await importPlan(worker);
    const [row] = await worker.deps.runs.journal(run.id);
    expect(row?.operation).toMatchObject({
      values: { department: 'Sales', jobTitle: 'Senior  Engineer' },
      keeps: { jobTitle: 'Senior Engineer' },
    });
    expect(await selected()).toEqual([]);
  });

  test('goes back when the run is reverted', async () => {
    const { run } = await importPlan(worker);
    await worker.coordinator.previewRevert({ runId: run.id });
    await worker.quiet();
    const plan = await worker.deps.state.get('revert-plan');
    await worker.coordinator.startRevert({ fingerprint: plan?.fingerprint ?? '' });
    await worker.quiet();
    expect(titles().slice(0, 2)).toEqual(['Old', 'Old']);
  });
});

describe('a key', () => {
  test('taken once from this pair is never given up, however often it is dropped later', async () => {
    await importPlan(worker);
    world.si.twist({ on: 'writeFields', drop: ['jobTitle'] });
    for (const id of ids) world.bamboo.change(id, { jobTitle: 'Chef' });
    await preview(worker);
    const { run } = await importPlan(worker);
    expect(run.counts.failed).toBe(3);
    expect((await worker.deps.pairs.facts(acme)).notWritable).toEqual([]);
  });

  test('left unchanged for one person is not given up; for two, in two runs, it is', async () => {
    world.si.twist({ on: 'writeFields', drop: ['department'] });
    for (const id of ['1', '2']) {
      world.bamboo.change(id, { department: 'Sales' });
      await preview(worker);
      await importPlan(worker);
      expect((await worker.deps.pairs.facts(acme)).notWritable).toEqual(id === '1' ? [] : ['department']);
    }
  });
});

describe('confirming that a required field is not used', () => {
  test('is kept for the pair, and in the audit list', async () => {
    await confirmUnreadable(worker.deps, { field: 'gender' });
    await confirmUnreadable(worker.deps, { field: 'gender' });
    expect((await worker.deps.pairs.facts(acme)).confirmedUnreadable).toEqual(['gender']);
    expect((await worker.deps.audit.list(1))[0]).toMatchObject({ what: 'confirmedUnreadable', after: 'gender' });
    expect((await preview(worker)).plan.basis.unconfirmed).toEqual([]);
  });

  test('is refused for what is no required field', async () => {
    await expect(confirmUnreadable(worker.deps, { field: 'jobTitle' })).rejects.toMatchObject({
      code: 'settings-invalid',
    });
  });
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunId } from '../../../src/domain/ids.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { withRoom } from '../../../src/run/outcome/retention.ts';
import { aJournalRow, aRun, aRunPerson } from '../../builders/stored.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  previewSeen,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';

const dayMs = 86_400_000;

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld([anEmployee({ id: '1', title: 'New' })], [aSiUser({ id: 'u1', title: 'Old' })]);
  worker = startWorker(world);
});

const store = (id: string, ageDays: number) =>
  worker.deps.runs.open(aRun(id, world.clock.now() - ageDays * dayMs), [aRunPerson(id, 0)], [aJournalRow(id, 0)]);
const ids = async () => (await worker.deps.runs.list(1_000)).map((run) => String(run.id));

async function importOnce() {
  await preview(worker);
  return (await importPlan(worker)).run;
}

describe('history after an import', () => {
  test('keeps the runs of as many days as the settings say', async () => {
    world.settings = { ...world.settings, retentionDays: 30 };
    await store('old', 31);
    await store('young', 29);
    const first = await importOnce();
    world.clock.advance(1_000);
    world.bamboo.change('1', { jobTitle: 'Newer' });
    const { id } = await importOnce();
    expect(await ids()).toEqual([id, first.id, 'young']);
    expect(await worker.deps.runs.people('old' as RunId)).toEqual([]);
    expect(await worker.deps.runs.journal('old' as RunId)).toEqual([]);
    expect(await worker.deps.runs.people('young' as RunId)).toHaveLength(1);
  });

  test('keeps as many runs as the settings say, the newest', async () => {
    world.settings = { ...world.settings, retentionRuns: 3 };
    for (const age of [1, 2, 3, 4]) await store(`${age} days`, age);
    const { id } = await importOnce();
    expect(await ids()).toEqual([id, '1 days', '2 days']);
  });

  test('keeps what is no history: links and facts', async () => {
    world.settings = { ...world.settings, retentionRuns: 1 };
    await importOnce();
    world.clock.advance(1_000);
    world.bamboo.change('1', { jobTitle: 'Newer' });
    await importOnce();
    expect(await ids()).toHaveLength(1);
    expect(await worker.deps.pairs.links(acme)).toHaveLength(1);
    expect(await worker.deps.pairs.facts(acme)).toMatchObject({ manualImportDone: true });
  });
});

describe('a clock that is ahead', () => {
  const aheadMs = 400 * dayMs;

  test('erases nothing, whether the import that meets it fails or goes through', async () => {
    for (const age of [1, 2, 300]) await store(`${age} days`, age);
    world.settings = { ...world.settings, automaticImports: true };
    await previewSeen(worker);
    world.clock.advance(aheadMs);
    for (const code of ['offline', 'timeout', 'bamboo-unavailable'] as const) {
      world.bamboo.failure = new AppError(code);
      await worker.coordinator.tick();
      await worker.quiet();
      world.clock.advance(dayMs);
    }
    world.bamboo.failure = undefined;
    await importOnce();
    world.clock.advance(-aheadMs);
    world.bamboo.change('1', { jobTitle: 'Newer' });
    await importOnce();
    expect(await ids()).toEqual(expect.arrayContaining(['1 days', '2 days', '300 days']));
  });

  test('is no time by which history is kept: a run that went through before this one says how late it is at least', async () => {
    for (const age of [364, 366]) await store(`${age} days`, age);
    world.bamboo.change('1', { jobTitle: 'One' });
    await importOnce();
    expect(await ids()).toContain('366 days');
    world.bamboo.change('1', { jobTitle: 'Two' });
    await importOnce();
    expect(await ids()).not.toContain('366 days');
    expect(await ids()).toContain('364 days');
  });
});

describe('a full disk', () => {
  const full = () => new AppError('storage-quota');
  const fill = async () => {
    for (let age = 1; age <= 14; age += 1) await store(`${age} days`, age);
  };

  test('is made room on once, by dropping the oldest runs, and the work is done again', async () => {
    await fill();
    const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(full()).mockResolvedValue('stored');
    expect(await withRoom(worker.deps, work)).toBe('stored');
    expect(await ids()).toEqual(Array.from({ length: 10 }, (_, index) => `${index + 1} days`));
  });

  test('that stays full is said so after the second try', async () => {
    await fill();
    const work = vi.fn<() => Promise<string>>().mockRejectedValue(full());
    await expect(withRoom(worker.deps, work)).rejects.toMatchObject({ code: 'storage-quota' });
    expect(work).toHaveBeenCalledTimes(2);
  });

  test('does not hinder an import for which room can be made', async () => {
    await fill();
    await preview(worker);
    const open = worker.deps.runs.open.bind(worker.deps.runs);
    vi.spyOn(worker.deps.runs, 'open').mockRejectedValueOnce(full()).mockImplementation(open);
    const { run } = await importPlan(worker);
    expect(run).toMatchObject({ state: 'done', counts: { confirmed: 1 } });
  });

  test('leaves other failures and a history without anything to drop alone', async () => {
    await fill();
    const failed = vi.fn<() => Promise<string>>().mockRejectedValue(new AppError('storage-failed'));
    await expect(withRoom(worker.deps, failed)).rejects.toMatchObject({ code: 'storage-failed' });
    expect(failed).toHaveBeenCalledTimes(1);
    expect(await ids()).toHaveLength(14);
  });
});

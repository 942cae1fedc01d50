import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startPostgres } from '../../../scripts/lib/postgres/start-postgres.ts';
import { openJobs } from '../../../src/runner/work/jobs.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { until } from './companies.ts';

/** A server of our own, which may be ended. */
async function server() {
  const started = await startPostgres();
  onTestFinished(started.stop);
  return started;
}

test('a server that is started anew in the middle of a job neither loses a job nor ends the process', async () => {
  quietErrors();
  const { url, crash } = await server();
  const { boss, take, close } = await openJobs({ url: url('postgres'), queues: [{ name: 'work' }] });
  onTestFinished(close);
  const done: unknown[] = [];
  let begun = 0;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  take('work', 100, async (data) => {
    begun += 1;
    await ended;
    done.push(data);
  });
  await boss.send('work', { at: 1 });
  await until(() => begun === 1);
  const crashing = crash();
  // The job ends while the server is away.
  end();
  await crashing;
  await boss.send('work', { at: 2 });
  await until(() => done.length === 2);
  expect(done).toEqual([{ at: 1 }, { at: 2 }]);
  await until(async () => (await boss.getQueueSize('work', { before: 'completed' })) === 0);
});

test('what is under way when everything is closed fails as for want of the database, and is no fault of ours', async () => {
  const log = quietErrors();
  const { url } = await server();
  const { boss, execute, take, close } = await openJobs({ url: url('postgres'), queues: [{ name: 'work' }] });
  let isBegun = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  take('work', 50, async () => {
    isBegun = true;
    await ended;
    await execute('SELECT 1');
  });
  await boss.send('work', {});
  await until(() => isBegun);
  await close();
  end();
  await expect.poll(() => log.mock.calls.find(([where]) => where === 'job')?.[1]).toBe('storage-failed');
});

test('leaving off waits for what is under way, and takes nothing more', async () => {
  const { url } = await server();
  const { boss, take, leaveOff, close } = await openJobs({ url: url('postgres'), queues: [{ name: 'work' }] });
  onTestFinished(close);
  const done: unknown[] = [];
  let begun = 0;
  take('work', 50, async (data) => {
    begun += 1;
    await pause(200);
    done.push(data);
  });
  await boss.send('work', { at: 1 });
  await until(() => begun === 1);
  await boss.send('work', { at: 2 });
  await leaveOff();
  expect(done).toEqual([{ at: 1 }]);
  expect(await boss.getQueueSize('work')).toBe(1);
});

test('many processes that begin at once find their queues, made once', async () => {
  const { url } = await server();
  const queues = [{ name: 'one' }, { name: 'two' }, { name: 'three' }];
  const all = await Promise.all(Array.from({ length: 4 }, () => openJobs({ url: url('postgres'), queues })));
  expect((await all[0]?.boss.getQueues())?.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['one', 'two', 'three']),
  );
  await Promise.all(all.map((each) => each.close()));
});

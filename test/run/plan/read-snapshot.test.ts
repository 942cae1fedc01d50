import { beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { createWorld, startWorker, type Worker, type World } from '../fakes/test-deps.ts';

let world: World;
let worker: Worker;

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  world = await createWorld([anEmployee({ id: '1' })], [aSiUser({ id: 'u1' })]);
  worker = startWorker(world);
});

/** A read that goes on until somebody ends it; tells whether that happened. */
function endless() {
  let ended = false;
  const read = (options: { readonly signal?: AbortSignal | undefined } = {}) =>
    new Promise<never>((_resolve, reject) => {
      options.signal?.addEventListener('abort', () => {
        ended = true;
        reject(new AppError('aborted'));
      });
    });
  return { read, wasEnded: () => ended };
}

async function whyNoPreview() {
  await worker.coordinator.refreshPreview();
  await worker.quiet();
  return (await worker.deps.state.get('preview-error'))?.error.code;
}

describe('one system that refuses', () => {
  test('ends the reading of the other at once: a wrong BambooHR key', async () => {
    const { read, wasEnded } = endless();
    world.si.readEverybody = read;
    world.bamboo.readEverybody = () => Promise.reject(new AppError('bamboo-wrong-key'));
    expect(await whyNoPreview()).toBe('bamboo-wrong-key');
    expect(wasEnded()).toBe(true);
  });

  test('ends the reading of the other at once: a wrong access token', async () => {
    const { read, wasEnded } = endless();
    world.bamboo.readEverybody = read;
    world.si.readEverybody = () => Promise.reject(new AppError('si-wrong-token'));
    expect(await whyNoPreview()).toBe('si-wrong-token');
    expect(wasEnded()).toBe(true);
  });

  test('ends everything that is asked beside, and is ended by it', async () => {
    const everybody = endless();
    const name = endless();
    world.si.readEverybody = everybody.read;
    world.bamboo.readCompanyName = name.read;
    world.bamboo.readKeyOwner = () => Promise.reject(new AppError('bamboo-wrong-key'));
    expect(await whyNoPreview()).toBe('bamboo-wrong-key');
    expect([everybody.wasEnded(), name.wasEnded()]).toEqual([true, true]);
  });
});

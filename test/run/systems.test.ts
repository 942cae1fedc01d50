import { beforeEach, describe, expect, test, vi } from 'vitest';
import { saveSettings } from '../../src/admin/save-settings.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { connectSystems } from '../../src/run/systems.ts';
import { anEmployee, aSiUser } from './fakes/people.ts';
import { createWorld, startWorker, type Worker, type World } from './fakes/test-deps.ts';

let world: World;
let worker: Worker;

beforeEach(async () => {
  world = await createWorld([anEmployee({ id: '1' })], [aSiUser({ id: 'u1' })]);
  worker = startWorker(world);
});

/** What came of asking both systems: `read`, or the code of the refusal. */
async function ask() {
  const { bamboo, si } = await connectSystems(worker.deps);
  const outcomes = await Promise.allSettled([bamboo.readEverybody(), si.readEverybody()]);
  return outcomes.map((outcome) => {
    if (outcome.status === 'fulfilled') return 'read';
    return outcome.reason instanceof AppError ? outcome.reason.code : 'bug';
  });
}

describe('a run', () => {
  test('asks both systems at the addresses of the settings, each with its own key', async () => {
    expect(await ask()).toEqual(['read', 'read']);
  });

  test('goes with the addresses and keys that were saved last', async () => {
    Object.assign(world.bamboo, { subdomain: 'globex', apiKey: 'of-globex' });
    Object.assign(world.si, { address: 'https://globex.small-improvements.com', token: 'of-globex-too' });
    expect(await ask()).toEqual(['bamboo-wrong-subdomain', 'si-wrong-address']);
    await saveSettings(worker.deps, {
      bambooSubdomain: 'globex',
      bambooKey: 'of-globex',
      siAddress: 'globex',
      siToken: 'of-globex-too',
    });
    expect(await ask()).toEqual(['read', 'read']);
  });

  test('is refused with a key the company has replaced', async () => {
    Object.assign(world.bamboo, { apiKey: 'renewed' });
    Object.assign(world.si, { token: 'renewed' });
    expect(await ask()).toEqual(['bamboo-wrong-key', 'si-wrong-token']);
    expect([world.bamboo.reads, world.si.calls]).toEqual([0, []]);
  });

  test('sends nobody a key that was saved for another company', async () => {
    world.settings = {
      ...world.settings,
      bambooSubdomain: 'globex',
      siAddress: 'https://globex.small-improvements.com',
    };
    const connectBamboo = vi.spyOn(worker.deps, 'connectBamboo');
    const connectSi = vi.spyOn(worker.deps, 'connectSi');
    await expect(ask()).rejects.toMatchObject({
      code: 'settings-missing',
      context: { fields: ['bambooKey', 'siToken'] },
    });
    expect([connectBamboo.mock.calls, connectSi.mock.calls]).toEqual([[], []]);
  });
});

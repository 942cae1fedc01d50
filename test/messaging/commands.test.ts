import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createHandlers } from '../../entrypoints/background/handlers.ts';
import { send } from '../../src/messaging/client.ts';
import { createPageService } from '../../src/messaging/page-service.ts';
import { serve } from '../../src/messaging/serve.ts';
import { anEmployee, aSiUser } from '../run/fakes/people.ts';
import { acme, createWorld, preview, settled, startWorker, type Worker, type World } from '../run/fakes/test-deps.ts';
import { quietErrors } from '../quiet-errors.ts';
import { connectMessages } from './answer-of.ts';
import { putFacts } from '../put-facts.ts';

let world: World;
let worker: Worker;
let stop: () => void;

/** The handlers of the product behind its own wire: 3 is new, 2 gets a title. */
beforeEach(async () => {
  fakeBrowser.reset();
  connectMessages();
  quietErrors();
  world = await createWorld(
    [anEmployee({ id: '1' }), anEmployee({ id: '2', title: 'New' }), anEmployee({ id: '3' })],
    [aSiUser({ id: 'u1' }), aSiUser({ id: 'u2', title: 'Old' })],
  );
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, { ...settled, firstCreation: undefined });
  stop = serve({
    page: createPageService(
      async () => createHandlers(worker.deps),
      () => true,
    ),
    profile: async () => null,
    'si-page': async () => null,
  });
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

async function importByCommand(): Promise<string> {
  const { header } = await preview(worker);
  const { runId } = await send('startImport', { planId: header.id, fingerprint: header.fingerprint });
  await worker.quiet();
  return runId;
}

describe('a page', () => {
  test('answers the question about the first creation', async () => {
    await importByCommand();
    expect(await send('answerFirstCreation', { mailed: false })).toBeNull();
    expect((await worker.deps.pairs.facts(acme)).firstCreation).toMatchObject({ state: 'answered', mailed: false });
  });

  test('has people mailed who were not informed, and nobody else', async () => {
    await importByCommand();
    const { runId } = await send('sendPasswordEmails', { siUserIds: ['new p3@acme.com'] });
    await worker.quiet();
    expect(world.si.mailed).toEqual(['new p3@acme.com']);
    expect((await worker.deps.runs.list(1))[0]).toMatchObject({ id: runId, task: 'mails' });
    await expect(send('sendPasswordEmails', { siUserIds: ['u1'] })).rejects.toMatchObject({ code: 'plan-changed' });
  });

  test('previews a revert and starts it by its fingerprint', async () => {
    const runId = await importByCommand();
    expect(await send('previewRevert', { runId, keys: ['e:2'] })).toBeNull();
    await worker.quiet();
    const plan = await worker.deps.state.get('revert-plan');
    expect(plan?.rows.map((row) => row.changeKey)).toEqual(['e:2']);
    const started = await send('startRevert', { fingerprint: plan?.fingerprint ?? '' });
    await worker.quiet();
    expect(world.si.user('u2').jobTitle).toBe('Old');
    expect((await worker.deps.runs.list(1))[0]).toMatchObject({ id: started.runId, trigger: 'revert', state: 'done' });
  });

  test('is told which settings cannot be used, and can mend them', async () => {
    const { deps } = worker;
    const readable = vi.spyOn(deps.settings, 'readable');
    vi.spyOn(deps.settings, 'get').mockRejectedValue(new Error('settings are not to be relied on here'));
    readable.mockResolvedValueOnce({ settings: world.settings, invalid: ['intervalMinutes'], locked: [], leftOut: [] });
    expect(await send('getStatus', null)).toMatchObject({ invalid: ['intervalMinutes'] });
    expect(await send('saveSettings', { intervalMinutes: 60 })).toMatchObject({ invalid: [] });
    expect(world.settings.intervalMinutes).toBe(60);
  });
});

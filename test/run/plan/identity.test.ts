import { beforeEach, describe, expect, test } from 'vitest';
import { saveSettings } from '../../../src/admin/save-settings.ts';
import { readStatus } from '../../../src/admin/status.ts';
import type { SiUserId } from '../../../src/domain/ids.ts';
import { planAfresh, type PlanWork } from '../../../src/run/plan/plan-afresh.ts';
import { connectSystems } from '../../../src/run/systems.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  createWorld,
  preview,
  settled,
  previewSeen,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { putFacts } from '../../put-facts.ts';

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ['1', '2', '3', '4', '5'].map((id) => anEmployee({ id, title: 'New' })),
    ['1', '2', '3', '4', '5'].map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
});

const connection = () => worker.deps.state.get('connection');
const writes = () => world.si.callsOf(...writeMethods);

async function automatic() {
  world.clock.advance(3 * 3_600_000);
  await worker.coordinator.tick();
  await worker.quiet();
}

describe('whose key it is', () => {
  test('is asked at each preview by hand, and otherwise only after a secret was saved', async () => {
    await preview(worker);
    await preview(worker);
    expect(world.bamboo.ownerReads).toBe(2);
    world.settings = { ...world.settings, automaticImports: true };
    await automatic();
    await automatic();
    expect(world.bamboo.ownerReads).toBe(2);
    world.bamboo.apiKey = 'renewed';
    await saveSettings(worker.deps, { bambooKey: 'renewed' });
    await automatic();
    await automatic();
    expect(world.bamboo.ownerReads).toBe(3);
    expect(await connection()).toMatchObject({ keyOwnerId: '1', keyOwner: 'Ada Admin', siUser: 'Ada Admin' });
  });

  test('may be nobody in BambooHR, and then stays nobody', async () => {
    world.bamboo.keyOwner = {};
    await preview(worker);
    await preview(worker);
    expect((await connection())?.changed).toBeUndefined();
    expect((await readStatus(worker.deps)).previewSeen).toBe(true);
  });
});

describe('somebody else than at the preview', () => {
  const changes: [string, string, () => Promise<void>][] = [
    [
      'reads BambooHR',
      'key-owner',
      async () => {
        Object.assign(world.bamboo, { keyOwner: { id: '7', name: 'Otto Other' }, apiKey: 'of another' });
        await saveSettings(worker.deps, { bambooKey: 'of another' });
      },
    ],
    [
      'acts at Small Improvements',
      'acting-user',
      async () => {
        world.si.me = { ...world.si.me, id: 'u3' as SiUserId, name: 'Otto Other' };
      },
    ],
    [
      'answers for Small Improvements: another company',
      'company',
      async () => {
        world.si.companyId = 'si-other';
      },
    ],
  ];

  test.each(changes)(
    '%s: an automatic run writes nothing and says so; the consent is gone',
    async (_who, fact, change) => {
      await preview(worker);
      await saveSettings(worker.deps, { automaticImports: true });
      await change();
      await automatic();

      expect(writes()).toEqual([]);
      expect(world.settings.automaticImports).toBe(false);
      expect(await worker.deps.state.get('current-plan')).toBeUndefined();
      expect((await readStatus(worker.deps)).previewSeen).toBe(false);
      expect(await connection()).toMatchObject({ changed: [fact], siUser: 'Ada Admin' });
      expect((await worker.deps.state.get('schedule'))?.lastProblem?.error).toEqual({
        code: 'plan-changed',
        context: { fields: [fact] },
      });
      expect(await worker.deps.audit.list(1)).toMatchObject([{ what: 'automaticImports', after: 'false' }]);
      await expect(saveSettings(worker.deps, { automaticImports: true })).rejects.toMatchObject({
        code: 'preview-needed',
      });
    },
  );

  test.each(changes)(
    '%s: a preview by hand is made, and automatic imports have to be asked for anew',
    async (_who, _fact, change) => {
      await preview(worker);
      await saveSettings(worker.deps, { automaticImports: true });
      await change();
      await preview(worker);

      expect(world.settings.automaticImports).toBe(false);
      expect((await connection())?.changed).toBeUndefined();
      await saveSettings(worker.deps, { automaticImports: true });
      expect(world.settings.automaticImports).toBe(true);
    },
  );

  test('and where IT keeps automatic imports on, every one of them refuses until somebody looked at a preview', async () => {
    await preview(worker);
    world.settings = { ...world.settings, automaticImports: true };
    world.si.me = { ...world.si.me, id: 'u3' as SiUserId };
    await automatic();
    world.settings = { ...world.settings, automaticImports: true };
    await automatic();
    expect(writes()).toEqual([]);
    await preview(worker);
    world.settings = { ...world.settings, automaticImports: true };
    await automatic();
    expect(writes()).toHaveLength(5);
  });

  describe('and IT has fixed automatic imports on', () => {
    beforeEach(async () => {
      await preview(worker);
      world.settings = { ...world.settings, automaticImports: true };
      world.lockedSettings = ['automaticImports'];
    });

    test('they stay on, write nothing and read nothing more, and it is said once', async () => {
      const before = await worker.deps.audit.list(99);
      world.si.me = { ...world.si.me, id: 'u3' as SiUserId };
      for (let times = 0; times < 4; times += 1) await automatic();

      const said = (await worker.deps.audit.list(99)).slice(0, -before.length || undefined);
      expect(said.map(({ what }) => what)).toEqual(['automaticWaits']);
      expect(world.settings.automaticImports).toBe(true);
      expect(writes()).toEqual([]);
      expect(world.notices).toEqual([{ kind: 'failed', code: 'plan-changed' }]);
      const reads = world.bamboo.reads;
      await automatic();
      expect(world.bamboo.reads).toBe(reads);
      await preview(worker);
      await automatic();
      expect(writes()).toHaveLength(5);
    });

    test('another company in the settings is no switching off either: they wait for its preview, and say so once', async () => {
      await saveSettings(worker.deps, { bambooSubdomain: 'globex' });
      const entries = await worker.deps.audit.list(99);
      expect(entries.map(({ what }) => what)).toEqual(['bambooSubdomain']);
      const reads = world.bamboo.reads;
      await automatic();
      await automatic();
      expect(world.bamboo.reads).toBe(reads);
      expect(world.notices).toEqual([{ kind: 'failed', code: 'preview-needed' }]);
      expect((await worker.deps.state.get('schedule'))?.lastProblem?.error?.code).toBe('preview-needed');
    });
  });

  test('another ID kind asks for a preview, and history stays that of the company', async () => {
    await preview(worker);
    await saveSettings(worker.deps, { automaticImports: true });
    await saveSettings(worker.deps, { idKind: 'employee-number' });
    expect(await connection()).toMatchObject({ pair: 'acme|si-acme', changed: ['settings'] });
    expect((await readStatus(worker.deps)).previewSeen).toBe(false);
    await preview(worker);
    expect((await readStatus(worker.deps)).previewSeen).toBe(true);
  });

  test('another ID kind by policy, which nobody saved here, waits for a preview as well', async () => {
    await preview(worker);
    await saveSettings(worker.deps, { automaticImports: true });
    world.settings = { ...world.settings, idKind: 'employee-number' };
    await automatic();
    expect(writes()).toEqual([]);
    expect(world.notices).toEqual([{ kind: 'failed', code: 'preview-needed' }]);
    await preview(worker);
    expect((await readStatus(worker.deps)).previewSeen).toBe(true);
  });

  test('that a preview is needed is said again where one was made since, and not while it still is said', async () => {
    await preview(worker);
    await saveSettings(worker.deps, { automaticImports: true });
    world.settings = { ...world.settings, idKind: 'employee-number' };
    await automatic();
    await automatic();
    expect(world.notices).toHaveLength(1);
    world.clock.advance(1_000);
    await preview(worker);
    world.settings = { ...world.settings, idKind: 'bamboo-id' };
    await automatic();
    expect(world.notices).toEqual([1, 2].map(() => ({ kind: 'failed', code: 'preview-needed' })));
    expect((await readStatus(worker.deps)).problems).toMatchObject([{ error: { code: 'preview-needed' } }]);
  });

  test('settings saved anew between the look at them and the reading let nothing be written', async () => {
    await preview(worker);
    await saveSettings(worker.deps, { automaticImports: true });
    const systems = await connectSystems(worker.deps);
    const others = { ...systems, settings: { ...systems.settings, bambooSubdomain: 'globex' } };
    const done = async () => undefined;
    const activity = { phase: () => undefined, cancelling: done, restUntil: () => undefined, end: done };
    const work: PlanWork = { activity, signal: new AbortController().signal };
    await expect(planAfresh(worker.deps, others, work)).rejects.toMatchObject({
      code: 'plan-changed',
      context: { fields: ['settings'] },
    });
    expect(await connection()).toMatchObject({ subdomain: 'acme' });
  });

  test('is asked for again where a key was saved between taking the keys and planning', async () => {
    const systems = await connectSystems(worker.deps);
    await saveSettings(worker.deps, { bambooKey: world.bamboo.apiKey });
    const done = async () => undefined;
    const activity = { phase: () => undefined, cancelling: done, restUntil: () => undefined, end: done };
    await planAfresh(worker.deps, systems, { activity, signal: new AbortController().signal, isPreview: true });
    const asked = world.bamboo.ownerReads;
    world.settings = { ...world.settings, automaticImports: true };
    await automatic();
    expect(world.bamboo.ownerReads).toBe(asked + 1);
  });

  test('is not thought of where the same person’s key was renewed', async () => {
    await preview(worker);
    await saveSettings(worker.deps, { automaticImports: true });
    world.bamboo.apiKey = 'renewed';
    world.si.token = 'renewed';
    await saveSettings(worker.deps, { bambooKey: 'renewed', siToken: 'renewed' });
    await automatic();
    expect(writes()).toHaveLength(5);
    expect(world.settings.automaticImports).toBe(true);
  });
});

describe('automatic runs that come to nothing', () => {
  test('are in history once, with the number of times', async () => {
    await preview(worker);
    world.settings = { ...world.settings, automaticImports: true };
    world.bamboo.failure = new (await import('../../../src/shared/app-error.ts')).AppError('bamboo-unavailable');
    await automatic();
    const firstMs = (await worker.deps.runs.list(1))[0]?.startedAtMs;
    await automatic();
    await automatic();

    const runs = await worker.deps.runs.list(10);
    expect(runs).toMatchObject([
      { trigger: 'automatic', state: 'failed', cause: { code: 'bamboo-unavailable' }, startedAtMs: firstMs },
    ]);
    expect(runs[0]?.repeated).toEqual({ times: 3, lastAtMs: world.clock.now() });

    world.bamboo.failure = undefined;
    await automatic();
    expect((await worker.deps.runs.list(10)).map((run) => run.state)).toEqual(['done', 'failed']);
  });

  test('are told apart by what stopped them', async () => {
    await putFacts(worker.deps.pairs, { ...settled, manualImportDone: false });
    await previewSeen(worker);
    world.settings = { ...world.settings, automaticImports: true };
    await automatic();
    await automatic();
    world.si.ownSync = true;
    await automatic();
    const runs = await worker.deps.runs.list(10);
    expect(runs.map((run) => [run.state, run.guards?.length, run.repeated?.times])).toEqual([
      ['blocked', 2, undefined],
      ['blocked', 1, 2],
    ]);
  });
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { SettingsInput } from '../../src/messaging/protocol.ts';
import { saveSettings } from '../../src/admin/save-settings.ts';
import { readStatus } from '../../src/admin/status.ts';
import { testConnection } from '../../src/admin/test-connection.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { IndexedDbHome } from '../contract/stores/indexeddb-home.ts';
import { dumpOf } from '../history/support.ts';
import { anEmployee, aSiUser } from '../run/fakes/people.ts';
import { createWorld, preview, startWorker, type Worker, type World } from '../run/fakes/test-deps.ts';
import { quietErrors } from '../quiet-errors.ts';

let world: World<IndexedDbHome>;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld([anEmployee({ id: '1' })], [aSiUser({ id: 'u1' })]);
  worker = startWorker(world);
});

const save = (input: SettingsInput) => saveSettings(worker.deps, input);
const audit = async () =>
  (await worker.deps.audit.list(100)).map(({ what, before, after }) => ({ what, before, after }));

describe('saving settings', () => {
  test('changes what was given and leaves everything else', async () => {
    const before = world.settings;
    await save({ showPictures: true });
    expect(world.settings).toEqual({ ...before, showPictures: true });
  });

  test('in two windows at the same moment keeps what each of them changed', async () => {
    await Promise.all([save({ showPictures: true }), save({ headCount: 50 }), save({ usePreferredName: true })]);
    expect(world.settings).toMatchObject({ showPictures: true, headCount: 50, usePreferredName: true });
  });

  test('one that is refused keeps none of the others waiting', async () => {
    const outcomes = await Promise.allSettled([save({ intervalMinutes: 3 }), save({ headCount: 50 })]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(world.settings.headCount).toBe(50);
  });

  test('cleans addresses as they are typed or pasted', async () => {
    await save({ bambooSubdomain: ' https://Acme.bamboohr.com/home ', siAddress: 'Acme.small-improvements.com/app' });
    expect(world.settings).toMatchObject({ bambooSubdomain: 'acme', siAddress: 'https://acme.small-improvements.com' });
    expect(await audit()).toEqual([]);
  });

  test('names every field that is wrong and saves nothing', async () => {
    const before = world.settings;
    await expect(
      save({
        bambooSubdomain: 'not a name',
        siAddress: 'https://evil.example',
        intervalMinutes: 3,
        bambooKey: 'new',
      }),
    ).rejects.toMatchObject({
      code: 'settings-invalid',
      context: { fields: ['bambooSubdomain', 'siAddress', 'intervalMinutes'] },
    });
    expect(world.settings).toEqual(before);
    expect(await worker.deps.secrets.get('bamboo-key', 'acme.bamboohr.com')).toBe('k3y');
  });

  test('empties the head count when asked to', async () => {
    await save({ headCount: 50 });
    expect(world.settings.headCount).toBe(50);
    await save({ headCount: null });
    expect(world.settings.headCount).toBeUndefined();
  });

  test('does not touch what managed policy fixes', async () => {
    world.lockedSettings = ['bambooSubdomain'];
    await save({ bambooSubdomain: 'other', showPictures: true });
    expect(world.settings).toMatchObject({ bambooSubdomain: 'acme', showPictures: true });
  });

  test('tells the pages', async () => {
    await save({ showPictures: true });
    expect(world.announced).toContain('settings');
  });
});

describe('secrets', () => {
  test('are replaced when given, and kept when left out or blank', async () => {
    await save({ bambooKey: ' new-key ' });
    expect(await worker.deps.secrets.get('bamboo-key', 'acme.bamboohr.com')).toBe('new-key');
    expect(await worker.deps.secrets.get('si-token', 'acme.small-improvements.com')).toBe('t0ken');
    await save({ bambooKey: '', siToken: '   ' });
    expect(await worker.deps.secrets.get('bamboo-key', 'acme.bamboohr.com')).toBe('new-key');
    expect(await worker.deps.secrets.get('si-token', 'acme.small-improvements.com')).toBe('t0ken');
  });

  test('are told of in the audit list, and nowhere written down', async () => {
    await save({ bambooKey: 'very-s3cret', siToken: 't0p-secret' });

    expect(await audit()).toEqual([
      { what: 'siToken', before: undefined, after: undefined },
      { what: 'bambooKey', before: undefined, after: undefined },
    ]);
    const dump = await dumpOf(world.home.db);
    expect(dump).not.toContain('very-s3cret');
    expect(dump).not.toContain('t0p-secret');
    expect(JSON.stringify(world.settings)).not.toContain('s3cret');
  });

  test('that change drop the saved plan', async () => {
    const { header } = await preview(worker);
    await save({ siToken: 'another' });
    expect(await worker.deps.plans.header(header.id)).toBeUndefined();
    expect(await worker.deps.state.get('current-plan')).toBeUndefined();
    expect(world.announced.at(-1)).toBe('settings');
    expect(world.announced).toContain('plan');
  });
});

test('a browser IT made a viewer takes no keys', async () => {
  world.settings = { ...world.settings, mode: 'viewer' };
  world.lockedSettings = ['mode'];
  const wanted = { mode: 'sync', bambooKey: 'another', siToken: 'another' } as const;
  await expect(saveSettings(worker.deps, wanted)).rejects.toMatchObject({
    code: 'settings-invalid',
    context: { fields: ['mode'] },
  });
  expect(world.settings.mode).toBe('viewer');
  world.lockedSettings = [];
  await saveSettings(worker.deps, wanted);
  expect(world.settings.mode).toBe('sync');
});

describe('a secret is for one host', () => {
  test('and has to be entered again for another', async () => {
    await save({ bambooSubdomain: 'globex' });
    expect((await readStatus(worker.deps)).secrets).toEqual({ bambooKey: false, siToken: true });
    await save({ bambooKey: 'of-globex' });
    expect(await worker.deps.secrets.get('bamboo-key', 'globex.bamboohr.com')).toBe('of-globex');
    expect((await readStatus(worker.deps)).secrets.bambooKey).toBe(true);
  });

  test('so that a connection typed to another host is not tried with it', async () => {
    const bamboo = vi.spyOn(worker.deps, 'connectBamboo');
    const si = vi.spyOn(worker.deps, 'connectSi');
    const report = await testConnection(worker.deps, {
      bambooSubdomain: 'globex',
      siAddress: 'https://globex.small-improvements.com',
    });
    expect(report).toMatchObject({
      bamboo: { error: { code: 'settings-missing', context: { fields: ['bambooKey'] } } },
      si: { error: { code: 'settings-missing', context: { fields: ['siToken'] } } },
    });
    expect([bamboo.mock.calls, si.mock.calls]).toEqual([[], []]);
  });

  test.each([
    [{ bambooSubdomain: '', bambooKey: 'k' }, 'bambooSubdomain'],
    [{ siAddress: '', siToken: 't' }, 'siAddress'],
  ])('and not saved without one: %j', async (input, field) => {
    const before = world.settings;
    await expect(save(input)).rejects.toMatchObject({ code: 'settings-missing', context: { fields: [field] } });
    expect(world.settings).toEqual(before);
  });
});

describe('keys kept for the session only', () => {
  const onDisk = async () => world.home.db.getAllKeys('secrets');

  test('leave the disk when it is chosen, and come back when it is not', async () => {
    await save({ keysForSession: true });
    expect([await onDisk(), world.session.size]).toEqual([[], 2]);
    expect((await readStatus(worker.deps)).secrets).toEqual({ bambooKey: true, siToken: true });
    await save({ keysForSession: false });
    expect([await onDisk(), world.session.size]).toEqual([['bamboo-key', 'si-token'], 0]);
    expect(await worker.deps.secrets.get('si-token', 'acme.small-improvements.com')).toBe('t0ken');
  });

  test('are never written to the disk when they are entered together with the choice', async () => {
    await save({ keysForSession: true, bambooKey: 'typed', siToken: 'typed-too' });
    expect(await onDisk()).toEqual([]);
    expect(await worker.deps.secrets.get('bamboo-key', 'acme.bamboohr.com')).toBe('typed');
  });

  test('do not go together with automatic imports', async () => {
    await preview(worker);
    await expect(save({ keysForSession: true, automaticImports: true })).rejects.toMatchObject({
      code: 'settings-invalid',
      context: { fields: ['keysForSession'] },
    });
    expect(world.settings).toMatchObject({ keysForSession: false, automaticImports: false });
  });

  test('are missing after the browser was closed, which the status says', async () => {
    await save({ keysForSession: true });
    world.session.clear();
    expect((await readStatus(worker.deps)).secrets).toEqual({ bambooKey: false, siToken: false });
  });
});

describe('the audit list', () => {
  test('says what, before, after, when and by whom', async () => {
    await preview(worker);
    await save({ showPictures: true, intervalMinutes: 60 });

    expect(await worker.deps.audit.list(10)).toEqual([
      { what: 'showPictures', before: 'false', after: 'true', atMs: world.clock.now(), actor: 'Ada Admin' },
      { what: 'intervalMinutes', before: '180', after: '60', atMs: world.clock.now(), actor: 'Ada Admin' },
    ]);
  });

  test('names who acted also where the change itself forgets the connection', async () => {
    await preview(worker);
    await save({ bambooSubdomain: 'other' });
    expect((await worker.deps.audit.list(1))[0]?.actor).toBe('Ada Admin');
  });

  test('is left alone when nothing changed', async () => {
    await save({ bambooSubdomain: 'acme', showPictures: false });
    expect(await audit()).toEqual([]);
  });
});

describe('another company or kind of ID', () => {
  test.each<[string, SettingsInput]>([
    ['BambooHR', { bambooSubdomain: 'other' }],
    ['Small Improvements', { siAddress: 'https://other.small-improvements.com' }],
    ['kind of ID', { idKind: 'employee-number' }],
  ])('%s: drops the plan, switches automatic imports off and asks for a preview', async (_what, change) => {
    const { header } = await preview(worker);
    await save({ automaticImports: true });
    await save({ ...change, automaticImports: true });

    expect(world.settings.automaticImports).toBe(false);
    expect(await worker.deps.plans.header(header.id)).toBeUndefined();
    expect((await readStatus(worker.deps)).previewSeen).toBe(false);
    await expect(save({ automaticImports: true })).rejects.toMatchObject({ code: 'preview-needed' });
    expect(await audit()).toContainEqual({ what: 'automaticImports', before: 'true', after: 'false' });
  });

  test('other settings leave the plan where it is', async () => {
    const { header } = await preview(worker);
    await save({ showPictures: true, intervalMinutes: 60 });
    expect(await worker.deps.plans.header(header.id)).toBeDefined();
  });
});

describe('switching automatic imports on', () => {
  test('needs a preview of these two companies', async () => {
    await expect(save({ automaticImports: true })).rejects.toMatchObject({ code: 'preview-needed' });
    expect(world.settings.automaticImports).toBe(false);
    await preview(worker);
    await save({ automaticImports: true });
    expect(world.settings.automaticImports).toBe(true);
  });

  test('makes the first one due at once', async () => {
    await preview(worker);
    await save({ automaticImports: true });
    expect((await readStatus(worker.deps)).nextDueMs).toBe(world.clock.now());
  });

  test('counts from the last attempt where there was one, never from the past', async () => {
    await preview(worker);
    const attemptMs = world.clock.now();
    await worker.deps.state.set('schedule', { lastAttemptMs: attemptMs, lastSuccessMs: attemptMs });
    world.clock.advance(600_000);
    await save({ automaticImports: true, intervalMinutes: 60 });
    expect(await worker.deps.state.get('schedule')).toEqual({
      lastAttemptMs: attemptMs,
      lastSuccessMs: attemptMs,
      nextDueMs: attemptMs + 3_600_000,
    });
    world.clock.advance(36_000_000);
    await save({ intervalMinutes: 30 });
    expect((await worker.deps.state.get('schedule'))?.nextDueMs).toBe(world.clock.now());
  });
});

describe('the status', () => {
  test('says what is saved, never a secret', async () => {
    world.lockedSettings = ['idKind'];
    world.withheld = ['si'];
    await worker.deps.secrets.remove('si-token');
    const status = await readStatus(worker.deps);

    expect(status).toEqual({
      settings: world.settings,
      secrets: { bambooKey: true, siToken: false },
      invalid: [],
      leftOut: [],
      locked: ['idKind'],
      withheld: ['si'],
      previewSeen: false,
      nextDueMs: undefined,
      problems: [],
    });
    expect(JSON.stringify(status)).not.toContain('k3y');
  });
});

describe('testing the connection', () => {
  const run = (input: SettingsInput = {}) => testConnection(worker.deps, input);

  test('says what each key can see, and stores nothing', async () => {
    const before = await dumpOf(world.home.db);
    const report = await run({ headCount: 5 });

    expect(report.bamboo).toMatchObject({ ok: true, value: { companyName: 'Acme', visible: 1, headCount: 5 } });
    expect(report.si).toMatchObject({ ok: true, value: { user: 'Ada Admin', users: 1, ownSync: false } });
    expect(await dumpOf(world.home.db)).toBe(before);
  });

  test('tests what is typed, saved or not, and falls back to what is saved', async () => {
    const bamboo = vi.spyOn(worker.deps, 'connectBamboo');
    const si = vi.spyOn(worker.deps, 'connectSi');
    await run({ bambooSubdomain: 'Typed.bamboohr.com', bambooKey: ' typed-key ', siToken: '' });

    expect(bamboo).toHaveBeenCalledWith({ subdomain: 'typed', apiKey: 'typed-key' });
    expect(si).toHaveBeenCalledWith({ address: 'https://acme.small-improvements.com', token: 't0ken' });
    expect(await worker.deps.secrets.get('bamboo-key', 'acme.bamboohr.com')).toBe('k3y');
  });

  test.each<[string, () => Promise<SettingsInput>, object]>([
    [
      'refused by BambooHR',
      async () => {
        world.bamboo.failure = new AppError('bamboo-wrong-key', { status: 401 });
        return {};
      },
      { code: 'bamboo-wrong-key', context: { status: 401 } },
    ],
    [
      'not filled in',
      async () => ({ bambooSubdomain: '' }),
      { code: 'settings-missing', context: { fields: ['bambooSubdomain'] } },
    ],
    [
      'mistyped',
      async () => ({ bambooSubdomain: 'not a name' }),
      { code: 'settings-invalid', context: { fields: ['bambooSubdomain'] } },
    ],
    [
      'without a key',
      async () => {
        await worker.deps.secrets.remove('bamboo-key');
        return {};
      },
      { code: 'settings-missing', context: { fields: ['bambooKey'] } },
    ],
  ])('%s, the other side is fine all the same', async (_why, prepare, error) => {
    const report = await run(await prepare());
    expect(report.bamboo).toEqual({ ok: false, error });
    expect(report.si.ok).toBe(true);
  });

  test.each<[string, () => Promise<SettingsInput>, object]>([
    [
      'refused by Small Improvements',
      async () => {
        world.si.twist({ on: 'testConnection', refuse: () => new AppError('si-wrong-token', { status: 401 }) });
        return {};
      },
      { code: 'si-wrong-token', context: { status: 401 } },
    ],
    [
      'not filled in',
      async () => ({ siAddress: '' }),
      { code: 'settings-missing', context: { fields: ['siAddress'] } },
    ],
    [
      'of somebody else',
      async () => ({ siAddress: 'https://evil.example' }),
      { code: 'settings-invalid', context: { fields: ['siAddress'] } },
    ],
  ])('with an address %s, BambooHR is fine all the same', async (_why, prepare, error) => {
    const report = await run(await prepare());
    expect(report.si).toEqual({ ok: false, error });
    expect(report.bamboo.ok).toBe(true);
  });
});

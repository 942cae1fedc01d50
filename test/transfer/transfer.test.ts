import { beforeEach, describe, expect, test } from 'vitest';
import type { CompanyPair } from '../../src/domain/ids.ts';
import type { Remembered } from '../../src/history/pair-store.ts';
import { exportTransfer, importTransfer, inspectTransfer, type TransferDeps } from '../../src/transfer/transfer.ts';
import { acme, aPlanHeader, aRun, employeeId, runId, siUserId } from '../builders/stored.ts';
import { createTestDeps, createWorld, previewSeen, type World } from '../run/fakes/test-deps.ts';
import type { IndexedDbHome } from '../contract/stores/indexeddb-home.ts';
import { createMemoryLock, type MemoryLock } from '../run/fakes/memory-lock.ts';
import { putFacts } from '../put-facts.ts';

const known: Remembered = {
  facts: {
    pair: acme,
    manualImportDone: true,
    notWritable: ['gender'],
    firstCreation: { state: 'answered', mailed: true, atMs: 3 },
    lastSuccessMs: 5,
  },
  links: [
    { employeeId: employeeId('1'), siUserId: siUserId('u1'), by: 'email', confirmedAtMs: 1, email: 'a@acme.com' },
  ],
  decisions: [
    {
      pair: acme,
      id: 'ignore:2',
      decision: { kind: 'ignore', employeeId: employeeId('2') },
      name: 'Bob Brown',
      atMs: 1,
    },
  ],
  reverted: [{ pair: acme, changeKey: 'e:3', atMs: 1, runId: runId('r') }],
  uninformed: [
    { pair: acme, siUserId: siUserId('u4'), name: 'Cid Clay', why: 'created', sinceMs: 1, runId: runId('r') },
  ],
  ownForms: [{ pair: acme, siUserId: siUserId('u5'), forms: { jobTitle: { sent: 'R & D', kept: 'R &amp; D' } } }],
};

interface Place {
  readonly world: World<IndexedDbHome>;
  readonly deps: TransferDeps;
  readonly lock: MemoryLock;
}

async function place(): Promise<Place> {
  const world = await createWorld([], []);
  const lock = createMemoryLock();
  return { world, lock, deps: createTestDeps(world, lock) };
}

async function full(): Promise<Place> {
  const made = await place();
  await made.deps.pairs.replaceAll(known);
  await previewSeen({ deps: createTestDeps(made.world, made.lock) });
  return made;
}

let from: Place;
let content: string;

beforeEach(async () => {
  from = await full();
  content = await exportTransfer(from.deps);
});

const edited = (change: (file: Record<string, unknown>) => object) =>
  JSON.stringify({ ...JSON.parse(content), ...change(JSON.parse(content) as Record<string, unknown>) });

describe('the file', () => {
  test('holds neither keys nor settings, and rows name no pair of their own', async () => {
    expect(content).not.toContain(from.world.bamboo.apiKey);
    expect(content).not.toContain(from.world.si.token);
    expect(Object.keys(JSON.parse(content) as object).toSorted()).toEqual(
      [
        'format',
        'version',
        'madeAtMs',
        'subdomain',
        'siAddress',
        'siCompanyId',
        'facts',
        'links',
        'decisions',
        'reverted',
        'uninformed',
        'ownForms',
      ].toSorted(),
    );
    expect(content).not.toContain(acme);
  });

  test('is made of a company that is connected or was moved in, and of no other', async () => {
    const { deps } = await place();
    await importTransfer(deps, content);
    const again = JSON.parse(await exportTransfer(deps)) as object;
    expect(again).toEqual({ ...(JSON.parse(content) as object), madeAtMs: deps.clock.now() });

    const empty = await place();
    empty.world.settings = { ...empty.world.settings, bambooSubdomain: 'globex' };
    await expect(exportTransfer(empty.deps)).rejects.toMatchObject({ code: 'preview-needed' });
    empty.world.settings = { ...empty.world.settings, siAddress: '' };
    const unset = { code: 'settings-missing', context: { fields: ['siAddress'] } };
    await expect(exportTransfer(empty.deps)).rejects.toMatchObject(unset);

    // A policy names another company after the preview of this one.
    const { deps: moved, world } = await full();
    world.settings = { ...world.settings, bambooSubdomain: 'globex' };
    await expect(exportTransfer(moved)).rejects.toMatchObject({ code: 'preview-needed' });
  });

  test.each([
    ['nothing', '', ['file']],
    ['no JSON', '{"format":', ['file']],
    ['something else', '{"a":1}', ['format']],
    ['a list', '[]', ['file']],
  ])('that is %s is refused', async (_what, text, fields) => {
    const refused = await importTransfer(from.deps, text).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'transfer-invalid' });
    expect((refused as { context: { fields: string[] } }).context.fields).toEqual(expect.arrayContaining(fields));
  });

  test.each([
    ['of a later version', () => ({ version: 2 }), ['version']],
    ['without its links', () => ({ links: undefined }), ['links']],
    ['with a link of a kind nobody knows', () => ({ links: [{ ...known.links[0], by: 'chance' }] }), ['links']],
    ['with an account that is no text', () => ({ reverted: [{ changeKey: 7, atMs: 1, runId: 'r' }] }), ['reverted']],
    ['about two pairs', () => ({ subdomain: 'acme|globex' }), ['subdomain']],
  ])('%s is refused, by the name of what is wrong', async (_what, change, fields) => {
    const { deps } = await place();
    const error = { code: 'transfer-invalid', context: { fields } };
    await expect(importTransfer(deps, edited(change))).rejects.toMatchObject(error);
    expect(await deps.pairs.links(acme)).toEqual([]);
  });

  test('cannot bring rows of another pair, or a decision under the id of another', async () => {
    const { deps } = await place();
    const globex = 'globex|si-globex' as CompanyPair;
    const sly = edited(() => ({
      links: [{ ...known.links[0], pair: globex }],
      decisions: [{ ...known.decisions[0], id: 'ignore:77' }],
    }));
    await importTransfer(deps, sly);
    expect(await deps.pairs.links(globex)).toEqual([]);
    expect((await deps.pairs.storedDecisions(acme)).map(({ id }) => id)).toEqual(['ignore:2']);
  });
});

describe('taking a file over', () => {
  test('puts it in the place of what was remembered, and says so in the audit list', async () => {
    const { deps, world } = await full();
    await deps.pairs.putLinks(acme, [{ ...known.links[0], employeeId: employeeId('99') } as never]);
    await deps.plans.save(aPlanHeader('p'), []);
    const file = await inspectTransfer(deps, content);
    expect(file).toMatchObject({ changes: true, file: { links: 1, decisions: 1 }, here: { links: 2 } });
    expect(await deps.pairs.links(acme)).toHaveLength(2);

    expect(await importTransfer(deps, content)).toEqual(file);
    expect((await deps.pairs.links(acme)).map((link) => link.employeeId)).toEqual(['1']);
    expect(await deps.pairs.facts(acme)).toEqual({ ...known.facts, openCreations: undefined });
    const [entry] = await deps.audit.list(1);
    const counts = { before: '[2,1,1]', after: '[1,1,1]' };
    expect(entry).toEqual({ what: 'transferIn', pair: acme, ...counts, atMs: deps.clock.now(), actor: 'Ada Admin' });
    // What was planned without it is gone, and nothing goes by itself before somebody has looked.
    expect(await deps.state.get('current-plan')).toBeUndefined();
    expect((await deps.state.get('connection'))?.changed).toEqual(['settings']);
    expect(world.announced).toContain('settings');
  });

  test('twice does nothing the second time', async () => {
    const { deps } = await place();
    await importTransfer(deps, content);
    await deps.plans.save(aPlanHeader('p'), []);
    expect((await importTransfer(deps, content)).changes).toBe(false);
    expect(await deps.audit.list(9)).toHaveLength(1);
    expect(await deps.state.get('current-plan')).toBeDefined();
  });

  test.each([
    ['another BambooHR', { bambooSubdomain: 'globex' }],
    ['another Small Improvements', { siAddress: 'https://globex.small-improvements.com' }],
  ])('of %s is refused', async (_what, settings) => {
    const { deps, world } = await place();
    world.settings = { ...world.settings, ...settings };
    await expect(importTransfer(deps, content)).rejects.toMatchObject({ code: 'transfer-other-company' });
    expect(await deps.pairs.links(acme)).toEqual([]);
  });

  test('of another company of the same addresses is refused', async () => {
    const { deps } = await full();
    const other = edited(() => ({ siCompanyId: 'si-acme-test' }));
    await expect(importTransfer(deps, other)).rejects.toMatchObject({ code: 'transfer-other-company' });
  });

  test('waits for nothing: while a run is open, or anything is at work, it is refused', async () => {
    const open = await place();
    await open.deps.runs.open(aRun('r', 1, { state: 'running' }), [], []);
    await expect(importTransfer(open.deps, content)).rejects.toMatchObject({ code: 'run-busy' });
    await expect(exportTransfer(open.deps)).rejects.toMatchObject({ code: 'run-busy' });

    const busy = await place();
    let release = (): void => undefined;
    await busy.lock.tryStart(() => new Promise((resolve) => (release = resolve)));
    await expect(importTransfer(busy.deps, content)).rejects.toMatchObject({ code: 'run-busy' });
    expect(await busy.deps.pairs.links(acme)).toEqual([]);
    release();
    await busy.lock.free();
    await importTransfer(busy.deps, content);
    expect(await busy.deps.pairs.links(acme)).toHaveLength(1);
  });

  test('that was made before the last import here is refused', async () => {
    const { deps } = await full();
    const later = { ...known.facts, lastSuccessMs: deps.clock.now() + 1 };
    await putFacts(deps.pairs, later);
    await expect(inspectTransfer(deps, content)).rejects.toMatchObject({ code: 'transfer-stale' });
    await expect(importTransfer(deps, content)).rejects.toMatchObject({ code: 'transfer-stale' });
    expect(await deps.pairs.facts(acme)).toEqual(later);
  });

  test.each<[string, (atMs: number) => Partial<Remembered>]>([
    ['a person who was imported', (atMs) => ({ links: known.links.map((link) => ({ ...link, confirmedAtMs: atMs })) })],
    ['a row that was reverted', (atMs) => ({ reverted: known.reverted.map((row) => ({ ...row, atMs })) })],
    ['somebody not informed', (atMs) => ({ uninformed: known.uninformed.map((row) => ({ ...row, sinceMs: atMs })) })],
  ])('that was made before %s is refused, also where nothing got fully through since', async (_what, since) => {
    const { deps } = await full();
    await deps.pairs.replaceAll({ ...known, ...since(deps.clock.now() + 1) });
    await expect(importTransfer(deps, content)).rejects.toMatchObject({ code: 'transfer-stale' });
  });

  test('that was made before somebody was mailed is refused: nobody is mailed twice by it', async () => {
    const { deps } = await full();
    const counts = { confirmed: 1, failed: 0, skipped: 0, unknown: 0, pending: 0 };
    await deps.pairs.replaceAll({ ...known, uninformed: [] });
    const sent = { ...aRun('m', 1), task: 'mails', endedAtMs: deps.clock.now() + 1 } as const;
    await deps.runs.put({ ...sent, counts: { ...counts, confirmed: 0, skipped: 1 } });
    await inspectTransfer(deps, content);
    await deps.runs.put({ ...sent, counts });
    await expect(importTransfer(deps, content)).rejects.toMatchObject({ code: 'transfer-stale' });
    expect(await deps.pairs.uninformed(acme)).toEqual([]);
  });

  test('is taken back by the home it came from while nothing was imported there', async () => {
    const { deps } = await full();
    const own = await exportTransfer(deps);
    await deps.pairs.removeDecision(acme, 'ignore:2');
    expect(await importTransfer(deps, own)).toMatchObject({ changes: true, here: { decisions: 0 } });
    expect(await deps.pairs.decisions(acme)).toHaveLength(1);
  });
});

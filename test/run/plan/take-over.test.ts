import { beforeEach, describe, expect, test } from 'vitest';
import { answerTakeOver } from '../../../src/admin/take-over.ts';
import { decide } from '../../../src/admin/decide.ts';
import { saveSettings } from '../../../src/admin/save-settings.ts';
import type { CompanyPair, EmployeeId, RunId, SiUserId } from '../../../src/domain/ids.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { acme, createWorld, importPlan, preview, startWorker, type Worker, type World } from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

const numbers = Array.from({ length: 20 }, (_, index) => String(index + 1));
const renamed = 'acme-group|si-acme' as CompanyPair;

let world: World;
let worker: Worker;

/** Twenty people are linked at `acme`, one of them excluded, one protected, one reverted; then the address is another. */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    numbers.map((id) => anEmployee({ id, title: 'New' })),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  worker = startWorker(world);
  await preview(worker);
  await importPlan(worker);
  await decide(worker.deps, { decision: { kind: 'ignore', employeeId: '3' }, name: 'First3 Last3' });
  await decide(worker.deps, { decision: { kind: 'protect', siUserId: 'u4' }, name: 'First4 Last4' });
  const { pairs } = worker.deps;
  await pairs.putReverted([{ pair: acme, changeKey: 'e:5', atMs: 1, runId: 'r' as RunId }]);
  await putFacts(pairs, { ...(await pairs.facts(acme)), notWritable: ['location'] });
  const waiting = { name: 'First6 Last6', why: 'created', sinceMs: 1, runId: 'r' as RunId } as const;
  await pairs.changeUninformed(acme, [{ ...waiting, pair: acme, siUserId: 'u6' as SiUserId }], []);
  await saveSettings(worker.deps, { bambooSubdomain: 'acme-group', bambooKey: 'k3y' });
  world.bamboo.subdomain = 'acme-group';
});

const offer = () => worker.deps.state.get('take-over');
const answer = (same: boolean, from: string = acme) => answerTakeOver(worker.deps, { from, same });

describe('a company under a new BambooHR address', () => {
  test('is asked about, and nothing is taken over by itself', async () => {
    await preview(worker);
    expect(await offer()).toEqual({ pair: renamed, from: acme, links: 20, decisions: 2 });
    expect(await worker.deps.pairs.links(renamed)).toEqual([]);
    expect(await worker.deps.pairs.decisions(renamed)).toEqual([]);
  });

  test('gets everything that is remembered of its people, once it is said to be the same; the old address keeps it', async () => {
    await preview(worker);
    await answer(true);
    const { pairs } = worker.deps;
    const links = await pairs.links(renamed);
    expect(links).toHaveLength(20);
    expect(links.map((link) => ({ ...link, pair: acme }))).toEqual(await pairs.links(acme));
    expect(await pairs.decisions(renamed)).toEqual(await pairs.decisions(acme));
    expect(await pairs.reverted(renamed)).toEqual([{ pair: renamed, changeKey: 'e:5', atMs: 1, runId: 'r' }]);
    expect((await pairs.uninformed(renamed)).map(({ siUserId }) => siUserId)).toEqual(['u6']);
    expect(await pairs.facts(renamed)).toMatchObject({
      notWritable: ['location'],
      firstCreation: { state: 'answered', mailed: false },
      // What the guards ask for is proven at the new address.
      manualImportDone: false,
      askedAbout: [acme],
    });
    expect((await pairs.facts(renamed)).lastVisible).toBeUndefined();

    const { plan } = await preview(worker);
    expect(plan.changes.find((row) => row.key === 'e:3')?.kind).toBe('ignored');
    expect(plan.changes.find((row) => row.key === 'e:1')?.match?.by).toBe('link');
    expect(await offer()).toBeUndefined();
  });

  test('is a change that the audit names, and the plan made without it is dropped', async () => {
    await preview(worker);
    await answer(true);
    expect(await worker.deps.audit.list(1)).toMatchObject([
      { what: 'takeOver', before: 'acme', after: 'taken', pair: renamed, actor: 'Ada Admin' },
    ]);
    expect(await worker.deps.state.get('current-plan')).toBeUndefined();
  });

  test('that is said to be another is not asked about again', async () => {
    const { header } = await preview(worker);
    await answer(false);
    expect((await worker.deps.state.get('current-plan'))?.planId).toBe(header.id);
    await preview(worker);
    expect(await offer()).toBeUndefined();
    expect(await worker.deps.pairs.links(renamed)).toEqual([]);
    expect(await worker.deps.audit.list(1)).toMatchObject([{ what: 'takeOver', after: 'left' }]);
  });

  test('keeps what it knows better itself', async () => {
    await preview(worker);
    const { pairs } = worker.deps;
    const own = { employeeId: '1' as EmployeeId, siUserId: 'u9' as SiUserId, by: 'pin', confirmedAtMs: 9 } as const;
    await pairs.putLinks(renamed, [own]);
    const mailed = { state: 'answered', mailed: true, atMs: 9 } as const;
    await putFacts(pairs, { ...(await pairs.facts(renamed)), firstCreation: mailed });
    await answer(true);
    expect((await pairs.links(renamed)).find((link) => link.employeeId === '1')).toMatchObject(own);
    expect((await pairs.facts(renamed)).firstCreation).toEqual(mailed);
  });

  test('is asked about as long as nobody answered, also after an import', async () => {
    world.bamboo.change('1', { jobTitle: 'Newer' });
    await preview(worker);
    await importPlan(worker);
    await preview(worker);
    expect(await worker.deps.pairs.links(renamed)).not.toEqual([]);
    expect(await offer()).toMatchObject({ from: acme });
  });

  test('takes all or nothing', async () => {
    await preview(worker);
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if (this.name === 'reverted') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    };
    await expect(answer(true)).rejects.toMatchObject({ code: 'storage-quota' });
    IDBObjectStore.prototype.put = put;
    expect(await worker.deps.pairs.links(renamed)).toEqual([]);
    expect(await offer()).toMatchObject({ from: acme });
  });

  test.each([
    ['nothing was asked', async () => worker.deps.state.clear('take-over'), acme as string],
    ['another pair was asked about', async () => undefined, 'other|si-acme'],
  ])('takes nothing when %s', async (_why, prepare, from) => {
    await preview(worker);
    await prepare();
    await expect(answer(true, from)).rejects.toMatchObject({ code: 'plan-changed' });
    expect(await worker.deps.pairs.links(renamed)).toEqual([]);
  });

  test('takes nothing while a run is open', async () => {
    await preview(worker);
    const [run] = await worker.deps.runs.list(1);
    if (run) await worker.deps.runs.put({ ...run, state: 'running' });
    await expect(answer(true)).rejects.toMatchObject({ code: 'run-busy' });
  });
});

describe('a company that only looks like it', () => {
  test.each<[string, () => void]>([
    ['another company at Small Improvements', () => void (world.si.companyId = 'si-other')],
    ["another key owner's record", () => void (world.bamboo.keyOwner = { id: '7', name: 'Otto Other' })],
    [
      'the same ids of other people',
      () => {
        for (const id of numbers) {
          world.bamboo.change(id, { firstName: `Other${id}`, lastName: 'Person', workEmail: `o${id}@globex.com` });
        }
      },
    ],
    [
      'a fifth of the people being others',
      () => {
        for (const id of ['1', '2', '3', '4']) {
          world.bamboo.change(id, { firstName: 'Other', lastName: 'Person', workEmail: `o${id}@globex.com` });
        }
      },
    ],
  ])('with %s is not asked about', async (_what, change) => {
    change();
    await preview(worker);
    expect(await offer()).toBeUndefined();
  });

  test('is asked about although some left, married, or got another email', async () => {
    world.bamboo.change('1', { lastName: 'Married' });
    for (const id of numbers) if (id !== '1') world.bamboo.change(id, { workEmail: `p${id}@acme-group.com` });
    world.bamboo.change('2', { firstName: 'Other', lastName: 'Person' });
    await preview(worker);
    expect(await offer()).toMatchObject({ from: acme, links: 20 });
  });
});

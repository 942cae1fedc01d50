import { beforeEach, describe, expect, test } from 'vitest';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import { decisionId, type Decision, type Link, type StoredDecision } from '../../../src/domain/link.ts';
import type { OwnFormsRow } from '../../../src/domain/own-form.ts';
import type { PairState, Uninformed } from '../../../src/domain/pair-state.ts';
import type { RevertedRow } from '../../../src/domain/revert.ts';
import type { Stores } from '../../../src/run/deps.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { acme, employeeId, runId, siUserId } from '../../builders/stored.ts';
import type { Home, MakeHome } from './home.ts';
import { putFacts } from '../../put-facts.ts';

const neighbours = ['acme|si-acm', 'acme|si-acme2', 'acme|si-acmf', 'acme'] as CompanyPair[];
const renamed = 'acme-group|si-acme' as CompanyPair;

function aLink(id: string, over: Partial<Link> = {}): Link {
  return { employeeId: employeeId(id), siUserId: siUserId(`u${id}`), by: 'email', confirmedAtMs: 1, ...over };
}

function aDecision(decision: Decision, pair = acme): StoredDecision {
  return { pair, id: decisionId(decision), decision, name: 'Somebody', atMs: 1 };
}

const ignore = (id: string): Decision => ({ kind: 'ignore', employeeId: employeeId(id) });

function waiting(id: string, over: Partial<Uninformed> = {}): Uninformed {
  const row = { pair: acme, siUserId: siUserId(id), name: `Person ${id}`, why: 'created', sinceMs: 1 } as const;
  return { ...row, runId: runId('r'), ...over };
}

function reverted(changeKey: string, over: Partial<RevertedRow> = {}): RevertedRow {
  return { pair: acme, changeKey, atMs: 1, runId: runId('r'), ...over };
}

function forms(id: string, over: Partial<OwnFormsRow> = {}): OwnFormsRow {
  const kept = { jobTitle: { sent: 'R & D', kept: 'R &amp; D' } };
  return { pair: acme, siUserId: siUserId(id), forms: kept, ...over };
}

export function pairsContract(makeHome: MakeHome): void {
  let home: Home;
  let pairs: Stores['pairs'];

  beforeEach(async () => {
    home = await makeHome();
    ({ pairs } = home.stores());
  });

  describe('links', () => {
    test('of one company pair are not seen from another, alike as their names may be', async () => {
      await pairs.putLinks(acme, [aLink('20'), aLink('1')]);
      for (const other of neighbours) await pairs.putLinks(other, [aLink('7')]);

      expect((await pairs.links(acme)).map((link) => link.employeeId)).toEqual(['1', '20']);
      for (const other of neighbours) expect((await pairs.links(other)).map((link) => link.employeeId)).toEqual(['7']);
    });

    test('of the same employee replace each other', async () => {
      await pairs.putLinks(acme, [aLink('1', { externalId: '1' })]);
      await pairs.putLinks(acme, [aLink('1', { siUserId: siUserId('other'), deactivatedByUs: true })]);

      const link = aLink('1', { siUserId: siUserId('other'), deactivatedByUs: true });
      expect(await home.stores().pairs.links(acme)).toEqual([{ ...link, pair: acme }]);
    });

    test('named twice in one go are kept as the last says', async () => {
      await pairs.putLinks(acme, [aLink('1'), aLink('2'), aLink('1', { confirmedAtMs: 2 })]);
      expect((await pairs.links(acme)).map((link) => link.confirmedAtMs)).toEqual([2, 1]);
    });

    test('are none in the beginning, and none put is none', async () => {
      await pairs.putLinks(acme, []);
      expect(await pairs.links(acme)).toEqual([]);
    });

    test('are stored all or not at all', async () => {
      const broken = Object.defineProperty(aLink('2'), 'email', {
        enumerable: true,
        get: () => {
          throw new Error('cannot be read');
        },
      });
      await expect(pairs.putLinks(acme, [aLink('1'), broken])).rejects.toMatchObject({ code: 'storage-failed' });
      expect(await pairs.links(acme)).toEqual([]);
    });

    test('of 3,000 people come back', async () => {
      const links = Array.from({ length: 3_000 }, (_, index) => aLink(String(10_000 + index)));
      await pairs.putLinks(acme, links);
      expect(await pairs.links(acme)).toEqual(links.map((link) => ({ ...link, pair: acme })));
    });
  });

  describe('decisions', () => {
    test('of one company pair are not seen from another', async () => {
      await pairs.putDecision(aDecision(ignore('1')));
      for (const pair of neighbours) await pairs.putDecision(aDecision(ignore('2'), pair));

      expect(await pairs.decisions(acme)).toEqual([ignore('1')]);
      expect(await pairs.storedDecisions(acme)).toEqual([aDecision(ignore('1'))]);
    });

    test('replace each other under one id, and can be taken back', async () => {
      await pairs.putDecision(aDecision(ignore('1')));
      await pairs.putDecision({ ...aDecision(ignore('1')), atMs: 2 });
      await pairs.putDecision(aDecision(ignore('2')));
      await pairs.putDecision(aDecision(ignore('1'), neighbours[0]));
      expect((await pairs.storedDecisions(acme)).map(({ atMs }) => atMs)).toEqual([2, 1]);

      await pairs.removeDecision(acme, decisionId(ignore('1')));
      await pairs.removeDecision(acme, 'nothing under this id');
      expect(await pairs.decisions(acme)).toEqual([ignore('2')]);
      expect(await pairs.decisions(neighbours[0] as CompanyPair)).toEqual([ignore('1')]);
    });
  });

  describe('facts', () => {
    test('say that nothing happened yet where nothing is stored', async () => {
      expect(await pairs.facts(acme)).toEqual({ pair: acme, manualImportDone: false, notWritable: [] });
      expect(await pairs.known()).toEqual([]);
    });

    test('that several change at the same moment keep what each of them changed', async () => {
      const fields = Array.from({ length: 8 }, (_, index) => `field ${index}`);
      const changed = await Promise.all(
        fields.map((field) =>
          pairs.changeFacts(acme, (facts) => ({ ...facts, notWritable: [...facts.notWritable, field] })),
        ),
      );

      expect((await pairs.facts(acme)).notWritable.toSorted()).toEqual(fields);
      expect(new Set(changed.map(({ notWritable }) => notWritable.length)).size).toBe(fields.length);
    });

    test('stay as they are where their change fails', async () => {
      const facts = { pair: acme, manualImportDone: true, notWritable: [] };
      await putFacts(pairs, facts);
      const failing = pairs.changeFacts(acme, () => {
        throw new AppError('preview-needed');
      });

      await expect(failing).rejects.toMatchObject({ code: 'preview-needed' });
      expect(await pairs.facts(acme)).toEqual(facts);
    });

    test('are kept for the pair', async () => {
      const facts = { pair: acme, manualImportDone: true, notWritable: ['gender'], lastVisible: 7, lastSuccessMs: 5 };
      await putFacts(pairs, { ...facts, lastVisible: 6 });
      await putFacts(pairs, facts);

      expect(await pairs.facts(acme)).toEqual(facts);
      expect((await pairs.facts(neighbours[0] as CompanyPair)).manualImportDone).toBe(false);
    });

    test('say which pairs anything is remembered of', async () => {
      for (const pair of [renamed, acme]) await putFacts(pairs, { pair, manualImportDone: false, notWritable: [] });
      expect((await pairs.known()).toSorted()).toEqual([renamed, acme].toSorted());
    });
  });

  describe('the list of people not informed', () => {
    test('takes some and loses others in one go, for one pair', async () => {
      await pairs.changeUninformed(acme, [waiting('u1'), waiting('u2')], []);
      const elsewhere = waiting('u1', { pair: neighbours[0] as CompanyPair });
      await pairs.changeUninformed(elsewhere.pair, [elsewhere], []);
      await pairs.changeUninformed(acme, [waiting('u3'), waiting('u2', { unknown: true })], [siUserId('u1')]);

      expect(await pairs.uninformed(acme)).toEqual([waiting('u2', { unknown: true }), waiting('u3')]);
      expect(await pairs.uninformed(elsewhere.pair)).toEqual([elsewhere]);
    });

    test('keeps somebody who is taken off and put on in one go', async () => {
      await pairs.changeUninformed(acme, [waiting('u1')], []);
      await pairs.changeUninformed(acme, [waiting('u1', { sinceMs: 2 })], [siUserId('u1')]);
      expect(await pairs.uninformed(acme)).toEqual([waiting('u1', { sinceMs: 2 })]);
    });

    test('stays as it was where nothing changes', async () => {
      await pairs.changeUninformed(acme, [waiting('u1')], []);
      await pairs.changeUninformed(acme, [], []);
      expect(await pairs.uninformed(acme)).toEqual([waiting('u1')]);
    });
  });

  describe('reverted rows', () => {
    test('are kept until they are forgotten, pair by pair', async () => {
      await pairs.putReverted([reverted('e:1'), reverted('e:2'), reverted('e:1', { pair: renamed })]);
      await pairs.putReverted([reverted('e:2', { atMs: 2 })]);
      await pairs.putReverted([]);
      await pairs.forgetReverted(acme, ['e:1', 'e:77']);
      await pairs.forgetReverted(acme, []);

      expect(await pairs.reverted(acme)).toEqual([reverted('e:2', { atMs: 2 })]);
      expect(await pairs.reverted(renamed)).toEqual([reverted('e:1', { pair: renamed })]);
    });
  });

  describe('forms of Small Improvements’ own', () => {
    test('are kept by account, and a row without any is taken away', async () => {
      await pairs.putOwnForms([forms('u1'), forms('u2'), forms('u1', { pair: renamed })]);
      await pairs.putOwnForms([]);
      await pairs.putOwnForms([forms('u1', { forms: {} }), forms('u3')]);

      expect(await pairs.ownForms(acme)).toEqual([forms('u2'), forms('u3')]);
      expect(await pairs.ownForms(renamed)).toEqual([forms('u1', { pair: renamed })]);
    });
  });

  describe('putting something in the place of everything of a pair', () => {
    const facts = (pair: CompanyPair): PairState => ({ pair, manualImportDone: true, notWritable: ['gender'] });
    const nothing = { links: [], decisions: [], reverted: [], uninformed: [], ownForms: [] };
    const all = async (pair: CompanyPair) => ({
      facts: await pairs.facts(pair),
      links: await pairs.links(pair),
      decisions: await pairs.storedDecisions(pair),
      reverted: await pairs.reverted(pair),
      uninformed: await pairs.uninformed(pair),
      ownForms: await pairs.ownForms(pair),
    });

    async function fill(pair: CompanyPair, ids: readonly string[]): Promise<void> {
      await pairs.putLinks(
        pair,
        ids.map((id) => aLink(id)),
      );
      for (const id of ids) await pairs.putDecision(aDecision(ignore(id), pair));
      await pairs.putReverted(ids.map((id) => reverted(`e:${id}`, { pair })));
      await pairs.changeUninformed(
        pair,
        ids.map((id) => waiting(`u${id}`, { pair })),
        [],
      );
      await pairs.putOwnForms(ids.map((id) => forms(`u${id}`, { pair })));
    }

    test('leaves nothing of what was there, and other pairs as they are', async () => {
      await fill(acme, ['1', '2', '3']);
      for (const pair of neighbours) await fill(pair, ['1', '7']);
      const others = await Promise.all(neighbours.map(all));
      const rows = {
        links: [{ ...aLink('2', { confirmedAtMs: 9 }), pair: acme }],
        decisions: [aDecision(ignore('4'))],
        reverted: [reverted('e:2', { atMs: 9 })],
        uninformed: [waiting('u9')],
        ownForms: [forms('u2')],
      };
      await pairs.replaceAll({ facts: facts(acme), ...rows });

      expect(await all(acme)).toEqual({ facts: facts(acme), ...rows });
      expect(await Promise.all(neighbours.map(all))).toEqual(others);
      await pairs.replaceAll({ facts: facts(acme), ...nothing });
      expect(await all(acme)).toEqual({ facts: facts(acme), ...nothing });
    });

    test('is stored whole or not at all', async () => {
      await fill(acme, ['1', '2']);
      const before = await all(acme);
      const broken = Object.defineProperty(forms('u2'), 'forms', {
        enumerable: true,
        get: () => {
          throw new Error('cannot be read');
        },
      });
      const replacing = pairs.replaceAll({ facts: facts(acme), ...nothing, ownForms: [forms('u1'), broken] });
      await expect(replacing).rejects.toMatchObject({ code: 'storage-failed' });
      expect(await all(acme)).toEqual(before);
    });
  });

  describe('taking over from another address of the company', () => {
    const all = async (pair: CompanyPair) => ({
      links: await pairs.links(pair),
      decisions: await pairs.storedDecisions(pair),
      reverted: await pairs.reverted(pair),
      uninformed: await pairs.uninformed(pair),
      ownForms: await pairs.ownForms(pair),
    });

    test('copies what is remembered of people, and the former address keeps it', async () => {
      await pairs.putLinks(acme, [aLink('1'), aLink('2')]);
      await pairs.putDecision(aDecision(ignore('1')));
      await pairs.putReverted([reverted('e:1')]);
      await pairs.changeUninformed(acme, [waiting('u1')], []);
      await pairs.putOwnForms([forms('u1')]);
      const before = await all(acme);
      await pairs.takeOver(acme, renamed);

      expect(await all(acme)).toEqual(before);
      const moved = await all(renamed);
      expect(Object.values(moved).flat()).toHaveLength(6);
      for (const [kind, rows] of Object.entries(moved)) {
        expect(rows.map((row) => ({ ...row, pair: acme }))).toEqual(before[kind as keyof typeof before]);
        for (const row of rows) expect(row).toMatchObject({ pair: renamed });
      }
    });

    test('leaves what the new address knows itself', async () => {
      await pairs.putLinks(acme, [aLink('1', { confirmedAtMs: 1 }), aLink('2')]);
      await pairs.putLinks(renamed, [aLink('1', { confirmedAtMs: 9 })]);
      await pairs.takeOver(acme, renamed);
      expect((await pairs.links(renamed)).map((link) => link.confirmedAtMs)).toEqual([9, 1]);
    });

    test('takes over what Small Improvements does not take and the answer, but nothing the guards compare with', async () => {
      const firstCreation = { state: 'answered', mailed: true, atMs: 3 } as const;
      const theirs: PairState = { pair: acme, manualImportDone: true, notWritable: ['gender'], lastVisible: 50 };
      await putFacts(pairs, { ...theirs, firstCreation, confirmedUnreadable: ['hireDate'] });
      await putFacts(pairs, { pair: renamed, manualImportDone: false, notWritable: ['location'], lastVisible: 7 });
      await pairs.takeOver(acme, renamed);

      expect(await pairs.facts(renamed)).toMatchObject({
        pair: renamed,
        manualImportDone: false,
        notWritable: ['location', 'gender'],
        confirmedUnreadable: ['hireDate'],
        firstCreation,
        lastVisible: 7,
        askedAbout: [acme],
      });
      expect((await pairs.facts(acme)).lastVisible).toBe(50);
    });

    test('from an address nobody knows changes nothing', async () => {
      await pairs.putLinks(renamed, [aLink('1')]);
      await pairs.takeOver(acme, renamed);
      expect(await pairs.links(renamed)).toHaveLength(1);
      expect(await pairs.facts(renamed)).toEqual({ pair: renamed, manualImportDone: false, notWritable: [] });
    });
  });
}

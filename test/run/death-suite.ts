import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { JournalRow } from '../../src/domain/journal.ts';
import type { RunId, SiUserId } from '../../src/domain/ids.ts';
import type { SiUser } from '../../src/domain/people.ts';
import { propertyOptions } from '../property.ts';
import { createLife, type Death, type Outage } from './fakes/life.ts';
import { anEmployee, aSiUser } from './fakes/people.ts';
import { acme, type MakeWorld, settled, previewSeen, startWorker, type World } from './fakes/test-deps.ts';
import { quietErrors } from '../quiet-errors.ts';
import { putFacts } from '../put-facts.ts';

const intervalMs = 3 * 3_600_000;

/** Ways in which Small Improvements may be, of which only a tenant can tell which it is (SI reference §10). */
const modes: readonly (readonly [string, (world: World) => void])[] = [
  ['takes what it is given', () => undefined],
  ['drops a key without a word', ({ si }) => si.twist({ on: 'writeFields', drop: ['jobTitle'] })],
  ['answers a double invitation with the account there is', ({ si }) => (si.duplicates = 'existing')],
  ['refuses a double invitation', ({ si }) => (si.duplicates = 'error')],
  ['names nobody it locked', ({ si }) => (si.lockAnswers = 'nobody')],
  ['does not say whom it invited', ({ si }) => (si.inviteAnswers = 'nobody')],
];

/** Every kind of write, each in more than one piece: newcomers below newcomers, an email handed on, people leaving and coming back. */
async function company(makeWorld: MakeWorld, mode: (world: World) => void = () => undefined): Promise<World> {
  const world = await makeWorld(
    [
      anEmployee({ id: '1' }),
      anEmployee({ id: '2', title: 'New', boss: '1' }),
      anEmployee({ id: '3', boss: '21', email: 'p4@acme.com' }),
      anEmployee({ id: '4', email: 'renamed@acme.com' }),
      anEmployee({ id: '5', active: false }),
      anEmployee({ id: '6', active: false }),
      anEmployee({ id: '7', title: 'Back again', boss: '2' }),
      anEmployee({ id: '20', title: 'Newcomer', boss: '1' }),
      anEmployee({ id: '21', title: 'Newcomer', boss: '20' }),
      ...Array.from({ length: 12 }, (_, index) => anEmployee({ id: String(100 + index) })),
    ],
    [
      ...['1', '2', '3', '4', '5', '6'].map((id) => aSiUser({ id: `u${id}` })),
      aSiUser({ id: 'u7', active: false }),
      ...Array.from({ length: 12 }, (_, index) => aSiUser({ id: `u${100 + index}` })),
    ],
  );
  world.settings = { ...world.settings, automaticImports: true, sendPasswordEmails: true };
  await previewSeen(startWorker(world));
  const { pairs } = startWorker(world).deps;
  await putFacts(pairs, settled);
  await pairs.putLinks(acme, [
    {
      employeeId: anEmployee({ id: '7' }).id,
      siUserId: aSiUser({ id: 'u7' }).id,
      by: 'link',
      confirmedAtMs: 1,
      deactivatedByUs: true,
    },
  ]);
  mode(world);
  return world;
}

/** Lets workers live and die until all deaths are spent and nothing is left to do. Calls the first one made. */
async function live(world: World, deaths: readonly Death[]): Promise<number> {
  const [first, ...others] = deaths;
  const life = createLife(first);
  const worker = startWorker(world, life);
  // A worker may die before its tick has come back to whoever called it.
  await Promise.race([worker.coordinator.tick(), life.died]);
  await worker.quiet();
  if (life.isDead) await live(world, others);
  return life.calls;
}

async function liveUntilNothingIsLeft(world: World, deaths: readonly Death[]): Promise<number> {
  const calls = await live(world, deaths);
  // Whatever died before its run was opened is made up for at the next interval.
  for (let round = 0; round < 2; round += 1) {
    world.clock.advance(intervalMs);
    await live(world, []);
  }
  return calls;
}

/** One worker whose storage is away for a while, and is there again; calls to the storage made in its first tick. */
async function liveThrough(world: World, outage?: Outage): Promise<number> {
  const life = createLife(undefined, outage);
  const worker = startWorker(world, life);
  const tick = async () => {
    await worker.coordinator.tick().catch(() => undefined);
    await worker.quiet();
  };
  await tick();
  const { storageCalls } = life;
  // The next looks come before the next interval does, and so does whoever goes on with what was begun.
  for (let look = 0; look < 3; look += 1) {
    world.clock.advance(60_000);
    await tick();
  }
  await liveUntilNothingIsLeft(world, []);
  return storageCalls;
}

/** What Small Improvements holds, by login; newcomers' ids are made of their logins. */
function endState(world: World): readonly SiUser[] {
  return [...world.si.users.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function expectSameEnd(world: World, expected: readonly SiUser[]): void {
  expect(endState(world)).toEqual(expected);
  expect(world.si.invited.toSorted()).toEqual(['p20@acme.com', 'p21@acme.com']);
  expect(new Set(world.si.mailed).size).toBe(world.si.mailed.length);
}

/** Everything an undisturbed company comes to, and how many calls that takes. */
async function undisturbed(makeWorld: MakeWorld, mode?: (world: World) => void) {
  const world = await company(makeWorld, mode);
  const calls = await liveUntilNothingIsLeft(world, []);
  return { world, calls, end: endState(world) };
}

/** Everybody created who did not certainly get a mail is on the list, and nobody else of them. */
async function expectListed(world: World): Promise<void> {
  const { runs, pairs } = startWorker(world).deps;
  const mailed = new Set<string>();
  for (const run of await runs.list(20)) {
    for (const row of await runs.journal(run.id)) {
      if (row.operation.stage === 'mails' && row.state === 'confirmed')
        mailed.add(`new p${row.operation.employeeId}@acme.com`);
    }
  }
  const listed = (await pairs.uninformed(acme)).map((row) => String(row.siUserId));
  const created = [...world.si.users.keys()].filter((id) => id.startsWith('new '));
  expect(listed.filter((id) => created.includes(id as SiUserId))).toEqual(
    created.filter((id) => !mailed.has(id)).toSorted(),
  );
}

/** Nobody is said to be imported whose mail or account SI does not have, and every mail not known to be sent is listed. */
async function expectHonest(world: World, run: RunId): Promise<void> {
  const journal = await startWorker(world).deps.runs.journal(run);
  const confirmed = journal.filter((row) => row.state === 'confirmed').map((row) => row.siUserId);
  expect(confirmed.filter((id) => id === undefined || !world.si.users.has(id))).toEqual([]);

  const mails = journal.filter(isMail);
  expect(mails.filter((row) => row.state === 'confirmed' && mailsTo(world, row) !== 1)).toEqual([]);
  expect(mails.filter((row) => !['confirmed', 'unknown', 'skipped'].includes(row.state))).toEqual([]);
}

/** Where one run is all there was: whose mail it left out has none. */
async function expectSkippedUnmailed(world: World, run: RunId): Promise<void> {
  const mails = (await startWorker(world).deps.runs.journal(run)).filter(isMail);
  expect(mails.filter((row) => row.state === 'skipped' && mailsTo(world, row) !== 0)).toEqual([]);
}

const isMail = ({ operation }: JournalRow) => operation.stage === 'mails';
const mailsTo = (world: World, row: JournalRow) =>
  world.si.mailed.filter((id) => id === `new p${String(row.operation.employeeId)}@acme.com`).length;

/** What a death at any moment must not change, wherever things are stored. `share`: of the runs of other properties. */
export function deathSuite(place: string, makeWorld: MakeWorld, share: number): void {
  describe(`a worker that dies, over ${place}`, () => {
    beforeEach(() => {
      quietErrors();
    });

    test('not at all, imports everything', async () => {
      const { world, calls } = await undisturbed(makeWorld);

      expect(calls).toBeGreaterThan(80);
      expect(world.si.user('u3')).toMatchObject({ login: 'p4@acme.com', managerId: 'new p21@acme.com' });
      expect(world.si.user('u4').login).toBe('renamed@acme.com');
      expect([world.si.user('u5').active, world.si.user('u6').active, world.si.user('u7').active]).toEqual([
        false,
        false,
        true,
      ]);
      expect(world.si.user('new p21@acme.com')).toMatchObject({
        jobTitle: 'Newcomer',
        externalId: '21',
        managerId: 'new p20@acme.com',
      });
      expect(world.si.mailed.toSorted()).toEqual(['new p20@acme.com', 'new p21@acme.com']);
      const runs = await startWorker(world).deps.runs.list(10);
      expect(runs.map((run) => [run.trigger, run.state])).toEqual([['automatic', 'done']]);
    });

    test.each(modes)(
      'at any call, before or after it took effect, once or again and again, leaves the same end where SI %s',
      async (_what, mode) => {
        const { end, calls } = await undisturbed(makeWorld, mode);
        const death = fc.record({ atCall: fc.integer({ min: 1, max: calls }), applied: fc.boolean() });
        const again = fc.record({ atCall: fc.integer({ min: 1, max: Math.round(calls / 3) }), applied: fc.boolean() });
        await fc.assert(
          fc.asyncProperty(death, fc.array(again, { maxLength: 2 }), async (first, others) => {
            const world = await company(makeWorld, mode);
            await liveUntilNothingIsLeft(world, [first, ...others]);

            expectSameEnd(world, end);
            const { runs, state } = startWorker(world).deps;
            expect(await runs.openRun()).toBeUndefined();
            expect(await state.get('activity')).toEqual({ kind: 'idle' });
            expect(world.awake).toBe(0);
            const listed = await runs.list(10);
            for (const run of listed) {
              expect(run.counts.pending).toBe(0);
              await expectHonest(world, run.id);
              await expectSkippedUnmailed(world, run.id);
            }
            await expectListed(world);
          }),
          { ...propertyOptions(share), endOnFailure: true },
        );
      },
    );

    test('while its storage is away for a while, and lives on, leaves the same end', async () => {
      const { end } = await undisturbed(makeWorld);
      const calls = await liveThrough(await company(makeWorld));
      const outage = fc.record({
        atCall: fc.integer({ min: 1, max: calls }),
        calls: fc.integer({ min: 1, max: 12 }),
        applied: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(outage, async (away) => {
          const world = await company(makeWorld);
          await liveThrough(world, away);

          // An import of its own writes no gender to a newcomer who has none.
          for (const id of world.si.users.keys()) world.si.change(id, { gender: null });
          expectSameEnd(
            world,
            end.map((user) => ({ ...user, gender: null })),
          );
          const { runs, state } = startWorker(world).deps;
          expect(await runs.openRun()).toBeUndefined();
          expect(await state.get('activity')).toEqual({ kind: 'idle' });
          for (const run of await runs.list(20)) await expectHonest(world, run.id);
          await expectListed(world);
        }),
        { ...propertyOptions(share), endOnFailure: true },
      );
    });
  });
}

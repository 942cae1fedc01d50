import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalRow } from '../../../src/domain/journal.ts';
import type { EmployeeId, SiUserId } from '../../../src/domain/ids.ts';
import { AppError, type ErrorCode } from '../../../src/shared/app-error.ts';
import { propertyOptions } from '../../property.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { type Twist, writeMethods } from '../fakes/fake-si.ts';
import { createLife, type Death } from '../fakes/life.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { acme, type MakeWorld, settled, startWorker, type World, previewSeen } from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

const size = 60;
const among = (id: number, from: number, count: number) => id >= from && id < from + count;
const isFresh = (id: number) => among(id, 1, 4);
const isChanged = (id: number) => among(id, 10, 6);
const isBack = (id: number) => among(id, 20, 4);
const isMoved = (id: number) => among(id, 30, 5);
const isLeaving = (id: number) => among(id, 40, 5);

/** A company in which an automatic import has several operations of every stage. */
async function company(makeWorld: MakeWorld): Promise<World> {
  const ids = Array.from({ length: size }, (_, at) => at + 1);
  const world = await makeWorld(
    ids.map((id) =>
      anEmployee({
        id: String(id),
        title: isChanged(id) ? 'New' : 'Old',
        boss: isMoved(id) ? '60' : null,
        active: !isLeaving(id),
      }),
    ),
    ids
      .filter((id) => !isFresh(id))
      .map((id) => aSiUser({ id: `u${id}`, title: 'Old', department: 'Sales', active: !isBack(id) })),
  );
  for (const id of ids) world.bamboo.change(String(id), { department: 'Sales' });
  world.settings = { ...world.settings, automaticImports: true, sendPasswordEmails: true };
  const worker = startWorker(world);
  const { pairs } = worker.deps;
  await putFacts(pairs, settled);
  await previewSeen(worker);
  const links = ids.filter(isBack).map((id) => ({
    employeeId: String(id) as EmployeeId,
    siUserId: `u${id}` as SiUserId,
    by: 'employee-id' as const,
    confirmedAtMs: 1,
    deactivatedByUs: true,
  }));
  await pairs.putLinks(acme, links);
  return world;
}

const codes: readonly ErrorCode[] = [
  'timeout',
  'offline',
  'si-unavailable',
  'si-not-json',
  'si-rejected',
  'si-forbidden',
  'si-rate-limited',
  'si-wrong-token',
];

const trouble = fc.record({
  on: fc.constantFrom(...writeMethods, 'readUsers' as const, 'findByLogin' as const, 'findByExternalId' as const),
  // Most of what can go wrong goes wrong at the beginning of a stage.
  after: fc.constantFrom(0, 0, 0, 1, 2, 4),
  times: fc.constantFrom(1, 1, 2, 5, Number.POSITIVE_INFINITY),
  how: fc.constantFrom(
    'refuse' as const,
    'lose' as const,
    'lose' as const,
    'ignore' as const,
    'drop' as const,
    'blank' as const,
  ),
  code: fc.constantFrom(...codes),
  /** Of a rate limit, how long it asks for. */
  waitMs: fc.constantFrom(2_000, 90_000, 20 * 60_000),
});

type Trouble = typeof trouble extends fc.Arbitrary<infer Value> ? Value : never;

function twistOf({ on, after, times, how, code, waitMs }: Trouble, world: World): Twist {
  const error = () =>
    new AppError(code, code === 'si-rate-limited' ? { retryAtMs: world.clock.now() + waitMs } : undefined);
  const base = { on, after, times };
  if (how === 'ignore') return { ...base, ignore: true };
  if (how === 'drop') return { ...base, drop: ['jobTitle', 'employeeId'] };
  if (how === 'blank') return { ...base, blank: ['department'] };
  return how === 'refuse' ? { ...base, refuse: error } : { ...base, lose: error };
}

/** Rows as the journal took them down, over all lives of the worker. */
type Trace = Pick<JournalRow, 'runId' | 'seq' | 'state' | 'operation'>[];

/** Operations that left while nobody of their stage was confirmed and another one was still open. */
function leftTooEarly(trace: Trace): Trace {
  const rows = new Map<string, Trace[number]>();
  return trace.filter((event) => {
    const { runId, operation, seq } = event;
    const others = [...rows.values()].filter(
      (row) => row.runId === runId && row.operation.stage === operation.stage && row.seq !== seq,
    );
    rows.set(`${runId} ${seq}`, event);
    const isProven = others.some(({ state }) => state === 'confirmed');
    const isOpen = others.some(({ state }) => state === 'sent');
    return event.state === 'sent' && !isProven && isOpen;
  });
}

/** One life of a worker that looks what is due, and what its journal took down in it. */
async function live(world: World, trace: Trace, death: Death | undefined): Promise<void> {
  const worker = startWorker(world, createLife(death));
  const { runs } = worker.deps;
  const putRow = runs.putRow.bind(runs);
  runs.putRow = (row, durability) => {
    trace.push(row);
    return putRow(row, durability);
  };
  await Promise.race([worker.coordinator.tick(), worker.life.died]);
  await worker.quiet();
}

/** What leaves when, wherever things are stored. `share`: of the runs of other properties. */
export function canarySuite(place: string, makeWorld: MakeWorld, share: number): void {
  test(`no operation of a stage leaves before one of its canaries was confirmed, whatever fails, whenever, over ${place}`, async () => {
    const stagesSeen = new Set<string>();
    const death = fc.record({ atCall: fc.integer({ min: 20, max: 320 }), applied: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(trouble, { minLength: 1, maxLength: 4 }),
        fc.array(fc.option(death, { nil: undefined }), { maxLength: 2 }),
        async (troubles, deaths) => {
          quietErrors();
          const world = await company(makeWorld);
          for (const each of troubles) world.si.twist(twistOf(each, world));
          const trace: Trace = [];
          for (const end of [...deaths, undefined, undefined]) {
            await live(world, trace, end);
            world.clock.advance(21 * 60_000);
          }
          for (const { operation, state } of trace) if (state === 'sent') stagesSeen.add(operation.stage);
          expect(leftTooEarly(trace)).toEqual([]);
        },
      ),
      propertyOptions(share),
    );
    // A handful of runs need not come to all of them.
    if (share >= 0.5)
      expect(stagesSeen).toEqual(new Set(['create', 'fields', 'reactivate', 'managers', 'deactivate', 'mails']));
  }, 300_000);
}

import { describe, it } from 'vitest';
import { createRandom } from '../../sandbox/random.ts';
import {
  everyWrite,
  expectSameEnd,
  type Fate,
  faultOf,
  importWhole,
  openDesk,
  type Outcome,
  startImport,
  type Trigger,
  until,
  untilEnded,
} from './exactly-once.ts';
import { killWorker } from '../kill-worker.ts';
import { long, seed } from './counts.ts';

const points = Number(process.env['KILL_POINTS'] ?? (long ? 25 : 3));

/** Much longer than it takes to end a worker. */
const heldMs = 4_000;

const fates: readonly Fate[] = ['never arrives', 'is carried out later', 'is carried out and not answered'];
const triggers: readonly Trigger[] = ['manual', 'automatic'];

interface Point {
  /** How far the import is when the worker dies: hundredths of all its writes. */
  readonly percent: number;
  /** Of the request it dies at. */
  readonly fate: Fate;
  readonly trigger: Trigger;
}

const random = createRandom(seed, 'kills');
/** Spread over the whole import; every fate, with a trigger by the seed, and at full counts with either. */
const killPoints = Array.from({ length: points }, (_, index): readonly [string, Point] => {
  const percent = Math.floor(((index + random.next()) / points) * 100);
  // Over long rows every fate meets every part of the import.
  const fate = fates[(index + Math.floor(index / 6)) % 3] ?? 'never arrives';
  const trigger = triggers[(index + seed) % 2] ?? 'manual';
  return [`at ${percent} %, where the request on its way ${fate} (${trigger})`, { percent, fate, trigger }] as const;
});

describe('an import of sixty people whose worker is killed', () => {
  let whole: Outcome | undefined;

  it('not at all, is the measure', async ({ expect, onTestFinished }) => {
    whole = await importWhole(onTestFinished, expect);
    expect(whole.writes).toBeGreaterThan(20);
  });

  it.concurrent.for(killPoints)(
    '%s, comes to the same end',
    async ([, { percent, fate, trigger }], { expect, onTestFinished }) => {
      if (!whole) throw new Error('there is nothing to compare with');
      const desk = await openDesk(onTestFinished);
      const { faults } = desk.sandbox;
      const writes = whole.writes - (trigger === 'manual' ? whole.mails : 0);
      const skip = Math.floor((percent / 100) * writes);
      const fault = faults.add({ ...everyWrite, ...faultOf(fate, heldMs), skip });
      await startImport(desk.page, trigger);
      await until(() => fault.hits > 0, 90_000);
      await killWorker(desk.page);
      await untilEnded(desk.page);
      expect(fault.hits).toBe(1);
      await expectSameEnd(desk, whole, trigger, expect);
    },
  );
});

import '../../../ui/texts.ts';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../../../src/domain/run.ts';
import { exitCodeOfRun } from '../../../../src/runner/cli/print/run-lines.ts';
import { aRun } from '../../../ui/builders.ts';

const none = { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 0 };

function codes(counts: Partial<Run['counts']>): readonly number[] {
  const run = aRun({ counts: { ...none, ...counts } });
  return [false, true].map((isByName) => exitCodeOfRun(run, { isByName }));
}

describe('what a command ends with, for everybody and for people who were named', () => {
  test('is 1 where somebody failed or is not known', () => {
    expect(codes({ confirmed: 3, failed: 1 })).toEqual([1, 1]);
    expect(codes({ confirmed: 3, unknown: 1 })).toEqual([1, 1]);
  });

  test('is 1 where nobody who was named came through, and 0 where others were skipped', () => {
    expect(codes({ skipped: 1 })).toEqual([0, 1]);
    expect(codes({ confirmed: 1, skipped: 1 })).toEqual([0, 0]);
  });

  test('is 0 where everybody came through, or nobody was meant', () => {
    expect(codes({ confirmed: 3 })).toEqual([0, 0]);
    expect(codes({})).toEqual([0, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import { guardSelfTest } from '../../../src/sync/guard/guard-self-test.ts';
import { guardIds } from '../../../src/domain/guard.ts';

describe('guardSelfTest', () => {
  it('finds every guard in order', () => {
    expect(guardSelfTest().filter((result) => !result.ok)).toEqual([]);
  });

  it('puts every guard to the test', () => {
    const tested = new Set(guardSelfTest().map((result) => result.name.split('.')[0]));
    expect(guardIds.filter((id) => !tested.has(id))).toEqual([]);
  });
});

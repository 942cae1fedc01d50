import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/overlay/pacer.ts';

describe('the pacer', () => {
  it('lets ten repairs through and then waits longer each time', () => {
    const pacer = createPacer();
    for (let turn = 0; turn < 10; turn += 1) expect(pacer.repair(turn * 10)).toBe(0);
    const first = pacer.repair(100);
    expect(first).toBeGreaterThan(0);
    expect(pacer.repair(150)).toBe(first - 50);
    let nowMs = 100 + first;
    const waits: number[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      const wait = pacer.repair(nowMs);
      if (wait > 0) waits.push(wait);
      nowMs += Math.max(wait, 1);
    }
    expect(Math.max(...waits)).toBeGreaterThan(first);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
  });

  it('is at ease again after a quiet time', () => {
    const pacer = createPacer();
    for (let turn = 0; turn < 11; turn += 1) pacer.repair(turn);
    expect(pacer.repair(60_000)).toBe(0);
  });
});

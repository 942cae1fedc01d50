import { describe, expect, it } from 'vitest';
import { readRuns } from '../../scripts/lib/stored.ts';
import { importEverybody, refreshPreview } from '../../scripts/lib/walk.ts';
import { until } from '../e2e/exactly-once.ts';
import { connect } from '../e2e/product.ts';
import { revertRun } from '../e2e/revert-run.ts';
import { startInFirefox } from './firefox-product.ts';
import { long, seed } from '../e2e/counts.ts';

describe.runIf(long)('a revert in Firefox', () => {
  it('gives Small Improvements back what it held, run by run', async () => {
    const product = await startInFirefox({ sandbox: { seed } });
    const { sandbox, page } = product;
    await connect(product);
    const before = structuredClone(sandbox.state.si.users);
    await importEverybody(page);
    const imported = (await readRuns(page)).length;
    for (let index = 0; index < imported; index += 1) {
      await revertRun(page, index);
      const done = async () => (await readRuns(page)).filter(({ state }) => state === 'done').length;
      await until(async () => (await done()) === imported + index + 1, 150_000);
    }
    const known = new Set(before.map(({ id }) => id));
    const after = sandbox.state.si.users;
    expect(after.filter(({ id }) => known.has(id))).toEqual(before);
    const created = after.filter(({ id }) => !known.has(id));
    expect(created.length).toBeGreaterThan(0);
    expect(created.filter(({ isActive }) => isActive)).toEqual([]);
    await refreshPreview(page);
  });
});

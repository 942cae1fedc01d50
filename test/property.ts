import type { Parameters } from 'fast-check';

/** How often each property is tried; `npm run test:long` raises it. */
const runs = Number(process.env['PROPERTY_RUNS'] ?? 100);

/**
 * Options for `fc.assert`: the number of runs of this machine's suite and, with `TEST_SEED`, a fixed seed.
 * Without it the seed is drawn anew each time; fast-check names it when a property fails.
 *
 * Shape:  `share` lowers the count for properties whose single run is dear
 */
export function propertyOptions<Value>(share = 1): Parameters<Value> {
  const seed = process.env['TEST_SEED'];
  const numRuns = Math.max(1, Math.round(runs * share));
  return seed === undefined || seed === '' ? { numRuns } : { numRuns, seed: Number(seed) };
}

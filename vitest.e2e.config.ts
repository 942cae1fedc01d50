import { defineConfig } from 'vitest/config';
import { long } from './test/e2e/counts.ts';

/** Policies of the machine hold for every browser that runs on it meanwhile. */
const alone = ['test/e2e/managed-policy.e2e.ts'];

/**
 * The built extension in real browsers against the sandbox. Three files at a time, since many tests mostly wait; two
 * where the full counts keep nine browsers a file busy.
 */
export default defineConfig({
  test: {
    projects: [
      project('e2e', { include: ['test/e2e/**/*.e2e.ts'], exclude: alone, groupOrder: 0 }),
      project('alone', { include: alone, exclude: [], groupOrder: 1 }),
      project('firefox', { include: ['test/firefox/*.e2e.ts'], exclude: [], groupOrder: 2 }),
    ],
    maxWorkers: long ? 2 : 3,
  },
});

function project(
  name: string,
  {
    include,
    exclude,
    groupOrder,
  }: { readonly include: string[]; readonly exclude: string[]; readonly groupOrder: number },
) {
  return {
    test: {
      name,
      include,
      exclude,
      environment: 'node' as const,
      // Groups run one after the other.
      sequence: { groupOrder },
      // Tests that mostly wait run side by side, each with a browser of its own.
      maxConcurrency: long ? 9 : 6,
      // How long something may take says how busy the machine is: a test that fails by it has waited for nothing.
      expect: { poll: { timeout: 90_000 } },
      testTimeout: 180_000,
      hookTimeout: 120_000,
    },
  };
}

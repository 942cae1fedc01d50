import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** Suites that need nothing but Node; the end-to-end suite has a configuration of its own. */
export default defineConfig({
  plugins: [WxtVitest(), preact()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    environment: 'node',
    setupFiles: [],
    // Only a guard against hanging: the full counts of a property may take minutes on a busy machine.
    testTimeout: process.env['TEST_LONG'] === '1' ? 600_000 : 120_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    // Two cores: more workers only fight for them.
    maxWorkers: 2,
  },
});

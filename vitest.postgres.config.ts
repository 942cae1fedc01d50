import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What the runner stores, against a real PostgreSQL. */
export default defineConfig({
  // As tsx finds it for the program.
  resolve: { alias: { '#i18n': fileURLToPath(new URL('.wxt/i18n/index.ts', import.meta.url)) } },
  test: {
    include: ['test/**/*.postgres.ts'],
    environment: 'node',
    globalSetup: ['test/runner/support/global-setup.ts'],
    testTimeout: process.env['TEST_LONG'] === '1' ? 1_800_000 : 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
  },
});

import { defineConfig } from 'vitest/config';

/** The built extension in a real Chromium against the sandbox. One file at a time: each drives a browser of its own. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    environment: 'node',
    fileParallelism: false,
    // Tests that mostly wait run side by side, each with a browser of its own.
    maxConcurrency: process.env['TEST_LONG'] === '1' ? 9 : 6,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});

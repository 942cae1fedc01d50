/** Whether the full counts are asked for; quick runs take a part of them. */
export const long = process.env['TEST_LONG'] === '1';

/** Changes with every run, and which part a quick run takes with it. */
export const seed = Number(process.env['TEST_SEED'] ?? 1) % 1_000;

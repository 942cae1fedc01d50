/** Whether the full counts are asked for; quick runs take a part of them. */
export const long = process.env['TEST_LONG'] === '1';

/** Changes with every run, and which part a quick run takes with it. */
export const seed = Number(process.env['TEST_SEED'] ?? 1) % 1_000;

/** All of them at full counts, else one in `every`, the others with the next seeds. */
export function inTurn<Each>(all: readonly Each[], every = 2): readonly Each[] {
  return long ? all : all.filter((_, at) => (at + seed) % every === 0);
}

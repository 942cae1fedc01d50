/** Whether the full counts are asked for; quick runs take a part of them. */
export const long = process.env['TEST_LONG'] === '1';

/** Changes with every run, and which part a quick run takes with it. */
export const seed = Number(process.env['TEST_SEED'] ?? 1) % 1_000;

/** Whether it is taken: always at full counts, else with one seed in `every`. */
export function isTurn(at: number, every = 2): boolean {
  return long || (at + seed) % every === 0;
}

/** All of them at full counts, else one in `every`, the others with the next seeds. */
export function inTurn<Each>(all: readonly Each[], every = 2): readonly Each[] {
  return all.filter((_, at) => isTurn(at, every));
}

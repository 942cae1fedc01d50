/** A stream of reproducible pseudo-random choices. */
export interface Random {
  /** Next number in [0, 1). */
  next(): number;
  /** Whole number in [min, max], both included. */
  int(min: number, max: number): number;
  /** True with the given probability (0 to 1). */
  chance(probability: number): boolean;
  /** One element; throws RangeError on an empty list. */
  pick<T>(list: readonly T[]): T;
  /** A shuffled copy. */
  shuffle<T>(list: readonly T[]): T[];
}

function hashText(text: string | undefined): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < (text?.length ?? 0); index += 1) {
    hash = Math.imul(hash ^ (text?.charCodeAt(index) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * A stable 32-bit hash, for orders that look arbitrary but repeat.
 * The last mixing step spreads neighbouring inputs such as "1" and "2"; a missing text hashes like ''.
 */
export function stableHash(text: string | undefined): number {
  let hash = hashText(text);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * A stream of its own per seed and label, so that a new consumer never shifts the choices of the others.
 */
export function createRandom(seed: number, label: string): Random {
  let state = stableHash(`${seed}:${label}`);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]): T => {
      const item = list[int(0, list.length - 1)];
      if (item === undefined) throw new RangeError('pick() needs a list with at least one element');
      return item;
    },
    shuffle: <T>(list: readonly T[]): T[] => {
      const copy = [...list];
      for (let index = copy.length - 1; index > 0; index -= 1) {
        const other = int(0, index);
        const held = copy[index] as T;
        copy[index] = copy[other] as T;
        copy[other] = held;
      }
      return copy;
    },
  };
}

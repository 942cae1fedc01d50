import { hashText } from '../fingerprint/hash.ts';

/** Positions by text; several texts may share a position. */
export interface ReadonlyTextIndex {
  /** Different texts. */
  readonly size: number;
  get(text: string): number | undefined;
  has(text: string): boolean;
}

export interface TextIndex extends ReadonlyTextIndex {
  /** The text's position from now on. */
  set(text: string, position: number): void;
}

/**
 * What a `Map` of texts to numbers does, in flat arrays sized beforehand: a company of 100,000 is indexed by id, ID and
 * address, and with `Map` that was the greater part of planning (growing, and garbage for the collector).
 *
 * Shape:  `expected` texts fit without growing; more are taken too
 */
export function createTextIndex(expected: number): TextIndex {
  const texts = new Array<string>(expected);
  let count = 0;
  let positions = new Int32Array(Math.max(expected, 8));
  // Two numbers a slot: entry + 1, where 0 is free, and the hash of its text.
  let slots = new Int32Array(2 * slotsFor(expected));

  /** Slot of the text, or the free one where it belongs. */
  function slotOf(text: string, hash: number): number {
    const mask = slots.length - 1;
    let slot = (hash << 1) & mask;
    for (;;) {
      const entry = slots[slot] as number;
      if (entry === 0 || (slots[slot + 1] === hash && texts[entry - 1] === text)) return slot;
      slot = (slot + 2) & mask;
    }
  }

  function get(text: string): number | undefined {
    const entry = slots[slotOf(text, hashText(text))] as number;
    return entry === 0 ? undefined : positions[entry - 1];
  }

  function grow(): void {
    const old = slots;
    slots = new Int32Array(2 * old.length);
    const mask = slots.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      const hash = old[from + 1] as number;
      let to = (hash << 1) & mask;
      while (slots[to] !== 0) to = (to + 2) & mask;
      slots[to] = old[from] as number;
      slots[to + 1] = hash;
    }
    const wider = new Int32Array(slots.length >> 2);
    wider.set(positions.subarray(0, count));
    positions = wider;
  }

  return {
    get size() {
      return count;
    },
    get,
    has: (text) => get(text) !== undefined,
    set(text, position) {
      const hash = hashText(text);
      let slot = slotOf(text, hash);
      const entry = slots[slot] as number;
      if (entry !== 0) {
        positions[entry - 1] = position;
        return;
      }
      if (count === positions.length || 4 * (count + 1) > slots.length) {
        grow();
        slot = slotOf(text, hash);
      }
      texts[count] = text;
      positions[count] = position;
      count += 1;
      slots[slot] = count;
      slots[slot + 1] = hash;
    },
  };
}

/** A power of two with room for twice as many texts. */
function slotsFor(expected: number): number {
  let count = 16;
  while (count < 2 * expected) count *= 2;
  return count;
}

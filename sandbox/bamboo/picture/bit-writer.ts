/** Collects bits into bytes. */
export interface BitWriter {
  /** Appends the lowest `length` bits of `value`. */
  put(value: number, length: number): void;
  /** All bytes; the last one is filled up with `fill` bits. */
  finish(fill: 0 | 1): number[];
}

/** `msb`: the first bit is the highest of its byte (JPEG); `lsb`: the lowest (GIF). */
export function createBitWriter(order: 'msb' | 'lsb'): BitWriter {
  const bytes: number[] = [];
  let current = 0;
  let used = 0;
  const push = (bit: number): void => {
    current |= order === 'msb' ? bit << (7 - used) : bit << used;
    used += 1;
    if (used < 8) return;
    bytes.push(current);
    current = 0;
    used = 0;
  };
  return {
    put: (value, length) => {
      for (let index = 0; index < length; index += 1) {
        push((value >>> (order === 'msb' ? length - 1 - index : index)) & 1);
      }
    },
    finish: (fill) => {
      const missing = (8 - used) % 8;
      for (let index = 0; index < missing; index += 1) push(fill);
      return bytes;
    },
  };
}

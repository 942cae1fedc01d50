/** Running state of a two-lane 32-bit string hash (the mixing of cyrb53); quick, not cryptographic. */
export interface Hasher {
  /** High and low: 32-bit numbers in an object's own fields would be boxed at every write. */
  readonly lanes: Int32Array;
}

/** A hasher at its starting point. */
export function newHasher(): Hasher {
  const hasher = { lanes: new Int32Array(2) };
  restart(hasher);
  return hasher;
}

/** Puts a hasher back to its starting point, so that one object serves many rows. */
export function restart(hasher: Hasher): void {
  hasher.lanes[0] = 0xdeadbeef;
  hasher.lanes[1] = 0x41c6ce57;
}

/** Adds a text with its length, so that `ab`+`c` and `a`+`bc` differ. */
export function addText({ lanes }: Hasher, text: string): void {
  let high = Math.imul((lanes[0] as number) ^ text.length, 2654435761);
  let low = Math.imul((lanes[1] as number) ^ text.length, 1597334677);
  const even = text.length & ~1;
  // Two characters a step: the multiplications wait for each other, so their number is what counts.
  for (let index = 0; index < even; index += 2) {
    const codes = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
    high = mix(high ^ codes, 2654435761);
    low = mix(low ^ codes, 1597334677);
  }
  if (even < text.length) {
    const code = text.charCodeAt(even);
    high = mix(high ^ code, 2654435761);
    low = mix(low ^ code, 1597334677);
  }
  lanes[0] = high;
  lanes[1] = low;
}

/** A quick hash of one text, 32 bits. */
export function hashText(text: string): number {
  let hash = 0xdeadbeef ^ text.length;
  const even = text.length & ~1;
  for (let index = 0; index < even; index += 2) {
    hash = mix(hash ^ (text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16)), 2654435761);
  }
  if (even < text.length) hash = mix(hash ^ text.charCodeAt(even), 2654435761);
  return mix(hash, 2246822507);
}

/** Adds a small number; used for states that are no text, so that empty, hidden and "-" differ. */
export function addMark({ lanes }: Hasher, mark: number): void {
  lanes[0] = Math.imul((lanes[0] as number) ^ (mark + 0x10000), 2654435761);
  lanes[1] = Math.imul((lanes[1] as number) ^ (mark + 0x20000), 1597334677);
}

/** Brings the upper half down, which a multiplication alone never does. */
function mix(value: number, factor: number): number {
  const product = Math.imul(value, factor);
  return product ^ (product >>> 15);
}

/** A sum of row hashes: the same rows in any order give the same sum. */
export interface HashSum {
  readonly lanes: Uint32Array;
}

/** A sum without rows. */
export function newHashSum(): HashSum {
  return { lanes: new Uint32Array(4) };
}

/** Finishes a row's hash and adds it to the sum. Effects: `sum` changes, `hasher` does not. */
export function addRow(sum: HashSum, hasher: Hasher): void {
  const { lanes } = sum;
  const [one, other] = [hasher.lanes[0] as number, hasher.lanes[1] as number];
  const high = finish(one, other);
  const low = finish(other, one);
  lanes[0] = (lanes[0] ?? 0) + high;
  lanes[1] = (lanes[1] ?? 0) + low;
  lanes[2] = (lanes[2] ?? 0) + Math.imul(high, low | 1);
  lanes[3] = (lanes[3] ?? 0) + finish(high, low ^ 0x5bd1e995);
}

/** The sum as 32 hexadecimal digits. */
export function textOfSum(sum: HashSum): string {
  let text = '';
  for (const lane of sum.lanes) text += lane.toString(16).padStart(8, '0');
  return text;
}

/** Hash of a list of texts in their order, as 32 hexadecimal digits. */
export function hashTexts(texts: readonly string[]): string {
  const hasher = newHasher();
  for (const text of texts) addText(hasher, text);
  const sum = newHashSum();
  addRow(sum, hasher);
  return textOfSum(sum);
}

function finish(one: number, other: number): number {
  let value = Math.imul(one ^ (one >>> 16), 2246822507);
  value ^= Math.imul(other ^ (other >>> 13), 3266489909);
  return value ^ (value >>> 15);
}

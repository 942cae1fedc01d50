import type { Random } from '../random.ts';

const BASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-';
const LAST = 'AQgw';
const HEX = '0123456789abcdef';

function text(random: Random, alphabet: string, length: number): string {
  let result = '';
  for (let index = 0; index < length; index += 1) result += alphabet[random.int(0, alphabet.length - 1)] ?? '';
  return result;
}

/** An entity id of Small Improvements (reference §2.1): 16 bytes in an unusual base64. */
export function createSiId(random: Random): string {
  return text(random, BASE, 21) + text(random, LAST, 1);
}

/** Lower-case hexadecimal text, the look of a BambooHR key (reference §1.2). */
export function createHex(random: Random, length: number): string {
  return text(random, HEX, length);
}

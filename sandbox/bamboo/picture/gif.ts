import { createBitWriter } from './bit-writer.ts';
import type { Painting } from './paint.ts';

const CODE_BITS = 8;
const CLEAR = 0x80;
const END = 0x81;
/** So few codes follow a clear code that the decoder never widens them: the data is not compressed at all. */
const RUN = 120;

/** The painting as a GIF of up to 128 colours. */
export function encodeGif({ size, colourAt }: Painting): Buffer {
  const palette = new Map<string, number>();
  const table = Buffer.alloc(128 * 3);
  const bits = createBitWriter('lsb');
  let written = 0;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const colour = colourAt(x, y);
      const key = colour.join();
      const index = palette.get(key) ?? palette.size;
      palette.set(key, index);
      table.set(colour, index * 3);
      if (written % RUN === 0) bits.put(CLEAR, CODE_BITS);
      bits.put(index, CODE_BITS);
      written += 1;
    }
  }
  bits.put(END, CODE_BITS);
  const data = bits.finish(0);
  const blocks: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const part = data.slice(at, at + 255);
    blocks.push(Buffer.from([part.length, ...part]));
  }
  const screen = Buffer.from('GIF89a\0\0\0\0\0\0\0', 'latin1');
  screen.writeUInt16LE(size, 6);
  screen.writeUInt16LE(size, 8);
  screen[10] = 0xf6;
  const image = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0, CODE_BITS - 1]);
  image.writeUInt16LE(size, 5);
  image.writeUInt16LE(size, 7);
  return Buffer.concat([screen, table, image, ...blocks, Buffer.from([0, 0x3b])]);
}

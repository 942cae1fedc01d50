import { createBitWriter } from './bit-writer.ts';
import type { Colour, Painting } from './paint.ts';

function segment(marker: number, ...data: number[]): number[] {
  const length = data.length + 2;
  return [0xff, marker, length >>> 8, length & 0xff, ...data];
}

/** Every coefficient but the first is zero, so the tables need 12 sizes of difference and one "end of block". */
const DC_TABLE = [0x00, 0, 0, 0, 12, ...Array<number>(12).fill(0), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const AC_TABLE = [0x10, 1, ...Array<number>(15).fill(0), 0x00];

function toYcc([red, green, blue]: Colour): [number, number, number] {
  return [
    0.299 * red + 0.587 * green + 0.114 * blue - 128,
    -0.1687 * red - 0.3313 * green + 0.5 * blue,
    0.5 * red - 0.4187 * green - 0.0813 * blue,
  ];
}

/** The painting as a baseline JPEG whose blocks of 8 × 8 pixels have one colour each. */
export function encodeJpeg({ size, colourAt }: Painting): Buffer {
  const bits = createBitWriter('msb');
  const last = [0, 0, 0];
  for (let y = 0; y < size; y += 8) {
    for (let x = 0; x < size; x += 8) {
      const block = toYcc(colourAt(Math.min(x + 4, size - 1), Math.min(y + 4, size - 1)));
      for (const [index, part] of block.entries()) {
        // The first coefficient of a flat block is eight times its value; the quantisation table is all 8.
        const value = Math.round(part);
        const difference = value - (last[index] ?? 0);
        last[index] = value;
        const length = 32 - Math.clz32(Math.abs(difference));
        bits.put(length, 4);
        bits.put(difference < 0 ? difference + 2 ** length - 1 : difference, length);
        bits.put(0, 1);
      }
    }
  }
  const scan = bits.finish(1).flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]));
  const [high, low] = [size >>> 8, size & 0xff];
  return Buffer.from([
    0xff,
    0xd8,
    ...segment(0xe0, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0),
    ...segment(0xdb, 0, ...Array<number>(64).fill(8)),
    ...segment(0xc0, 8, high, low, high, low, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0),
    ...segment(0xc4, ...DC_TABLE),
    ...segment(0xc4, ...AC_TABLE),
    ...segment(0xda, 3, 1, 0x00, 2, 0x00, 3, 0x00, 0, 63, 0),
    ...scan,
    0xff,
    0xd9,
  ]);
}

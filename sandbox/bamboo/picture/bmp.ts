import type { Painting } from './paint.ts';

/** The painting as an uncompressed BMP with 24 bits a pixel, bottom row first. */
export function encodeBmp({ size, colourAt }: Painting): Buffer {
  const stride = Math.ceil((size * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * size);
  file.write('BM', 0, 'ascii');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(size, 18);
  file.writeInt32LE(size, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  file.writeUInt32LE(stride * size, 34);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [red, green, blue] = colourAt(x, y);
      file.set([blue, green, red], 54 + (size - 1 - y) * stride + x * 3);
    }
  }
  return file;
}

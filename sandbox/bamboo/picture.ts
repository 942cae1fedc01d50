import { deflateSync } from 'node:zlib';
import { stableHash } from '../random.ts';

const CRC_TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc(body), body.length + 4);
  return result;
}

/** A square PNG of `size` pixels: a head and shoulders in colours that follow from `label`. */
export function createPicture(label: string, size: number): Uint8Array<ArrayBuffer> {
  const hash = stableHash(label);
  const back = [90 + (hash & 0x7f), 90 + ((hash >>> 7) & 0x7f), 90 + ((hash >>> 14) & 0x7f)];
  const skin = [200 + (hash % 50), 160 + (hash % 60), 120 + (hash % 70)];
  const rows: Buffer[] = [];
  for (let y = 0; y < size; y += 1) {
    const row = Buffer.alloc(1 + size * 3);
    for (let x = 0; x < size; x += 1) {
      const [u, v] = [x / size - 0.5, y / size];
      const head = u * u + (v - 0.4) ** 2 < 0.035;
      const body = v > 0.64 && u * u * 1.4 + (v - 1) ** 2 < 0.12;
      const colour = head ? skin : body ? back.map((part) => part - 60) : back;
      row.set(colour, 1 + x * 3);
    }
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return new Uint8Array(png);
}

import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { useSandbox } from './harness.ts';

const h = useSandbox();
const IMAGE = { Accept: 'image/*' };

function idWithPhoto(): string {
  return h.sandbox.state.bamboo.employees.find((row) => row.photoVersion > 0)?.id ?? '';
}

async function bytesOf(path: string): Promise<{ bytes: Buffer; type: string | null }> {
  const response = await h.bamboo(path, { headers: IMAGE });
  expect(response.status).toBe(200);
  return { bytes: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type') };
}

/** Side length an image file announces. */
function sizeOf(bytes: Buffer): number {
  if (bytes.toString('latin1', 1, 4) === 'PNG') return bytes.readUInt32BE(16);
  if (bytes.toString('latin1', 0, 3) === 'GIF') return bytes.readUInt16LE(6);
  if (bytes.toString('latin1', 0, 2) === 'BM') return bytes.readInt32LE(18);
  return bytes.readUInt16BE(bytes.indexOf(Buffer.from([0xff, 0xc0])) + 5);
}

describe('photos', () => {
  it.each([
    ['png', [0x89, 0x50, 0x4e, 0x47]],
    ['jpeg', [0xff, 0xd8, 0xff]],
    ['gif', [0x47, 0x49, 0x46, 0x38]],
    ['bmp', [0x42, 0x4d]],
  ] as const)('come in their own type: %s', async (photoFormat, magic) => {
    h.sandbox.modes.bamboo.photoFormat = photoFormat;
    const { bytes, type } = await bytesOf(`employees/${idWithPhoto()}/photo/small`);
    expect(type).toBe(`image/${photoFormat}`);
    expect([...bytes.subarray(0, magic.length)]).toEqual(magic);
    expect(sizeOf(bytes)).toBe(150);
  });

  it('hold a whole picture: the rows of a PNG, the pixels of a BMP, the end of GIF and JPEG', async () => {
    const path = `employees/${idWithPhoto()}/photo/xs`;
    const png = (await bytesOf(path)).bytes;
    const at = png.indexOf('IDAT');
    expect(inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))).toHaveLength(50 * (1 + 50 * 3));
    h.sandbox.modes.bamboo.photoFormat = 'bmp';
    expect((await bytesOf(path)).bytes).toHaveLength(54 + 152 * 50);
    h.sandbox.modes.bamboo.photoFormat = 'gif';
    expect((await bytesOf(path)).bytes.at(-1)).toBe(0x3b);
    h.sandbox.modes.bamboo.photoFormat = 'jpeg';
    expect([...(await bytesOf(path)).bytes.subarray(-2)]).toEqual([0xff, 0xd9]);
  });

  it('come in all four types in the mixed mode', async () => {
    h.sandbox.modes.bamboo.photoFormat = 'mixed';
    const types = new Set<string | null>();
    for (const { id, photoVersion } of h.sandbox.state.bamboo.employees) {
      if (photoVersion > 0) types.add((await bytesOf(`employees/${id}/photo/tiny`)).type);
    }
    expect(types).toEqual(new Set(['image/png', 'image/jpeg', 'image/gif', 'image/bmp']));
  });

  it('come as JSON where JSON is accepted', async () => {
    const path = `employees/${idWithPhoto()}/photo/small`;
    const json = (await (await h.bamboo(path)).json()) as { mimeType: string; fileBase64: string };
    expect(Object.keys(json)).toEqual(['mimeType', 'fileBase64']);
    expect(json.mimeType).toBe('image/png');
    expect(Buffer.from(json.fileBase64, 'base64')).toEqual((await bytesOf(path)).bytes);
  });

  it('are square, and as wide as asked but never wider than the size is', async () => {
    const path = `employees/${idWithPhoto()}/photo`;
    expect(sizeOf((await bytesOf(`${path}/small?width=64`)).bytes)).toBe(64);
    expect(sizeOf((await bytesOf(`${path}/small?width=400`)).bytes)).toBe(150);
    expect(sizeOf((await bytesOf(`${path}/tiny?height=400`)).bytes)).toBe(20);
    const large = (await bytesOf(`${path}/large?width=64`)).bytes;
    expect([large.readUInt32BE(16), large.readUInt32BE(20)]).toEqual([340, 340]);
  });

  it('say what is missing: the photo, the size, the employee', async () => {
    const without = h.sandbox.state.bamboo.employees.find((row) => row.photoVersion === 0)?.id;
    const refusal = async (path: string): Promise<[number, string | null]> => {
      const response = await h.bamboo(path, { headers: IMAGE });
      return [response.status, response.headers.get('x-bamboohr-error-message')];
    };
    expect(await refusal(`employees/${without}/photo/small`)).toEqual([404, 'Employee photo not found']);
    const [status, text] = await refusal(`employees/${idWithPhoto()}/photo/huge`);
    expect(status).toBe(404);
    for (const size of ['original', 'large', 'medium', 'small', 'xs', 'tiny']) expect(text).toContain(size);
    expect((await refusal('employees/99999/photo/small'))[0]).toBe(404);
  });

  it('may be announced as something else, weigh megabytes, be forbidden', async () => {
    const path = `employees/${idWithPhoto()}/photo/small`;
    for (const [mode, type] of [
      ['jpeg', 'image/jpeg'],
      ['octet-stream', 'application/octet-stream'],
      ['html', 'text/html; charset=UTF-8'],
    ] as const) {
      h.sandbox.modes.bamboo.photoContentType = mode;
      expect((await bytesOf(path)).type).toBe(type);
    }
    h.sandbox.modes.bamboo.photoBytes = 5_000_000;
    expect((await bytesOf(path)).bytes).toHaveLength(5_000_000);
    h.sandbox.faults.add({ side: 'bamboo', path: 'photo/small$', status: 403 });
    expect((await h.bamboo(path, { headers: IMAGE })).status).toBe(403);
  });
});

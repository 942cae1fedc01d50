import { describe, expect, it } from 'vitest';
import { createPhotoApi } from '../../src/bamboo-api/photo-api.ts';
import type { EmployeeId } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/shared/system-clock.ts';

const id = '7' as EmployeeId;
const base64Of = (bytes: readonly number[], length = bytes.length) =>
  Buffer.concat([Buffer.from(bytes), Buffer.alloc(length - bytes.length)]).toString('base64');
const jpeg = [0xff, 0xd8, 0xff, 0xe0, 1, 2];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function anApi(answer: () => Response) {
  const seen: { url: string; init: RequestInit | undefined }[] = [];
  const fetch = (async (url: string, init?: RequestInit) => {
    seen.push({ url, init });
    return answer();
  }) as typeof globalThis.fetch;
  return { api: createPhotoApi({ subdomain: 'acme', apiKey: 'k', fetch, clock: systemClock }), seen };
}

const json = (body: unknown) => () => Response.json(body);
const bytes = (content: Uint8Array<ArrayBuffer>, type: string) => () =>
  new Response(content, { headers: { 'Content-Type': type } });

describe('the photo of an employee', () => {
  it('is asked for with the key and without any cookie', async () => {
    const { api, seen } = anApi(json({ mimeType: 'image/jpeg', fileBase64: base64Of(jpeg) }));
    expect(await api.read(id)).toEqual({ type: 'image/jpeg', base64: base64Of(jpeg) });
    expect(seen[0]?.url).toBe('https://acme.bamboohr.com/api/v1/employees/7/photo/large');
    expect(seen[0]?.init).toMatchObject({ credentials: 'omit', redirect: 'manual' });
  });

  it.each([
    ['image/jpeg', new Uint8Array(png)],
    ['application/octet-stream', new Uint8Array(png)],
    ['text/html', new Uint8Array(png)],
  ])('is what its bytes are, announced as %s', async (type, content) => {
    const { api } = anApi(bytes(content, type));
    expect((await api.read(id))?.type).toBe('image/png');
  });

  it.each([
    ['a web page', bytes(new TextEncoder().encode('<html>'), 'text/html')],
    ['a BMP', json({ mimeType: 'image/png', fileBase64: base64Of([0x42, 0x4d, 1, 2]) })],
    ['SVG', json({ mimeType: 'image/png', fileBase64: Buffer.from('<svg onload=x>').toString('base64') })],
    ['JSON of another shape', json([1])],
    ['broken JSON', () => new Response('{', { headers: { 'Content-Type': 'application/json' } })],
    ['nothing', bytes(new Uint8Array(), 'image/jpeg')],
    ['more than half a megabyte', json({ fileBase64: base64Of(jpeg, 512 * 1024 + 1) })],
    ['five megabytes of bytes', bytes(new Uint8Array(5_000_000), 'image/jpeg')],
    ['404', () => new Response('', { status: 404 })],
    ['403', () => new Response('', { status: 403 })],
  ])('is none when it is %s', async (_, answer) => {
    expect(await anApi(answer).api.read(id)).toBeUndefined();
  });

  it('of exactly half a megabyte is one', async () => {
    const { api } = anApi(json({ fileBase64: base64Of(jpeg, 512 * 1024) }));
    expect((await api.read(id))?.type).toBe('image/jpeg');
  });

  it.each([
    [429, 'bamboo-rate-limited'],
    [500, 'bamboo-unavailable'],
    [401, 'bamboo-wrong-key'],
  ])('is asked for once when BambooHR answers %s', async (status, code) => {
    const { api, seen } = anApi(() => new Response('', { status }));
    await expect(api.read(id)).rejects.toMatchObject({ code });
    expect(seen).toHaveLength(1);
  });
});

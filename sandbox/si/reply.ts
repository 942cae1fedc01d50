import { siError } from '../server/vendor-error.ts';
import type { World } from '../server/world.ts';

/** A refusal of the Small Improvements stand-in; becomes an error answer in the style of the mode. */
export class SiRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  toResponse(world: World): Response {
    return siError(world.modes, this.status, this.message);
  }
}

/** A JSON answer of the API. */
export function siJson(value: unknown): Response {
  return new Response(JSON.stringify(value), {
    headers: { 'Content-Type': 'application/json;charset=UTF-8', 'Cache-Control': 'no-cache, no-store' },
  });
}

/** The parsed JSON body; refuses other media types with 415 and broken text with 400. */
export async function readJson(request: Request): Promise<unknown> {
  if (!(request.headers.get('content-type') ?? '').toLowerCase().startsWith('application/json')) {
    throw new SiRefusal(415, 'Unsupported media type');
  }
  try {
    return JSON.parse(await request.text()) as unknown;
  } catch {
    throw new SiRefusal(400, 'Malformed JSON');
  }
}

/** A JSON array of strings, or 400. */
export async function readStrings(request: Request): Promise<string[]> {
  const value = await readJson(request);
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) {
    throw new SiRefusal(400, 'An array of strings is expected');
  }
  return value;
}

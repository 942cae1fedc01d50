import type { Photo } from '../domain/people.ts';
import type { EmployeeId } from '../domain/ids.ts';
import type { RawAnswer } from '../http/read-answer.ts';
import { AppError } from '../shared/app-error.ts';
import { type BambooApiDeps, createBambooHttp } from './bamboo-http.ts';
import { paths } from './names.ts';

/** Photos of employees with one key. */
export interface PhotoApi {
  /** Undefined: there is none, this key may not see it, or it is none a page should show. */
  read(id: EmployeeId): Promise<Photo | undefined>;
}

/** A larger one is somebody's camera file: not for a list of faces. */
const maxPhotoBytes = 512 * 1024;
/** The same as text, with the JSON around it. */
const maxAnswerBytes = Math.ceil(maxPhotoBytes / 3) * 4 + 1024;
const timeoutMs = 20_000;

/**
 * Errors: as `createBambooApi`; a missing photo is none. Effects: network, reading only, never twice for one call.
 * Source: BambooHR reference §5.3, corrections §4. The signed addresses of §5.1 are not used: one of them opens every photo.
 */
export function createPhotoApi(deps: BambooApiDeps): PhotoApi {
  const { http } = createBambooHttp(deps);
  return {
    async read(id) {
      const request = { operation: 'bamboo.photo', path: paths.photo(id), expect: 'bytes', repeatable: false } as const;
      try {
        const answer = await http.send({ ...request, maxBytes: maxAnswerBytes, timeoutMs });
        return toPhoto(answer as RawAnswer);
      } catch (error) {
        if (error instanceof AppError && (error.context.status === 403 || error.context.status === 404))
          return undefined;
        throw error;
      }
    },
  };
}

/** What the bytes are decides, not what they are announced as (BambooHR reference §5.3). */
function toPhoto({ contentType, bytes }: RawAnswer): Photo | undefined {
  if (!bytes) return undefined;
  const base64 = contentType === 'application/json' ? base64Of(bytes) : toBase64(bytes);
  if (base64 === undefined || sizeOf(base64) > maxPhotoBytes) return undefined;
  const type = typeOf(base64);
  return type && { type, base64 };
}

function sizeOf(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}

function base64Of(json: Uint8Array): string | undefined {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(json));
    const text = typeof body === 'object' && body !== null && 'fileBase64' in body ? body.fileBase64 : undefined;
    return typeof text === 'string' ? text.replaceAll(/\s/g, '') : undefined;
  } catch {
    return undefined;
  }
}

/** The first bytes of the types a page is given, in base64 as far as whole letters go. */
const beginnings = [
  ['/9j/', 'image/jpeg'],
  ['iVBORw0KGgo', 'image/png'],
  ['R0lGODdh', 'image/gif'],
  ['R0lGODlh', 'image/gif'],
] as const;

function typeOf(base64: string): Photo['type'] | undefined {
  return beginnings.find(([beginning]) => base64.startsWith(beginning))?.[1];
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

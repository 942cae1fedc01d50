import pLimit from 'p-limit';
import type { PhotoApi } from '../bamboo-api/photo-api.ts';
import type { Photo, PictureClaim } from '../domain/people.ts';
import type { EmployeeId, SiUserId } from '../domain/ids.ts';
import { AppError, type ErrorCode } from '../shared/app-error.ts';
import type { Clock } from '../shared/clock.ts';
import { isFresh } from '../shared/stored-time.ts';
import type { FacesApi } from '../si-api/faces-api.ts';
import type { EmployeesByUser } from './people-index.ts';
import { type FaceIndex, indexFaces, recognise } from './recognise.ts';

export interface PhotoDeps {
  readonly clock: Clock;
  connect(): Promise<{ readonly faces: FacesApi; readonly photos: PhotoApi }>;
  employees(): Promise<EmployeesByUser | undefined>;
}

const freshMs = 10 * 60_000;
/** Of all remembered photos, as base64. */
const maxCharacters = 24_000_000;
/** People without a photo cost nothing but their number. */
const maxEntries = 5_000;
const atOnce = 4;
/** Asking again is of no use before somebody does something. */
const refused: ReadonlySet<ErrorCode> = new Set(['bamboo-wrong-key', 'si-wrong-token', 'settings-missing']);

/** The BambooHR photo of whomever a page shows; keeps what it read in memory, for as long as the worker lives. */
export interface PhotoDesk {
  /** Null: in doubt, without a photo, or some minutes after a key was refused. Errors: those of both systems that may pass. */
  photoOf(claim: PictureClaim): Promise<Photo | null>;
}

export function createPhotoDesk(deps: PhotoDeps): PhotoDesk {
  const { clock } = deps;
  const limit = pLimit(atOnce);
  const remembered = new Map<EmployeeId, { readonly photo: Photo | undefined; readonly atMs: number }>();
  const reading = new Map<EmployeeId, Promise<Photo | undefined>>();
  let characters = 0;
  let refusal: { readonly error: unknown; readonly atMs: number } | undefined;
  /** Errors: those of `ask`; for some minutes after a refusal that again, without asking, also where a turn was waited for. */
  const asking = async <T>(ask: (apis: Awaited<ReturnType<PhotoDeps['connect']>>) => Promise<T>): Promise<T> => {
    if (refusal && isFresh(refusal.atMs, clock.now(), freshMs)) throw refusal.error;
    try {
      return await ask(await deps.connect());
    } catch (error) {
      if (isRefusal(error)) refusal = { error, atMs: clock.now() };
      throw error;
    }
  };
  const index = keptFor(freshMs, clock, async () => indexFaces(await asking(({ faces }) => faces.everybody())));
  const employees = keptFor(freshMs, clock, () => deps.employees());

  const forget = (id: EmployeeId) => {
    characters -= remembered.get(id)?.photo?.base64.length ?? 0;
    remembered.delete(id);
  };
  const remember = (id: EmployeeId, photo: Photo | undefined) => {
    forget(id);
    remembered.set(id, { photo, atMs: clock.now() });
    characters += photo?.base64.length ?? 0;
    for (const oldest of remembered.keys()) {
      if (characters <= maxCharacters && remembered.size <= maxEntries) break;
      forget(oldest);
    }
  };
  const read = async (id: EmployeeId): Promise<Photo | undefined> => {
    const known = remembered.get(id);
    if (known && clock.now() - known.atMs < freshMs) return known.photo;
    const present = reading.get(id);
    if (present) return present;
    const answer = limit(() => asking(({ photos }) => photos.read(id)));
    reading.set(id, answer);
    try {
      const photo = await answer;
      remember(id, photo);
      return photo;
    } finally {
      reading.delete(id);
    }
  };
  return {
    async photoOf(claim) {
      try {
        const user = await personOf(await index(), claim, (id) => asking(({ faces }) => faces.of([id])));
        const employee = user && (await employees())?.get(user);
        return (employee && (await read(employee))) ?? null;
      } catch (error) {
        if (isRefusal(error)) return null;
        throw error;
      }
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof AppError && refused.has(error.code);
}

async function personOf(
  index: FaceIndex,
  claim: PictureClaim,
  readFaces: (id: string) => Promise<readonly { readonly avatar?: string | undefined }[]>,
): Promise<SiUserId | undefined> {
  const found = recognise(index, claim);
  if (found?.only === undefined) return found?.id;
  const [face] = await readFaces(found.id);
  return face?.avatar === found.only ? found.id : undefined;
}

/** Asks anew when the last answer is old; a failed one is not kept. */
function keptFor<T>(ms: number, clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let kept: { readonly answer: Promise<T>; readonly atMs: number } | undefined;
  return () => {
    if (kept && clock.now() - kept.atMs < ms) return kept.answer;
    const answer = ask();
    const own = { answer, atMs: clock.now() };
    kept = own;
    answer.catch(() => {
      if (kept === own) kept = undefined;
    });
    return answer;
  };
}

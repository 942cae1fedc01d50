import type { Photo, PictureClaim } from '../domain/people.ts';

/** Address of a photo in this document, or undefined where SI's picture stays. */
type Shown = string | undefined;

interface Kept {
  readonly url: Shown;
  /** Keeps the decoded photo, so that it is drawn at once wherever it is needed. */
  readonly image?: HTMLImageElement | undefined;
  readonly atMs: number;
}

/** Photos the page has been given, by what it said about them. */
export interface PhotoShelf {
  /** False while nothing was answered, or only that there is no photo. */
  readonly holdsPhotos: boolean;
  /** Undefined before the worker was asked, or when its answer is old. */
  known(key: string): { readonly url: Shown } | undefined;
  /** Asks, and keeps the answer. Errors: those of `ask`; then nothing is kept. */
  fetch(key: string, claim: PictureClaim): Promise<void>;
  clear(): void;
}

const mostKept = 400;
const mostBytes = 24_000_000;
const freshMs = 10 * 60_000;

/** `inUse`: addresses that stand in the page now; they are kept whatever the limits say. */
export function createPhotoShelf(
  ask: (claim: PictureClaim) => Promise<Photo | null>,
  inUse: () => ReadonlySet<string>,
): PhotoShelf {
  const shelf = new Map<string, Kept & { readonly bytes: number }>();
  let bytes = 0;
  const drop = (key: string) => {
    const kept = shelf.get(key);
    if (!kept) return;
    if (kept.url !== undefined) URL.revokeObjectURL(kept.url);
    bytes -= kept.bytes;
    shelf.delete(key);
  };
  const tidy = () => {
    if (shelf.size <= mostKept && bytes <= mostBytes) return;
    const used = inUse();
    for (const [key, kept] of shelf) {
      if (shelf.size <= mostKept && bytes <= mostBytes) return;
      if (kept.url === undefined || !used.has(kept.url)) drop(key);
    }
  };
  return {
    get holdsPhotos() {
      return bytes > 0;
    },
    known(key) {
      const kept = shelf.get(key);
      if (!kept || performance.now() - kept.atMs > freshMs) return undefined;
      return kept;
    },
    async fetch(key, claim) {
      const photo = await ask(claim);
      const shown = photo ? await toImage(photo) : undefined;
      drop(key);
      shelf.set(key, { url: shown?.src, image: shown, atMs: performance.now(), bytes: photo?.base64.length ?? 0 });
      bytes += photo?.base64.length ?? 0;
      tidy();
    },
    clear() {
      for (const key of shelf.keys()) drop(key);
    },
  };
}

/** A photo the browser can draw, under an address of this document only; undefined when it cannot. */
async function toImage({ type, base64 }: Photo): Promise<HTMLImageElement | undefined> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // A loop, not a callback a byte: this runs while the list scrolls.
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([bytes], { type }));
  try {
    await image.decode();
    return image;
  } catch {
    URL.revokeObjectURL(image.src);
    return undefined;
  }
}

import { stableHash } from '../../random.ts';
import type { BambooModes, PhotoFormat } from '../../state/bamboo-modes.ts';
import { encodeBmp } from './bmp.ts';
import { encodeGif } from './gif.ts';
import { encodeJpeg } from './jpeg.ts';
import { paint } from './paint.ts';
import { encodePng } from './png.ts';

const ENCODERS = { png: encodePng, jpeg: encodeJpeg, bmp: encodeBmp, gif: encodeGif };
const FORMATS: PhotoFormat[] = ['png', 'jpeg', 'bmp', 'gif'];

interface Picture {
  bytes: Uint8Array<ArrayBuffer>;
  mimeType: string;
}

/**
 * A square picture of `size` pixels that follows from `label`, in the stored format of the mode.
 * Filled up behind its end to `photoBytes`; decoders ignore what is there.
 */
export function createPicture(
  label: string,
  size: number,
  modes: Pick<BambooModes, 'photoFormat' | 'photoBytes'>,
): Picture {
  const mixed = FORMATS[stableHash(label) % FORMATS.length] ?? 'png';
  const format = modes.photoFormat === 'mixed' ? mixed : modes.photoFormat;
  const image = ENCODERS[format](paint(label, size));
  const bytes = new Uint8Array(Math.max(image.length, modes.photoBytes));
  bytes.set(image);
  return { bytes, mimeType: `image/${format}` };
}

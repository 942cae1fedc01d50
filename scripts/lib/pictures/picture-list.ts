import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMessages } from '../../../test/ui/messages.ts';

/** The pictures of the user guide: `docs/guide/{language}/images/{name}.webp`. */
export const pictureNames = [
  'welcome',
  'connection',
  'preview',
  'import-dialog',
  'result',
  'history',
  'reviews',
  'options',
  'health',
] as const;

export type PictureName = (typeof pictureNames)[number];

/** What pictures are made of, as digests: another value means that they have to be taken anew. */
interface MadeOf {
  readonly styles: string;
  readonly steps: string;
  /** Of the texts the pictures show, in both languages; texts no picture shows may change as they like. */
  readonly texts: string;
}

interface PictureList {
  /** Keys of the texts that are to be seen, by picture, with a space between them. */
  readonly shows: Readonly<Partial<Record<PictureName, string>>>;
  /** Nothing where no picture was taken yet. */
  readonly madeOf: MadeOf | undefined;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..', '/');
export const pictureListFile = `${root}docs/guide/pictures.json`;

/** What was noted when the pictures were taken. */
export function readPictureList(): PictureList {
  return JSON.parse(readFileSync(pictureListFile, 'utf8')) as PictureList;
}

/** What the pictures would be made of now. No picture is looked at: fonts and rounding differ between machines. */
export function madeOf(shows: PictureList['shows'] = readPictureList().shows): MadeOf | undefined {
  if (Object.keys(shows).length === 0) return undefined;
  const folders = ['src/ui/styles', 'src/ui/panel'];
  const sheets = folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`)
      .filter((name) => name.endsWith('.css'))
      .toSorted()
      .map((name) => `${folder}/${name}`),
  );
  const keys = [...new Set(Object.values(shows).flatMap((each) => each.split(' ')))].toSorted();
  return {
    styles: digest(sheets.map(read)),
    steps: digest(['walk-scenes', 'guide-camera', 'capture'].map((name) => read(`scripts/lib/pictures/${name}.ts`))),
    texts: digest((['en', 'de'] as const).flatMap((language) => textsOf(readMessages(language), keys))),
  };
}

/** Keys of the texts that stand in what was seen, each as a line of its own. */
export function keysShown(seen: readonly string[], messages: Readonly<Record<string, string>>): readonly string[] {
  const lines = new Set(seen.map((line) => line.trim()));
  const shown = Object.entries(messages).filter(([, message]) => lines.has(message));
  return shown.map(([key]) => key).toSorted();
}

function textsOf(messages: Readonly<Record<string, string>>, keys: readonly string[]): readonly string[] {
  return keys.map((key) => `${key}: ${messages[key] ?? ''}`);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function read(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8');
}

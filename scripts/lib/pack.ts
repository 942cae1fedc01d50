import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';

/** An instant any zip can hold. */
const noTime = new Date('2000-01-01T00:00:00Z');

/** The same files as the archive, byte for byte the same whenever and wherever it is made: in order, and without a time. */
export async function packAlike(archive: Uint8Array): Promise<Uint8Array> {
  const before = await JSZip.loadAsync(archive);
  const after = new JSZip();
  const names = Object.keys(before.files).filter((name) => !before.files[name]?.dir);
  for (const name of names.toSorted((one, other) => (one < other ? -1 : 1))) {
    const content = await before.file(name)?.async('uint8array');
    if (content) after.file(name, content, { date: noTime, createFolders: false, unixPermissions: 0o644 });
  }
  return after.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
    platform: 'UNIX',
  });
}

/** Writes the files of the archive into the folder. */
export async function unpack(archive: Uint8Array, folder: string): Promise<void> {
  const { files } = await JSZip.loadAsync(archive);
  for (const [name, entry] of Object.entries(files)) {
    if (entry.dir) continue;
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await entry.async('uint8array'));
  }
}

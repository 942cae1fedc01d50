import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The machine cannot run the real browser; the message says what to do. Commands end with exit code 2. */
export class NoChromium extends Error {
  override readonly name = 'NoChromium';
}

/** Google Chrome is not among them: since version 137 it ignores `--load-extension`. */
const names = ['chromium', 'chromium-browser'];

/**
 * Path of a Chromium that takes unpacked extensions: `CHROMIUM_PATH`, else the one on the PATH, else installed from
 * Debian's packages when this is root.
 * Errors: NoChromium with the instruction. Effects: may install packages.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && onPath('apt-get')) {
    console.error('Installing Chromium…');
    const steps = [
      ['update', '-qq'],
      ['install', '-y', '-qq', 'chromium', 'chromium-l10n'],
    ];
    for (const args of steps) spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new NoChromium(
    'No Chromium was found. Install it ("apt-get install chromium chromium-l10n" as root on Debian), or set CHROMIUM_PATH to one.',
  );
}

function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (existsSync(named)) return named;
    throw new NoChromium(`CHROMIUM_PATH names ${named}, and there is no such file.`);
  }
  return names.map(onPath).find((path) => path !== undefined);
}

function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

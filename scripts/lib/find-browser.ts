import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The machine cannot run a real browser; the message says what to do. Commands end with exit code 2. */
export class NoBrowser extends Error {
  override readonly name = 'NoBrowser';
}

export interface WantedBrowser {
  /** For people, e.g. `Chromium`. */
  readonly title: string;
  /** Of its program, as it is found on the PATH. */
  readonly names: readonly string[];
  /** The environment variable that names another one. */
  readonly variable: string;
  /** Debian's packages. */
  readonly packages: readonly string[];
}

/**
 * Path of the browser: the one the environment variable names, else the one on the PATH, else installed from Debian's
 * packages when this is root.
 * Errors: NoBrowser with the instruction. Effects: may install packages.
 */
export function ensureBrowser(wanted: WantedBrowser): string {
  const found = find(wanted);
  if (found) return found;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.error(`Installing ${wanted.title}…`);
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', ...wanted.packages],
    ])
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const installed = find(wanted);
  if (installed) return installed;
  throw new NoBrowser(
    `No ${wanted.title} was found. Install it ("apt-get install ${wanted.packages.join(' ')}" as root on Debian), or set ${wanted.variable} to one.`,
  );
}

function find({ names, variable }: WantedBrowser): string | undefined {
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new NoBrowser(`${variable} names ${named}, and there is no such file.`);
  }
  return names.map(onPath).find((path) => path !== undefined);
}

function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The machine lacks a program; the message says what to do. Commands end with exit code 2. */
export class NoProgram extends Error {
  override readonly name = 'NoProgram';
}

export interface WantedProgram {
  /** For people, e.g. `Chromium`. */
  readonly title: string;
  /** Of its program, as it is found on the PATH. */
  readonly names: readonly string[];
  /** The environment variable that names another one. */
  readonly variable: string;
  /** Debian's packages. */
  readonly packages: readonly string[];
  /** Where else it is looked for, asked at each look. */
  readonly folders?: () => readonly string[];
}

/**
 * Path of the program: the one the environment variable names, else the one on the PATH, else installed from Debian's
 * packages when this is root.
 * Errors: NoProgram with the instruction. Effects: may install packages.
 */
export function ensureProgram(wanted: WantedProgram): string {
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
  throw new NoProgram(
    `No ${wanted.title} was found. Install it ("apt-get install ${wanted.packages.join(' ')}" as root on Debian), or set ${wanted.variable} to one.`,
  );
}

function find({ names, variable, folders = () => [] }: WantedProgram): string | undefined {
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new NoProgram(`${variable} names ${named}, and there is no such file.`);
  }
  return names.map((name) => onPath(name, folders())).find((path) => path !== undefined);
}

function onPath(name: string, others: readonly string[] = []): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...others];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

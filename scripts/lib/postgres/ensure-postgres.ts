import { readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureProgram } from '../find-program.ts';

/** Debian keeps the programs of each version apart. */
const debian = '/usr/lib/postgresql';

/** Folder of PostgreSQL's programs. Errors: NoProgram with the instruction. Effects: may install packages. */
export function ensurePostgres(): string {
  const initdb = ensureProgram({
    title: 'PostgreSQL',
    names: ['initdb'],
    variable: 'INITDB_PATH',
    packages: ['postgresql'],
    folders: debianFolders,
  });
  // On the PATH there may be a link to one of them.
  return dirname(realpathSync(initdb));
}

/** Of the newest version first. */
function debianFolders(): readonly string[] {
  try {
    return readdirSync(debian)
      .toSorted((one, other) => Number(other) - Number(one))
      .map((version) => join(debian, version, 'bin'));
  } catch {
    return [];
  }
}

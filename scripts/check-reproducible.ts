import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpack } from './lib/pack.ts';
import { packageFile, packageFolder, packagesIn } from './lib/packages.ts';

/**
 * Makes the packages twice and compares them byte for byte, with all that is laid beside them: once here, and once as
 * Mozilla's reviewers do, from nothing but the package of the sources, in another folder. The installed packages are
 * copied there, which is what `npm install` would give. Exits 1 when one differs.
 */
function makeIn(folder: string): Map<string, string> {
  execFileSync('npm', ['run', 'zip', '--silent'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Map(
    packagesIn(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, packageFolder, name)))
        .digest('hex'),
    ]),
  );
}

/** Outside of the repository: else tools would find in a folder above what the sources lack. */
async function makeFromSources(): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'sources-'));
  try {
    await unpack(readFileSync(packageFile('-sources.zip')), folder);
    await cp('node_modules', join(folder, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      // What tools keep there between their runs.
      filter: (path) => !/^node_modules\/\.(?:cache|vite|vite-temp)$/.test(path),
    });
    return makeIn(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const here = makeIn('.');
const there = await makeFromSources();
for (const [name, sum] of here) console.log(`${sum}  ${name}${there.get(name) === sum ? '' : '  DIFFERS'}`);
const isSame = here.size === there.size && [...here].every(([name, sum]) => there.get(name) === sum);
// Both packages, the sources, the bill and the licences.
process.exitCode = isSame && here.size >= 5 ? 0 : 1;

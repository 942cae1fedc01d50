import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the packages twice and compares them byte for byte, with all that is laid beside them. Exits 1 when one differs. */
const folder = '.output';

function make(): Map<string, string> {
  execFileSync('npm', ['run', 'zip', '--silent'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const names = readdirSync(folder).filter((each) => /\.(?:zip|json|txt)$/.test(each));
  return new Map(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

const first = make();
const second = make();
for (const [name, sum] of first) console.log(`${sum}  ${name}${second.get(name) === sum ? '' : '  DIFFERS'}`);
const isSame = first.size === second.size && [...first].every(([name, sum]) => second.get(name) === sum);
// Both packages, the sources of one, the bill and the licences.
process.exitCode = isSame && first.size >= 5 ? 0 : 1;

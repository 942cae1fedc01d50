import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<'name' | 'version', string>;

export const extensionName = name;
export const extensionVersion = version;
export const packageFolder = '.output';

type Suffix = '-chrome.zip' | '-firefox.zip' | '-sources.zip' | '.cdx.json' | '-licences.txt';

/** Path of what `npm run zip` makes, in the folder of the project. */
export function packageFile(suffix: Suffix): string {
  return join(packageFolder, `${name}-${version}${suffix}`);
}

/** Names of all that was made of this version in a project; other versions may lie beside it. */
export function packagesIn(project: string): readonly string[] {
  return readdirSync(join(project, packageFolder)).filter((each) => each.startsWith(`${name}-${version}`));
}

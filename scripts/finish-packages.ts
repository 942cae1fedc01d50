import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Bill,
  licenceList,
  licenceOf,
  type LockFile,
  onlyThese,
  shippedPackages,
  withoutChance,
} from './lib/bill-of-materials.ts';
import { packAlike } from './lib/pack.ts';
import { extensionName, packageFile, packageFolder } from './lib/packages.ts';

/**
 * After `wxt zip`: makes the packages reproducible, and lays beside them what is in them: a bill of materials (CycloneDX
 * JSON) and the licences. Exits 1 when a package that ships names no licence.
 */
for (const file of readdirSync(packageFolder).filter((each) => each.endsWith('.zip'))) {
  const path = join(packageFolder, file);
  writeFileSync(path, await packAlike(readFileSync(path)));
}

const printed = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
const bill = withoutChance(onlyThese(JSON.parse(printed) as Bill, shippedPackages(lock)), extensionName);
writeFileSync(packageFile('.cdx.json'), `${JSON.stringify(bill, undefined, 2)}\n`);
writeFileSync(packageFile('-licences.txt'), licenceList(bill, licenceText));
const lost = [...shippedPackages(lock).keys()].filter((each) => !bill.components.some(({ name: one }) => one === each));
if (lost.length > 0) throw new Error(`The bill of materials lacks ${lost.join(', ')}`);
const unnamed = bill.components.filter((each) => licenceOf(each) === '').map((each) => each.name);
if (unnamed.length > 0) console.error(`These packages name no licence: ${unnamed.join(', ')}`);
process.exitCode = unnamed.length > 0 ? 1 : 0;

function licenceText(packageName: string): string | undefined {
  const at = join('node_modules', packageName);
  if (!existsSync(at)) return undefined;
  const file = readdirSync(at).find((each) => /^(?:licen[cs]e|copying)(?:\.\w+)?$/i.test(each));
  return file === undefined ? undefined : readFileSync(join(at, file), 'utf8');
}

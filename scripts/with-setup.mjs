// Plain Node without dependencies: the first thing that runs on a machine that has only Node and npm.
// Installs the packages when they are missing or not those of the lock file, then runs the named script with tsx.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = join(root, 'node_modules', '.installed-lock');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 12))
  stop(`Node 20.12 or later is needed, this is ${process.versions.node}.`);

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== lock) {
  console.error('Installing packages…');
  // Not `npm ci`: it refuses a lock file without the builds of other platforms, and a registry may not serve them all.
  run(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    'The packages could not be installed.',
  );
  writeFileSync(stampFile, lock);
}
if (!existsSync(join(root, '.wxt', 'tsconfig.json'))) {
  run(
    process.execPath,
    [join(root, 'node_modules/wxt/bin/wxt.mjs'), 'prepare'],
    'The types could not be generated.',
    'ignore',
  );
}

const [script, ...rest] = process.argv.slice(2);
const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
const child = spawn(process.execPath, ['--import', tsx, join(root, script), ...rest], { cwd: root, stdio: 'inherit' });
// A terminal sends Ctrl-C to the script as well, which decides by itself when it ends; SIGTERM comes here alone.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));

function run(command, args, message, stdout = 'inherit') {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', stdout === 'ignore' ? 'ignore' : 2, 2] });
  if (result.status !== 0) stop(message);
}

function stop(message) {
  console.error(message);
  process.exit(2);
}

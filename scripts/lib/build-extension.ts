import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds the extension as it ships into `.output/chrome-mv3`. Throws when that fails; the builder has said why. */
export function buildExtension(): void {
  console.error('Building the extension…');
  const build = spawnSync(join('node_modules', '.bin', 'wxt'), ['build'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (build.status !== 0) throw new Error('the extension could not be built');
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { buildExtension } from '../../scripts/lib/build-extension.ts';
import type { BenchGroup, Figure } from './figure.ts';
import { importGroup } from './import.ts';
import { overlayGroup } from './overlay.ts';
import { planGroup } from './plan.ts';
import { popupGroup } from './popup.ts';
import { runnerGroup } from './runner.ts';
import { siPagesGroup } from './si-pages.ts';
import { storeGroup } from './store.ts';
import { workerGroup } from './worker.ts';

/** Measures, prints a table and writes `bench/results.json`. Exits 1 when a figure misses its goal. */
const groups: readonly BenchGroup[] = [
  planGroup,
  importGroup,
  popupGroup,
  overlayGroup,
  siPagesGroup,
  workerGroup,
  storeGroup,
  runnerGroup,
];

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const chosen = groups.filter((group) => only === undefined || group.name === only);
if (chosen.length === 0) {
  console.error(`No group is called ${only}. There are: ${groups.map((group) => group.name).join(', ')}.`);
  process.exit(2);
}

if (chosen.some((group) => group.inBrowser)) buildExtension();

const figures: Figure[] = [];
for (const group of chosen) figures.push(...(await group.run()));

console.table(
  Object.fromEntries(
    figures.map(({ name, value, unit, goal, ok, note }) => [name, { value, unit, goal, ok: ok ? 'yes' : 'NO', note }]),
  ),
);
mkdirSync('bench', { recursive: true });
writeFileSync('bench/results.json', `${JSON.stringify(figures, undefined, 2)}\n`);
process.exitCode = figures.every((each) => each.ok) ? 0 : 1;

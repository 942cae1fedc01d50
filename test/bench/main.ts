import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildExtension } from '../../scripts/lib/build-extension.ts';
import type { BenchGroup, Figure } from './figure.ts';
import { importGroup } from './import.ts';
import { overlayGroup } from './overlay.ts';
import { planGroup } from './plan.ts';
import { popupGroup } from './popup.ts';
import { previewGroup } from './preview.ts';
import { runnerGroup } from './runner.ts';
import { siPagesGroup } from './si-pages.ts';
import { storeGroup } from './store.ts';
import { workerGroup } from './worker.ts';

/**
 * Measures, says each figure as soon as it is there, and writes `bench/results.json`. Exits 1 when a figure misses its goal,
 * 2 when it is asked for something there is not.
 */
const groups: readonly BenchGroup[] = [
  planGroup,
  importGroup,
  previewGroup,
  popupGroup,
  overlayGroup,
  siPagesGroup,
  workerGroup,
  storeGroup,
  runnerGroup,
];

const chosen = choose(readNames());
if (chosen.some((group) => group.inBrowser)) buildExtension();

const figures: Figure[] = [];
for (const [index, group] of chosen.entries()) {
  console.log(`${index + 1} of ${chosen.length}: ${group.name} …`);
  const startedMs = performance.now();
  for (const measured of await group.run()) {
    figures.push(measured);
    const { name, value, goal, ok, note } = measured;
    console.log(`  ${ok ? 'ok' : 'NO'}  ${name} ${value}, goal ${goal} (${note})`);
  }
  console.log(`  after ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`);
}

mkdirSync('bench', { recursive: true });
writeFileSync('bench/results.json', `${JSON.stringify(figures, undefined, 2)}\n`);
const missed = figures.filter((each) => !each.ok);
console.log(`${figures.length - missed.length} of ${figures.length} figures meet their goals.`);
process.exitCode = missed.length === 0 ? 0 : 1;

/** The groups named by `--only`, all without it. */
function readNames(): readonly string[] {
  try {
    return parseArgs({ options: { only: { type: 'string', multiple: true } } }).values.only ?? [];
  } catch (thrown) {
    return end(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function choose(names: readonly string[]): readonly BenchGroup[] {
  const unknown = names.find((name) => groups.every((group) => group.name !== name));
  if (unknown !== undefined) end(`No group is called ${unknown}.`);
  return names.length === 0 ? groups : groups.filter((group) => names.includes(group.name));
}

function end(why: string): never {
  console.error(`${why} For one group: --only ${groups.map((group) => group.name).join(' | --only ')}`);
  process.exit(2);
}

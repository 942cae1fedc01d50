import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Gzipped bytes of everything a context loads, held against its budget. Exits 1 when one is over. */
const root = '.output/chrome-mv3';
const budgets = [
  { name: 'background worker', entry: 'background.js', budget: 70_000 },
  { name: 'popup', entry: 'popup.html', budget: 70_000 },
  { name: 'content script', entry: 'content-scripts/content.js', budget: 20_000 },
  { name: 'panel', entry: 'panel.html', budget: 40_000 },
];

/** The entry with all it imports, statically or later, by the file names that stand in it. */
function filesOf(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(join(root, entry), 'utf8');
  for (const file of scripts) if (text.includes(file.slice(file.lastIndexOf('/') + 1))) filesOf(file, seen);
  return seen;
}

const scripts = readdirSync(join(root), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^(chunks|assets)\/.*\.(js|css)$/.test(file),
);

let over = false;
for (const { name, entry, budget } of budgets) {
  const files = [...filesOf(entry)];
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(root, file)), { level: 9 }).length, 0);
  const fits = size <= budget;
  over ||= !fits;
  console.log(`${name}: ${(size / 1000).toFixed(1)} kB gzip of ${budget / 1000} kB${fits ? '' : '  TOO LARGE'}`);
}
process.exitCode = over ? 1 : 0;

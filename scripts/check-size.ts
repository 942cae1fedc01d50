import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Gzipped bytes of everything a context loads at its start, held against its budget. Exits 1 when one is over.
 * The files are compressed as one: into how many chunks the bundler cut the same code is not what is measured.
 */
const root = '.output/chrome-mv3';
const budgets = [
  { name: 'background worker until its first answer', entry: 'background.js', budget: 9_000 },
  { name: 'work of the background worker', entry: 'background-work.js', budget: 90_000 },
  { name: 'popup', entry: 'popup.html', budget: 60_000 },
  { name: 'panel', entry: 'panel.html', budget: 33_000 },
  { name: 'content script', entry: 'content-scripts/content.js', budget: 13_000 },
  { name: 'script on Small Improvements', entry: 'content-scripts/small-improvements.js', budget: 10_000 },
];

/** `import … from "./x.js"`, `import "./x.js"`, `src="/x.js"`, `href="/x.css"`; what is imported later does not count. */
const references = /(?:\bfrom|\bimport|src=|href=)\s*["']([./][^"']+\.(?:js|css))["']/g;

function loadedBy(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, path = ''] of readFileSync(join(root, entry), 'utf8').matchAll(references)) {
    const file = path.startsWith('/') ? path.slice(1) : normalize(join(dirname(entry), path));
    if (existsSync(join(root, file))) loadedBy(file, seen);
  }
  return seen;
}

let over = false;
for (const { name, entry, budget } of budgets) {
  if (!existsSync(join(root, entry))) throw new Error(`${entry} was not built`);
  const files = [...loadedBy(entry)];
  const size = gzipSync(Buffer.concat(files.map((file) => readFileSync(join(root, file)))), { level: 9 }).length;
  const fits = size <= budget;
  over ||= !fits;
  console.log(
    `${name}: ${(size / 1000).toFixed(1)} kB gzip in ${files.length} files, budget ${budget / 1000} kB${fits ? '' : ': TOO LARGE'}`,
  );
}
process.exitCode = over ? 1 : 0;

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import config, { mayImport } from '../../oxlint.config.mjs';

const root = new URL('../../', import.meta.url);
const directions: Readonly<Record<string, readonly string[]>> = mayImport;
const folders = readdirSync(new URL('src/', root), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'locales')
  .map((entry) => entry.name);

describe('the table of directions', () => {
  it('names every folder of src/, and no other', () => {
    expect(Object.keys(directions).toSorted()).toEqual(folders.toSorted());
  });

  it('lets nobody import a folder that may import them', () => {
    const reaches = (from: string, seen: ReadonlySet<string> = new Set()): ReadonlySet<string> => {
      let all = seen;
      for (const next of directions[from] ?? []) if (!all.has(next)) all = reaches(next, new Set([...all, next]));
      return all;
    };
    expect(folders.filter((folder) => reaches(folder).has(folder))).toEqual([]);
  });

  it.each(folders)('becomes a rule of the linter for %s', (folder) => {
    const rules = config.overrides.filter((each) => each.files.includes(`src/${folder}/**`));
    const groups = JSON.stringify(rules);
    const forbidden = folders.filter((other) => other !== folder && !directions[folder]?.includes(other));
    expect(forbidden.filter((other) => !groups.includes(`**/${other}/**`))).toEqual([]);
  });

  it.each(['package.json', 'scripts/test.ts'])('is the configuration the check of %s runs with', (file) => {
    const text = readFileSync(new URL(file, root), 'utf8');
    expect(text).toMatch(/oxlint[ ',]+-c[ ',]+oxlint\.config\.mjs/);
  });
});

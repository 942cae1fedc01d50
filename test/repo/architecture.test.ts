import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayImport } from '../../oxlint.config.mjs';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/architecture.md', root), 'utf8');
const hops = [...page.matchAll(/^\| +(\d+) +\| `([^`]+)` +\| `(\w+)` +\| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, hop = '', file = '', name = '', input = '', output = '']) => ({ hop: Number(hop), file, name, input, output }),
);

describe('the map', () => {
  it('follows a row in at most 25 hops, in their order', () => {
    expect(hops.length).toBeGreaterThan(15);
    expect(hops.length).toBeLessThanOrEqual(25);
    expect(hops.map((each) => each.hop)).toEqual(hops.map((_, index) => index + 1));
  });

  it.each(hops)('finds hop $hop: $name in $file', ({ file, name, input, output }) => {
    const source = readFileSync(new URL(file, root), 'utf8');
    expect(source).toMatch(new RegExp(`^export (async )?function ${name}\\b`, 'm'));
    expect(input.trim()).not.toBe('');
    expect(output.trim()).not.toBe('');
  });

  it('draws every room of the table of directions', () => {
    const drawn = new Set([...page.matchAll(/\[([a-z-]+)[:\]]/g)].map((match) => match[1]));
    expect(Object.keys(mayImport).filter((folder) => !drawn.has(folder))).toEqual([]);
  });

  it('draws no arrow that the table of directions does not allow', () => {
    const names = new Map([...page.matchAll(/^ +(\w+)\[([a-z-]+)/gm)].map(([, id = '', folder = '']) => [id, folder]));
    const table: Readonly<Record<string, readonly string[]>> = mayImport;
    const wrong: string[] = [];
    for (const [, line = ''] of page.matchAll(/^ +(\w+(?: --> [\w &]+)+)$/gm)) {
      const steps = line.split(' --> ').map((part) => part.split(' & '));
      for (const [index, froms] of steps.entries()) {
        for (const from of froms) {
          for (const to of steps[index + 1] ?? []) {
            const [folder = '', target = ''] = [names.get(from), names.get(to)];
            if (folder !== 'entrypoints' && !table[folder]?.includes(target)) wrong.push(`${folder} --> ${target}`);
          }
        }
      }
    }
    expect(names.size).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });
});

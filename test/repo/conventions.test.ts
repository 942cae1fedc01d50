import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/shared/app-error.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

describe('the repository keeps its word', () => {
  it('explains every error code in docs/errors.md, and no other', () => {
    const explained = [...read('docs/errors.md').matchAll(/^\| `([a-z-]+)` +\|/gm)].map((match) => match[1]);
    expect(new Set(explained)).toEqual(new Set(errorCodes));
    expect(explained).toHaveLength(errorCodes.length);
  });

  it('has every folder CONTRIBUTING speaks of', () => {
    const folders = [...read('CONTRIBUTING.md').matchAll(/^\| (`[^|]+`) +\|/gm)]
      .flatMap((match) => [...(match[1] ?? '').matchAll(/`([a-z][\w/-]*\/?)`/g)])
      .map((match) => match[1] ?? '')
      .filter((name) => name.startsWith('src/') || name.endsWith('/'));
    expect(folders.length).toBeGreaterThan(10);
    expect(folders.filter((folder) => !existsSync(new URL(`../../${folder}`, import.meta.url)))).toEqual([]);
  });

  it('explains every permission of the manifest in the README', () => {
    const config = read('wxt.config.ts');
    const names = /permissions: \[([^\]]*)\]/.exec(config)?.[1]?.match(/'([a-z]+)'/g) ?? [];
    const hosts = /const hosts = \[([^\]]*)\]/.exec(config)?.[1]?.match(/'[^']+'/g) ?? [];
    const readme = read('README.md');
    const missing = [...names, ...hosts]
      .map((each) => each.slice(1, -1))
      .filter((each) => !readme.includes(`\`${each}\``));
    expect(names.length + hosts.length).toBeGreaterThan(3);
    expect(missing).toEqual([]);
  });
});

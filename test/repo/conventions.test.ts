import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runnerErrorCodes } from '../../src/runner/runner-error.ts';
import { errorCodes } from '../../src/shared/app-error.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** Files of the project: everything git is not told to ignore. */
function projectFiles(): string[] {
  const ignored = [
    '.git',
    ...read('.gitignore')
      .split('\n')
      .map((line) => line.replace(/\/.*$/, '').trim()),
  ];
  return readdirSync(new URL('../..', import.meta.url), { withFileTypes: true })
    .filter((entry) => !ignored.includes(entry.name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(new URL(`../../${entry.name}`, import.meta.url), { recursive: true, withFileTypes: true })
            .filter((file) => file.isFile())
            .map((file) => relative(fileURLToPath(new URL('../..', import.meta.url)), join(file.parentPath, file.name)))
        : [entry.name],
    );
}

describe('the repository keeps its word', () => {
  it('explains every error code in docs/errors.md, and no other', () => {
    const explained = [...read('docs/errors.md').matchAll(/^\| `([a-z-]+)` +\|/gm)].map((match) => match[1]);
    const codes = [...errorCodes, ...runnerErrorCodes];
    expect(new Set(explained)).toEqual(new Set(codes));
    expect(explained).toHaveLength(codes.length);
  });

  it('lists every folder in CONTRIBUTING, and no other', () => {
    const listed = [...read('CONTRIBUTING.md').matchAll(/^\| (`[^|]+`) +\|/gm)]
      .flatMap((match) => [...(match[1] ?? '').matchAll(/`([.a-z][\w/-]*)`/g)])
      .map((match) => match[1] ?? '')
      .filter((name) => name.includes('/'))
      .map((name) => name.replace(/\/$/, ''));
    const files = projectFiles();
    const top = files.filter((file) => file.includes('/')).map((file) => file.slice(0, file.indexOf('/')));
    const rooms = files.filter((file) => /^src\/[^/]+\//.test(file)).map((file) => file.split('/', 2).join('/'));
    const present = new Set([...top.filter((folder) => folder !== 'src'), ...rooms]);
    expect(listed.toSorted()).toEqual([...present].toSorted());
  });

  it('keeps no more than 22 files in a folder of src/', () => {
    const counts = new Map<string, number>();
    for (const file of projectFiles().filter((each) => /^src\/.*\.tsx?$/.test(each))) {
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    }
    expect(counts.size).toBeGreaterThan(20);
    expect([...counts].filter(([, count]) => count > 22)).toEqual([]);
  });

  it('names files in code, comments and documents that are there', () => {
    const texts = projectFiles().filter((file) => /\.(?:tsx?|mjs|md|yml)$/.test(file));
    const wrong = texts.flatMap((file) =>
      [...read(file).matchAll(/(?<![\w./-])(?:docs|entrypoints|public|sandbox|scripts|src|test)\/[\w./-]+\.\w+/g)]
        .map(([path]) => path)
        .filter(
          (path) =>
            /\.(?:tsx?|mjs|json|md|yml|css)$/.test(path) && !existsSync(new URL(`../../${path}`, import.meta.url)),
        )
        .map((path) => `${file}: ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('uses every setting: each is read somewhere outside its form and its schema', () => {
    const schema =
      /export const settingsSchema = z\.object\(\{([\s\S]*?)\n\}\);/.exec(read('src/config/settings.ts'))?.[1] ?? '';
    const settings = [...schema.matchAll(/^ {2}(\w+):/gm)].map((match) => match[1] ?? '');
    const readers = projectFiles()
      .filter((file) => /^(?:src|entrypoints)\/.*\.tsx?$/.test(file) && !/^src\/(?:ui|config)\//.test(file))
      .map(read)
      .join('\n');
    expect(settings.length).toBeGreaterThan(15);
    // Read as a property or taken out of an object; a key that is only written does not count.
    const unused = settings.filter(
      (name) => !new RegExp(`\\.${name}\\b|\\{[^{}:]*\\b${name}\\b[^{}:]*\\}(?::[^=;]*)?(?: =|\\))`).test(readers),
    );
    // A note of administrators for each other, which Health shows.
    expect(unused).toEqual(['suspendReason']);
    expect(read('src/ui/format/health-text.ts')).toContain('settings.suspendReason');
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

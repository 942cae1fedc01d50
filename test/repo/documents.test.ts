import 'fake-indexeddb/auto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openHistory } from '../../src/history/open.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const threats = [
  'Malicious tenant',
  'Malicious page of Small Improvements',
  'Malicious employee data',
  'Compromised renderer',
  'Stolen profile',
  'Hostile network',
  'Other extensions',
  'Dependency',
];

/** Cells of the rows of every table in a text, without heads. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((_, index, all) => !isRule(all[index]) && !isRule(all[index + 1]))
    .map((cells) => cells.slice(1, -1));
}

function isRule(cells: readonly string[] | undefined): boolean {
  return cells?.slice(1, -1).every((cell) => /^-+$/.test(cell)) === true;
}

describe('docs/security.md', () => {
  const sections = new Map(
    read('docs/security.md')
      .split(/^### /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section.split(/^## /m)[0] ?? ''] as const),
  );
  const claims = [...sections.values()].flatMap(rowsOf);

  it('speaks of every threat, with a defence and its test in each', () => {
    expect([...sections.keys()]).toEqual(threats);
    expect([...sections].filter(([, text]) => rowsOf(text).length === 0)).toEqual([]);
  });

  it('names only tests that exist', () => {
    expect(claims.length).toBeGreaterThan(20);
    const wrong = claims.filter(([, shown = '']) => {
      const [, file = '', title = ''] = /^`(test\/[^`]+)`: (.+)$/.exec(shown) ?? [];
      return file === '' || !existsSync(new URL(`../../${file}`, import.meta.url)) || !titlesOf(file, title);
    });
    expect(wrong).toEqual([]);
  });

  it('says that saved keys do not survive a copied profile', () => {
    expect(sections.get('Stolen profile')).toContain('Not defended by default');
    const everywhere = ['README.md', 'docs/privacy.md', 'docs/security.md', 'src/locales/en.yml'].map(read).join('\n');
    expect(everywhere).not.toMatch(
      /cannot leave the browser|sealed in the browser|(?:safe|protected) on (?:the )?disk/i,
    );
  });
});

/** Whether a test of the file begins with these words: what a table of cases adds to a title comes after them. */
function titlesOf(file: string, title: string): boolean {
  const source = read(file);
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}`));
}

describe('docs/privacy.md', () => {
  const rows = rowsOf(read('docs/privacy.md').split('## What is kept')[1] ?? '');
  const named = rows.map(([name = '']) => name.replaceAll('`', ''));

  it('names everything the database can hold, and each place beside it, and nothing else', async () => {
    const db = await openHistory('documents');
    const stores = [...db.objectStoreNames].filter((name) => name !== 'state');
    db.close();
    const [, record = ''] = /interface NamedState \{\n([\s\S]*?)\n\}/.exec(read('src/domain/state.ts')) ?? [];
    const states = [...record.matchAll(/^ {2}'?([a-z-]+)'?: /gm)].map((match) => `state: ${match[1]}`);
    expect(states.length).toBeGreaterThan(7);
    // Names and emails of people that are a part of another record.
    const parts = ['pairs: openCreations', 'pairs: refusedRows'];
    const areas = ['storage.session', 'storage.managed', 'storage.local'];
    expect(named.toSorted()).toEqual([...stores, ...states, ...parts, ...areas].toSorted());
  });

  it('says of each what it is, where it lies and until when', () => {
    expect(rows.filter((cells) => cells.length !== 4 || cells.includes(''))).toEqual([]);
  });

  it('names every kind of storage the product uses', () => {
    const source = read('src/config/browser-storage.ts') + read('src/config/policy.ts');
    const used = new Set([...source.matchAll(/browser\.(storage\.[a-z]+)/g)].map((match) => match[1]));
    expect(named).toEqual(expect.arrayContaining([...used]));
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readMessages } from './messages.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const en = readMessages('en');
const de = readMessages('de');

/** Keys put together from codes; the type checker knows they exist, a search does not. */
const families =
  /^(kind|kindOne|reason|note|guard|guardName|error|issue|match|phase|protected|decide_did|overlay_mark|why)_|^extension/;

function sources(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n');
}

function placeholders(message: string): readonly string[] {
  return [...new Set(message.match(/\{\w+\}|\$\d/g))].toSorted();
}

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(de).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  it('have the same placeholders and as many plural forms', () => {
    const shape = (message = '') => `${placeholders(message).join()} in ${message.split(' | ').length} forms`;
    expect(Object.keys(en).filter((name) => shape(en[name]) !== shape(de[name]))).toEqual([]);
  });

  it('have names Chrome takes: letters, digits, _ and @, different even without case', () => {
    const names = Object.keys(en);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_@]+$/);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  it('are all used', () => {
    const code = sources('src') + sources('entrypoints');
    const unused = Object.keys(en).filter(
      (name) =>
        !families.test(name) &&
        !code.includes(`'${name.replaceAll('_', '.')}'`) &&
        !code.includes(`"${name.replaceAll('_', '.')}"`) &&
        !isTranslatedCode(name, code),
    );
    expect(unused).toEqual([]);
  });

  it('address the reader formally in German', () => {
    expect(Object.values(de).filter((message) => /\b(du|dein|deine|dich|dir)\b/i.test(message))).toEqual([]);
  });
});

/** Keys whose last part holds an underscore of its own, such as `outcome.skip.changed_since`. */
function isTranslatedCode(name: string, code: string): boolean {
  const [family = '', ...rest] = name.split('_');
  return code.includes(`'${family}.${rest.join('_')}'`);
}

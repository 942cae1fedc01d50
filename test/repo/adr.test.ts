import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../docs/adr/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const files = readdirSync(folder)
  .filter((file) => file !== 'README.md')
  .sort();
const sections = ['Context', 'Decision', 'Alternatives considered', 'Consequences'];

/** What the head of a page says; an empty text where it does not. */
function headOf(file: string) {
  const [, number = '', title = '', date = '', status = ''] =
    /^# (\d+)\. (\S.*)\n\n- Date: (.+)\n- Status: (.+)\n\n/.exec(read(file)) ?? [];
  return { number, title, date, status };
}

/** The page's sections in their order, each with its text. */
function sectionsOf(file: string) {
  return read(file)
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n');
      return { title, text: lines.join('\n').trim() };
    });
}

/** Whether the text is a day of the calendar: there is no 30th of February. */
function isDay(text: string) {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

describe('the decisions in docs/adr', () => {
  it('are numbered from 1 without gaps or doubles, each file after its own number', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => !/^\d{4}-[a-z\d]+(?:-[a-z\d]+)*\.md$/.test(file))).toEqual([]);
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
    expect(files.map((file) => headOf(file).number)).toEqual(files.map((_, index) => String(index + 1)));
  });

  it.each(files)('%s has a title, a date and a status', (file) => {
    const { title, date, status } = headOf(file);
    expect(title).not.toBe('');
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(date).toSatisfy(isDay);
    expect(status).toMatch(/^(?:accepted|superseded by \d+)$/);
  });

  it('are superseded only by a later one that is there', () => {
    const wrong = files.filter((file) => {
      const { number, status } = headOf(file);
      const by = /^superseded by (\d+)$/.exec(status)?.[1];
      return by !== undefined && (Number(by) <= Number(number) || Number(by) > files.length);
    });
    expect(wrong).toEqual([]);
  });

  it.each(files)('%s has the four sections in their order, and text in each', (file) => {
    const found = sectionsOf(file);
    expect(found.map(({ title }) => title)).toEqual(sections);
    expect(found.filter(({ text }) => text === '').map(({ title }) => title)).toEqual([]);
  });

  it.each(files)('%s names at least one alternative', (file) => {
    const { text = '' } = sectionsOf(file).find(({ title }) => title === 'Alternatives considered') ?? {};
    expect(text).toMatch(/^- \*\*.+/);
  });

  it('link only to pages that are there, by their own numbers', () => {
    const links = [...files, 'README.md'].flatMap((file) =>
      [...read(file).matchAll(/\[(\d+)\]\(([^)]+)\)/g)].map(([, number = '', target = '']) => ({ number, target })),
    );
    expect(links.length).toBeGreaterThan(files.length);
    expect(links.filter(({ number, target }) => files[Number(number) - 1] !== target)).toEqual([]);
  });

  it('stand in the index with title, status and date, and nothing else does', () => {
    const rows = read('README.md')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const expected = files.map((file) => {
      const { number, title, date, status } = headOf(file);
      return ['', `[${number}](${file})`, title, status, date, ''];
    });
    expect(rows).toEqual(expected);
  });
});

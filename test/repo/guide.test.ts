import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  guideFolder,
  guideLanguages,
  type GuideText,
  readGuide,
  readPage,
} from '../../scripts/lib/guide/read-guide.ts';
import { renderGuide } from '../../scripts/lib/guide/render-guide.ts';
import { keysShown, madeOf, pictureNames, readPictureList } from '../../scripts/lib/pictures/picture-list.ts';
import { guidePages } from '../../src/ui/guide/pages.ts';
import { readMessages } from '../ui/messages.ts';

const guides = Object.fromEntries(guideLanguages.map((language) => [language, readGuide(language)] as const));
const [english = [], german = []] = guideLanguages.map((language) => guides[language]);

function wholeOf({ title, intro, sections }: GuideText): string {
  return [title, intro, ...sections.flatMap((each) => [each.title, each.text])].join('\n');
}

const linksOf = (text: GuideText) => [...wholeOf(text).matchAll(/(!?)\[[^\]]*\]\(([^)]+)\)/g)];
const picturesOf = (text: GuideText) => linksOf(text).flatMap(([, mark, to]) => (mark === '!' ? [to] : []));

describe('the user guide', () => {
  it('has its pages in both languages, and no other', () => {
    for (const language of guideLanguages) {
      const files = readdirSync(guideFolder(language)).filter((name) => name.endsWith('.md'));
      expect(files.toSorted()).toEqual(['index', ...guidePages].map((page) => `${page}.md`).toSorted());
    }
  });

  it('has the same headings under the same anchors, and text under each', () => {
    const anchorsOf = (texts: readonly GuideText[]) =>
      texts.map(({ page, sections }) => [page, ...sections.map(({ anchor }) => anchor)]);
    expect(anchorsOf(german)).toEqual(anchorsOf(english));
    const doubled = english.filter(
      ({ sections }) => new Set(sections.map((each) => each.anchor)).size < sections.length,
    );
    expect(doubled).toEqual([]);
    const empty = [...english, ...german].flatMap(({ sections }) => sections.filter(({ text }) => text === ''));
    expect(empty).toEqual([]);
  });

  it('has the same tables, lists and pictures at the same places', () => {
    const shapeOf = (text: string) => [
      text.match(/^\|/gm)?.length ?? 0,
      text.match(/^(?:-|\d+\.) /gm)?.length ?? 0,
      [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((match) => match[1]),
    ];
    const shapesOf = (texts: readonly GuideText[]) =>
      texts.map(({ page, intro, sections }) => [page, shapeOf(intro), ...sections.map(({ text }) => shapeOf(text))]);
    expect(shapesOf(german)).toEqual(shapesOf(english));
  });

  it.each(guideLanguages)('lists its pages by their titles in their order (%s)', (language) => {
    const [contents, ...pages] = guides[language] ?? [];
    const listed = [...(contents?.intro ?? '').matchAll(/^\d+\. \[(.+)\]\((.+)\.md\)$/gm)].map(([, title, page]) => ({
      title,
      page,
    }));
    expect(listed).toEqual(pages.map(({ title, page }) => ({ title, page })));
  });

  it.each(guideLanguages)(
    'links to pages, paragraphs and pictures that are there, and to nothing else (%s)',
    (language) => {
      const texts = guides[language] ?? [];
      const there = new Set(
        texts.flatMap(({ page, sections }) => [`${page}.md`, ...sections.map(({ anchor }) => `${page}.md#${anchor}`)]),
      );
      const wrong = texts.flatMap((text) =>
        linksOf(text).flatMap(([all, mark, to = '']) => {
          const holds = mark === '!' ? existsSync(`${guideFolder(language)}${to}`) : there.has(to);
          return holds ? [] : [`${text.page}: ${all}`];
        }),
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each(guideLanguages)('prints in bold what the interface says, word for word (%s)', (language) => {
    // What stands in the two systems themselves.
    const vendors = ['API Keys', 'Add New Key', 'Manage', 'API Access Tokens', 'Create Token'];
    const ours = Object.values(readMessages(language))
      .flatMap((message) => message.split(' | '))
      .map((message) => message.replaceAll(/\{\w+\}|\$\d/g, '…'));
    const wrong = (guides[language] ?? []).flatMap((text) =>
      [...wholeOf(text).matchAll(/\*\*([^*]+)\*\*/g)]
        .map((match) => (match[1] ?? '').replaceAll(/\s+/g, ' '))
        .filter((said) => !vendors.includes(said) && !ours.some((message) => message.includes(said)))
        .map((said) => `${text.page}: ${said}`),
    );
    expect(wrong).toEqual([]);
  });

  it('cannot be read where an anchor and a heading do not belong together', () => {
    expect(() => readPage('preview', '# T\n\n## No anchor\n\ntext\n')).toThrow('headings with anchors');
    expect(() => readPage('preview', '# T\n\n<a id="a"></a>\n\ntext\n')).toThrow('belong together');
    expect(() => readPage('preview', '## no title\n')).toThrow('a title');
  });
});

describe('the packed guide', () => {
  const files = renderGuide();
  const pages = files.flatMap((file) => ('contents' in file && file.relativeDest.endsWith('.html') ? [file] : []));

  it('has no script, no style of an element, and no address outside itself', () => {
    expect(pages).toHaveLength(2 * (guidePages.length + 1));
    for (const { contents } of pages) expect(contents).not.toMatch(/<script|\sstyle=|\son\w+=|https?:[^<\s]*"/i);
  });

  it('leads to nothing that is not packed', () => {
    const packed = new Set(files.map(({ relativeDest }) => relativeDest));
    const wrong = pages.flatMap(({ relativeDest, contents }) =>
      [...contents.matchAll(/(?:href|src)="([^"#]+)(?:#[^"]*)?"/g)]
        .map(([, to = '']) => new URL(to, `https://packed.invalid/${relativeDest}`).pathname.slice(1))
        .filter((path) => !packed.has(path))
        .map((path) => `${relativeDest}: ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('says its language and marks the page that is open', () => {
    const page = pages.find(({ relativeDest }) => relativeDest === 'guide/de/preview.html')?.contents ?? '';
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<a href="preview.html" aria-current="page">');
    expect(page).toContain('<section id="safety-rules">');
  });
});

describe('the pictures of the guide', () => {
  const list = readPictureList();
  const names = Object.keys(list.shows);
  const files = guideLanguages.flatMap((language) =>
    names.map((name) => `${guideFolder(language)}images/${name}.webp`),
  );

  it('are those the pages show, in both languages, taken by the script', () => {
    const shown = english.flatMap(picturesOf).map((path = '') => path.replace(/^images\/(.*)\.webp$/, '$1'));
    expect(shown.toSorted()).toEqual(names.toSorted());
    expect(pictureNames).toEqual(expect.arrayContaining(names));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('are as what they are made of is now: else run `npm run pictures`', () => {
    expect(list.madeOf).toEqual(madeOf());
  });

  it('are WebP, and weigh less than 600 kB together', () => {
    const pictures = files.map((file) => readFileSync(file));
    for (const picture of pictures) expect(picture.subarray(0, 12).toString('latin1')).toMatch(/^RIFF[\s\S]{4}WEBP$/);
    expect(pictures.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(600_000);
  });

  it('have to be taken anew when the steps, the styles or a text they show changed', () => {
    const before = madeOf({ welcome: 'welcome_title' });
    expect(before).toEqual(madeOf({ welcome: 'welcome_title' }));
    expect(before?.texts).not.toBe(madeOf({ welcome: 'welcome_intro' })?.texts);
    expect(keysShown(['What would you like to use?', ' Retry '], readMessages('en'))).toEqual(['welcome_title']);
  });
});

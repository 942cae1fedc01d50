import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Marked, type Tokens } from 'marked';
import { type GuideLanguage, type GuideText, guideFolder, guideLanguages, readGuide } from './read-guide.ts';

/** A file of the packed guide: its place in the extension, and its text or where it is copied from. */
export type GuideFile =
  | { readonly relativeDest: string; readonly contents: string }
  | { readonly relativeDest: string; readonly absoluteSrc: string };

/**
 * The user guide as the extension brings it along: pages without a script, one stylesheet, pictures.
 * The same sources give the same bytes.
 *
 * Errors: a page that cannot be read, or says something the pages of an extension may not hold (HTML, other sites)
 */
export function renderGuide(): readonly GuideFile[] {
  const styles = ['src/ui/styles/tokens.css', 'src/ui/guide/guide.css'];
  return [
    { relativeDest: 'guide/guide.css', contents: styles.map(read).join('\n') },
    ...guideLanguages.flatMap((language) => [...pagesOf(language), ...picturesOf(language)]),
  ];
}

function pagesOf(language: GuideLanguage): GuideFile[] {
  const texts = readGuide(language);
  return texts.map((text, at) => ({
    relativeDest: `guide/${language}/${text.page}.html`,
    contents: pageOf(language, texts, at),
  }));
}

/** Those that a page shows. */
function picturesOf(language: GuideLanguage): GuideFile[] {
  const folder = `${guideFolder(language)}images/`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.webp'))
    .toSorted()
    .map((name) => ({ relativeDest: `guide/${language}/images/${name}`, absoluteSrc: `${folder}${name}` }));
}

function pageOf(language: GuideLanguage, texts: readonly GuideText[], at: number): string {
  const [contents] = texts;
  const text = texts[at];
  if (text === undefined || contents === undefined) throw new RangeError(`no page ${at}`);
  const [before, after] = [at > 1 ? texts[at - 1] : undefined, at > 0 ? texts[at + 1] : undefined];
  const other = language === 'en' ? { language: 'de', name: 'Deutsch' } : { language: 'en', name: 'English' };
  const turn = (to: GuideText, rel: string, label: string) =>
    `<a class="${rel}" rel="${rel}" href="${to.page}.html">${label}</a>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(text.page === 'index' ? text.title : `${text.title} – ${contents.title}`)}</title>
<link rel="stylesheet" href="../guide.css">
</head>
<body>
<header><a class="home" href="index.html">${escape(contents.title)}</a>
<a lang="${other.language}" hreflang="${other.language}" href="../${other.language}/${text.page}.html">${other.name}</a></header>
<div class="page">
<nav aria-label="${escape(contents.title)}"><ol>
${texts
  .slice(1)
  .map(({ page, title }) => {
    const here = page === text.page ? ' aria-current="page"' : '';
    return `<li><a href="${page}.html"${here}>${escape(title)}</a></li>`;
  })
  .join('\n')}
</ol></nav>
<main>
<h1>${escape(text.title)}</h1>
${markdown(text.intro)}${text.sections
  .map(
    ({ anchor, title, text: body }) =>
      `<section id="${anchor}"><h2>${inline(title)}</h2>\n${markdown(body)}</section>\n`,
  )
  .join(
    '',
  )}<footer>${before ? turn(before, 'prev', `← ${escape(before.title)}`) : ''}${after ? turn(after, 'next', `${escape(after.title)} →`) : ''}</footer>
</main>
</div>
</body>
</html>
`;
}

const marked = new Marked({ async: false, gfm: true });
marked.use({
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => {
      throw new Error(`HTML in the guide: ${text}`);
    },
    link({ href, tokens }: Tokens.Link) {
      const [, page, anchor = ''] = /^([a-z-]+)\.md(#[a-z-]+)?$/.exec(href) ?? [];
      if (page === undefined) throw new Error(`the guide links to its own pages only, not to ${href}`);
      return `<a href="${page}.html${anchor}">${this.parser.parseInline(tokens)}</a>`;
    },
    image: ({ href, text }: Tokens.Image) => {
      if (!/^images\/[a-z-]+\.webp$/.test(href) || text === '')
        throw new Error(`a picture of the guide lies in images/ and is described: ${href}`);
      return `<img src="${href}" alt="${escape(text)}">`;
    },
  },
});

function markdown(text: string): string {
  return marked.parse(text, { async: false });
}

function inline(text: string): string {
  return marked.parseInline(text, { async: false });
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function read(path: string): string {
  return readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../..', path), 'utf8');
}

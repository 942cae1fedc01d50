import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GuidePage, guidePages } from '../../../src/ui/guide/pages.ts';

export const guideLanguages = ['en', 'de'] as const;
export type GuideLanguage = (typeof guideLanguages)[number];

/** A heading of a page with what stands under it, as Markdown. */
export interface GuideSection {
  readonly anchor: string;
  readonly title: string;
  readonly text: string;
}

export interface GuideText {
  readonly page: GuidePage | 'index';
  readonly title: string;
  /** Markdown before the first heading. */
  readonly intro: string;
  readonly sections: readonly GuideSection[];
}

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Folder of a language's pages, absolute. */
export function guideFolder(language: GuideLanguage): string {
  return join(root, 'docs/guide', language, '/');
}

/** The pages of a language in the order of the contents, which come first. Throws where a page is missing or has no title. */
export function readGuide(language: GuideLanguage): readonly GuideText[] {
  return (['index', ...guidePages] as const).map((page) =>
    readPage(page, readFileSync(`${guideFolder(language)}${page}.md`, 'utf8')),
  );
}

/**
 * Takes a page apart. Anchors are written as `<a id="…"></a>` above a heading: that holds in both languages and wherever
 * Markdown is shown.
 *
 * Errors: no title; a heading without an anchor, or an anchor without a heading
 */
export function readPage(page: GuideText['page'], markdown: string): GuideText {
  const [head = '', ...rest] = markdown.split(/^<a id="/m);
  const [, title, intro = ''] = /^# (.+)\n([\s\S]*)$/.exec(head) ?? [];
  if (title === undefined || /^##/m.test(intro)) throw new Error(`${page}: a title, then headings with anchors`);
  const sections = rest.map((part) => {
    const [, anchor, heading, text = ''] = /^([a-z][a-z-]*)"><\/a>\n\n## (.+)\n([\s\S]*)$/.exec(part) ?? [];
    if (anchor === undefined || heading === undefined || /^##? /m.test(text))
      throw new Error(`${page}: an anchor and a heading belong together, near "${part.slice(0, 40)}"`);
    return { anchor, title: heading, text: text.trim() };
  });
  return { page, title, intro: intro.trim(), sections };
}

/** How the pages of Small Improvements look and behave; all of it inferred, nothing of their markup is published. */
export interface SiPageModes {
  /** Markup: today's, another one with other names and structure, or controls nothing can be told of. */
  pageEra: 'current' | 'recast' | 'unlabelled';
  pageLanguage: 'en' | 'de';
  /** Milliseconds between re-renderings of a page nobody touched; 0 is never. */
  pageRerenderMs: number;
  /** The directory holds every row, or only the rows in view in nodes that are used again. */
  pageDirectory: 'all' | 'windowed';
  /** `strict`: images of the own host only; `images`: `data:` and `blob:` too; `none`: no policy. */
  pageCsp: 'strict' | 'images' | 'none';
}

export function defaultPageModes(): SiPageModes {
  return {
    pageEra: 'current',
    pageLanguage: 'en',
    pageRerenderMs: 5000,
    pageDirectory: 'all',
    pageCsp: 'strict',
  };
}

/** What the choices among them are, by name. */
export const PAGE_CHOICES: Record<string, readonly unknown[]> = {
  pageEra: ['current', 'recast', 'unlabelled'],
  pageLanguage: ['en', 'de'],
  pageDirectory: ['all', 'windowed'],
  pageCsp: ['strict', 'images', 'none'],
};

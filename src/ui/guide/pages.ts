/** The pages of the user guide in their order: files of `docs/guide/en` and `docs/guide/de`, by the same names. */
export const guidePages = [
  'bamboohr',
  'how-it-works',
  'setting-up',
  'preview',
  'importing',
  'history',
  'reviews-and-objectives',
  'installing-for-everybody',
  'where-data-lives',
  'subset',
  'informing',
  'automatic',
  'suspending',
  'existing-accounts',
  'pictures',
  'good-to-know',
  'managed-fields',
  'export',
  'common-issues',
  'checking-back',
] as const;

export type GuidePage = (typeof guidePages)[number];

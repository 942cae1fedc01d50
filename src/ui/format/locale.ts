import { i18n } from '#i18n';

/**
 * The locale for dates and numbers: the language the texts are in, with the reader's own region where the browser names one.
 * A French browser gets English texts, so its dates are English too: a sentence never mixes two languages.
 */
export function formatLocale(): string {
  const language = i18n.t('language');
  // Node 20 has no navigator.
  const languages: readonly string[] = globalThis.navigator?.languages ?? [];
  const preferred = languages.find((tag) => tag === language || tag.startsWith(`${language}-`));
  return preferred ?? language;
}

import { i18n } from '#i18n';

/** "Acme Inc. to Acme"; one name where both systems use the same. */
export function companiesText(bamboo: string, si: string): string {
  return bamboo === si ? bamboo : i18n.t('preview.companies', { bamboo, si });
}

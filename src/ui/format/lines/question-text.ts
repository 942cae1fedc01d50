import { i18n } from '#i18n';

/** Asks whether Small Improvements mailed the first new person by itself. */
export function firstCreationText(name: string): string {
  return i18n.t('firstCreation.title', { name });
}

/** Asks whether this is the company that was connected under another address. */
export function takeOverText(old: string): string {
  return i18n.t('takeOver.title', { old });
}

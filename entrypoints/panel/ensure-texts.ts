import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { logError } from '../../src/shared/log.ts';

type Messages = Readonly<Record<string, { readonly message: string } | undefined>>;

/**
 * Chromium asks for the texts once in a process and keeps what it got. A frame on a busy machine can get none, and stays
 * without a word then; so the texts are read from the extension's own files.
 */
export async function ensureTexts(): Promise<void> {
  if (i18n.t('language') !== '') return;
  try {
    const language = browser.i18n.getUILanguage().startsWith('de') ? 'de' : 'en';
    const answer = await fetch(`/_locales/${language}/messages.json`);
    const messages = (await answer.json()) as Messages;
    const getMessage = (name: string, given: unknown = []): string => {
      const values = Array.isArray(given) ? given.map(String) : [String(given)];
      const text = messages[name]?.message ?? '';
      return text.replaceAll(/\$(\d)/g, (_, at: string) => values[Number(at) - 1] ?? '').replaceAll('$$', '$');
    };
    Object.defineProperty(browser.i18n, 'getMessage', { value: getMessage });
  } catch (thrown) {
    // A panel without words still has its links.
    logError('texts', thrown);
  }
}

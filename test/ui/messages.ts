import { readFileSync } from 'node:fs';
import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build';

export type Language = 'en' | 'de';

/** The texts of a locale file as the browser would get them: message name → text. */
export function readMessages(language: Language): Record<string, string> {
  const file = new URL(`../../src/locales/${language}.yml`, import.meta.url);
  const messages = generateChromeMessages(parseMessagesText(readFileSync(file, 'utf8'), 'YAML'));
  return Object.fromEntries(Object.entries(messages).map(([name, { message }]) => [name, message]));
}

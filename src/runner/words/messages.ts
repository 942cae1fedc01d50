import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build';

/** The languages there are texts in. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../locales');

/** The texts of a locale file as a browser would get them: message name → text. */
export function readMessages(language: Language): Record<string, string> {
  const source = readFileSync(join(folder, `${language}.yml`), 'utf8');
  const messages = generateChromeMessages(parseMessagesText(source, 'YAML'));
  return Object.fromEntries(Object.entries(messages).map(([name, { message }]) => [name, message]));
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build';

export type Language = 'en' | 'de';

const localesDir = join(dirname(fileURLToPath(import.meta.url)), '../../src/locales');

/** The texts of a locale file as the browser would get them: message name → text. */
export function readMessages(language: Language): Record<string, string> {
  const source = readFileSync(join(localesDir, `${language}.yml`), 'utf8');
  const messages = generateChromeMessages(parseMessagesText(source, 'YAML'));
  return Object.fromEntries(Object.entries(messages).map(([name, { message }]) => [name, message]));
}

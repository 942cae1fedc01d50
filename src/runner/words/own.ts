import { de } from './de.ts';
import { en, type OwnKey } from './en.ts';
import { type Language, readMessages } from './messages.ts';
import { speakWith } from './stand-in.ts';

let current: Readonly<Record<OwnKey, string>> = en;

/** From now on everything is said in this language: what the pages say, and what the command line says itself. */
export function speak(language: Language): void {
  current = language === 'de' ? de : en;
  speakWith(readMessages(language));
}

/** A text of the command line's own, `{x}` replaced. */
export function own(key: OwnKey, values: Readonly<Record<string, string | number>> = {}): string {
  return current[key].replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}

/** Whether there is a text of that name. */
export function isOwnKey(key: string): key is OwnKey {
  return key in en;
}

/** The language of `--language`, else that of the environment, as other programs find it. */
export function languageOf(given: Language | undefined, env: Readonly<Record<string, string | undefined>>): Language {
  const set = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return given ?? (set.startsWith('de') ? 'de' : 'en');
}

import { i18n, type GeneratedI18nStructure } from '#i18n';
import { formatNumber } from './numbers.ts';

type Structure = GeneratedI18nStructure;

/** Keys of texts without any placeholder. */
export type PlainKey = {
  [K in keyof Structure]: Structure[K] extends { namedSubstitutions: readonly string[] }
    ? never
    : Structure[K] extends { plural: false; substitutions: 0 }
      ? K
      : never;
}[keyof Structure];

/** Keys of texts in singular and plural whose only placeholder is `{n}`. */
export type CountKey = {
  [K in keyof Structure]: Structure[K] extends { plural: true; namedSubstitutions: readonly ['n'] } ? K : never;
}[keyof Structure];

/** `bamboo-wrong-key` → `bamboo_wrong_key`: locale keys cannot hold a hyphen. */
export type Snake<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}_${Snake<Tail>}` : S;

export function snake<S extends string>(code: S): Snake<S> {
  return code.replaceAll('-', '_') as Snake<S>;
}

export function text(key: PlainKey): string {
  return i18n.t(key);
}

/** A text that speaks of a number of things, in singular or plural. */
export function countText(key: CountKey, n: number): string {
  return i18n.t(key, n, { n: formatNumber(n) });
}

/** Names joined as the language joins them; at most `limit`, then "and 3 more". */
export function listText(names: readonly string[], limit = 3): string {
  if (names.length <= limit) return names.join(', ');
  return i18n.t('app.and', { list: names.slice(0, limit).join(', '), n: formatNumber(names.length - limit) });
}

import { formatLocale } from './locale.ts';

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = formatLocale();
  const id = locale + JSON.stringify(options);
  const known = formats.get(id);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, options);
  formats.set(id, format);
  return format;
}

/** 1204 → "1,204". */
export function formatNumber(n: number): string {
  return numberFormat({ maximumFractionDigits: 0 }).format(n);
}

/** One number as people type it, perhaps grouped and with a word after it ("1,204 people"); undefined where it is anything else. */
export function typedNumber(typed: string): number | undefined {
  const [, digits] = /^\s*(\d{1,3}(?:[.,'’\s]\d{3})+|\d{1,9})(?:\s+\p{L}+)*\s*$/u.exec(typed) ?? [];
  return digits === undefined ? undefined : Number(digits.replaceAll(/\D/g, ''));
}

/** Rates: one digit below ten, none above. */
export function formatRate(perSecond: number): string {
  return numberFormat({ maximumFractionDigits: perSecond < 10 ? 1 : 0 }).format(perSecond);
}

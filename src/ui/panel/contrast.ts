const dark = '#000000';
const light = '#ffffff';

export interface ChipColours {
  readonly ground: string;
  readonly ink: string;
}

/**
 * SI's colour of a status with the ink that is read best on it: dark or light, whichever contrasts more, which is never
 * below 4.5. Undefined for what is no hexadecimal colour (three, six or eight digits; SI reference §7.1).
 */
export function chipColours(color: string | undefined): ChipColours | undefined {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})(?:[0-9a-f]{2})?$/i.exec(color?.trim() ?? '')?.[1];
  if (digits === undefined) return undefined;
  const full = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  const ground = `#${full.toLowerCase()}`;
  return { ground, ink: contrast(ground, dark) >= contrast(ground, light) ? dark : light };
}

/** Ratio of two colours `#rrggbb`, 1 to 21 (WCAG 2). */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

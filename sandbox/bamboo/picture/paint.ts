import { stableHash } from '../../random.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** A square picture as a function of pixels. */
export interface Painting {
  size: number;
  colourAt(x: number, y: number): Colour;
}

/** Head and shoulders in colours that follow from `label`. */
export function paint(label: string, size: number): Painting {
  const hash = stableHash(label);
  const back: Colour = [90 + (hash & 0x7f), 90 + ((hash >>> 7) & 0x7f), 90 + ((hash >>> 14) & 0x7f)];
  const skin: Colour = [200 + (hash % 50), 160 + (hash % 60), 120 + (hash % 70)];
  const dark: Colour = [back[0] - 60, back[1] - 60, back[2] - 60];
  return {
    size,
    colourAt: (x, y) => {
      const [u, v] = [x / size - 0.5, y / size];
      if (u * u + (v - 0.4) ** 2 < 0.035) return skin;
      return v > 0.64 && u * u * 1.4 + (v - 1) ** 2 < 0.12 ? dark : back;
    },
  };
}

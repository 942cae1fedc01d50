/**
 * The generic family a list of fonts ends with. A page that could choose the very font of a panel would learn from how much
 * room its words take.
 */
export function genericFont(families: string): 'serif' | 'monospace' | 'sans-serif' {
  const last = families.slice(families.lastIndexOf(',') + 1).trim();
  return last === 'serif' || last === 'monospace' ? last : 'sans-serif';
}

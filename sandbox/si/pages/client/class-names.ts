/**
 * The class names of an era: readable ones with a prefix, or meaningless ones like those of a CSS-in-JS library.
 * The style sheet is written with the readable names and rewritten by the same function.
 */
export function classNames(era: string): (names: string) => string {
  const one = (name: string): string => {
    if (era !== 'recast') return `si-${name}`;
    let hash = 7;
    for (let index = 0; index < name.length; index += 1) hash = (Math.imul(hash, 33) + name.charCodeAt(index)) >>> 0;
    return `css-${hash.toString(36)}`;
  };
  return (names) => names.split(' ').map(one).join(' ');
}

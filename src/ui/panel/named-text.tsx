import type { ComponentChildren } from 'preact';

const mark = '\u0000';

/**
 * A text with a name from outside in it, the name isolated: one written from right to left, or with an override in it,
 * must not turn the words around it. `make` is given what stands for the name.
 */
export function NamedText({
  name,
  make,
}: {
  readonly name: string;
  readonly make: (placeholder: string) => string;
}): ComponentChildren {
  const [before, ...after] = make(mark).split(mark);
  return (
    <>
      {before}
      {after.map((rest, index) => (
        <span key={index}>
          <bdi>{name}</bdi>
          {rest}
        </span>
      ))}
    </>
  );
}

import { text } from '../format/text.ts';

/** Grey rows in the size of what is coming, so nothing jumps when it arrives. */
export function Skeleton({ rows, look = 'row' }: { readonly rows: number; readonly look?: 'row' | 'bar' | 'card' }) {
  return (
    <div class="skeleton" aria-busy="true" aria-label={text('app.loading')} role="group">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class={`skeleton-${look}`}>
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

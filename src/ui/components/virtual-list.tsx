import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

interface VirtualListProps<T> {
  readonly items: readonly T[];
  readonly label: string;
  readonly keyOf: (item: T) => string;
  readonly render: (item: T) => ComponentChildren;
  readonly rowPx: number;
}

/**
 * A long list of which only what is in view is in the page. It scrolls with the nearest `[data-scroller]`, so headers above it
 * scroll along; rows may have any height and are measured.
 */
export function VirtualList<T>({ items, label, keyOf, render, rowPx }: VirtualListProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  const [, redraw] = useReducer((n: number, _action: null) => n + 1, 0);
  const [margin, setMargin] = useState(0);
  const [virtualizer] = useState(
    () =>
      new Virtualizer<HTMLElement, HTMLElement>(
        options(
          0,
          0,
          rowPx,
          () => '',
          list,
          () => redraw(null),
        ),
      ),
  );
  virtualizer.setOptions(
    options(
      items.length,
      margin,
      rowPx,
      (index) => keyAt(items, index, keyOf),
      list,
      () => redraw(null),
    ),
  );

  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
    const offset = offsetInScroller(list.current);
    if (offset !== margin) setMargin(offset);
  });

  return (
    <ul ref={list} class="virtual-list" aria-label={label} style={{ height: `${virtualizer.getTotalSize()}px` }}>
      {virtualizer.getVirtualItems().map((row) => {
        const item = items[row.index];
        return item === undefined ? null : (
          <li
            key={row.key}
            ref={virtualizer.measureElement}
            data-index={row.index}
            class="virtual-row"
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            style={{ transform: `translateY(${row.start - margin}px)` }}
          >
            {render(item)}
          </li>
        );
      })}
    </ul>
  );
}

function options(
  count: number,
  scrollMargin: number,
  rowPx: number,
  getItemKey: (index: number) => string,
  list: { readonly current: HTMLElement | null },
  onChange: () => void,
) {
  return {
    count,
    scrollMargin,
    getItemKey,
    onChange,
    overscan: 6,
    estimateSize: () => rowPx,
    getScrollElement: () => list.current?.closest<HTMLElement>('[data-scroller]') ?? null,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
  };
}

function keyAt<T>(items: readonly T[], index: number, keyOf: (item: T) => string): string {
  const item = items[index];
  return item === undefined ? String(index) : keyOf(item);
}

function offsetInScroller(list: HTMLElement | null): number {
  const scroller = list?.closest<HTMLElement>('[data-scroller]');
  if (list === null || scroller === null || scroller === undefined) return 0;
  return Math.round(list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop);
}

import type { ComponentChildren } from 'preact';

/** Paths on a 16 × 16 grid, drawn with a 1.5 stroke in the colour of the text. */
const paths = {
  add: 'M8 3.5v9M3.5 8h9',
  remove: 'M3.5 8h9',
  arrow: 'M3 8h9.5M9 4.5 12.5 8 9 11.5',
  check: 'm3.5 8.5 3 3 6-7',
  close: 'm4 4 8 8M12 4l-8 8',
  alert: 'M8 2.2 14.3 13a.6.6 0 0 1-.5.9H2.2a.6.6 0 0 1-.5-.9L8 2.2ZM8 6.3v3.2M8 11.7v.1',
  block: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM3.8 3.8l8.4 8.4',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 5.3v3.5M8 5.1v.1',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4ZM10.2 10.2l3.3 3.3',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6L13 5.8M13 2.6v3.2H9.8',
  undo: 'M6 3.2 3 6.2l3 3M3.4 6.2h5.8a3.6 3.6 0 0 1 0 7.2H6',
  open: 'M9.5 2.8h3.7v3.7M13.2 2.8 8 8M7 3.8H4a1 1 0 0 0-1 1V12a1 1 0 0 0 1 1h7.2a1 1 0 0 0 1-1V9',
  lines: 'M6 4h7.5M6 8h7.5M6 12h7.5M2.6 4h.1M2.6 8h.1M2.6 12h.1',
  down: 'm4 6.2 4 4 4-4',
  back: 'M13 8H3.5M7 4.5 3.5 8 7 11.5',
  person: 'M8 2.8a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2ZM3 13.2c.5-2.2 2.5-3.6 5-3.6s4.5 1.4 5 3.6',
  personAdd:
    'M6.4 3a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8ZM2 13c.4-2 2.2-3.4 4.4-3.4S10.4 11 10.8 13M12.4 5.4v4.2M10.3 7.5h4.2',
  personOff: 'M6.4 3a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8ZM2 13c.4-2 2.2-3.4 4.4-3.4S10.4 11 10.8 13M10.6 7.5h3.8',
  personBack:
    'M6.4 3a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8ZM2 13c.4-2 2.2-3.4 4.4-3.4S10.4 11 10.8 13M10.4 7.6l1.5 1.5 2.6-3',
  edit: 'M3 13v-2.6L10.6 2.8a1 1 0 0 1 1.4 0l1.2 1.2a1 1 0 0 1 0 1.4L5.6 13H3ZM9.2 4.2l2.6 2.6',
  equal: 'M3.5 6h9M3.5 10h9',
  pause: 'M5.8 3.8v8.4M10.2 3.8v8.4',
  link: 'M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.7.7M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.5 8.8a2.6 2.6 0 0 0 3.7 3.7l.7-.7',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 3v3.2l2.2 1.4',
  copy: 'M5.8 5.8h7.4v7.4H5.8zM10.2 5.8V2.8H2.8v7.4h3',
  save: 'M8 2.8v7M5 7l3 3 3-3M3 12.8h10',
  lock: 'M4 7.2h8v6H4zM5.6 7.2V5.4a2.4 2.4 0 0 1 4.8 0v1.8',
} as const;

export type IconName = keyof typeof paths;

/** Decoration beside a text that says the same; hidden from assistive technology. */
export function Icon({ name, class: className }: { readonly name: IconName; readonly class?: string }) {
  return (
    <svg
      class={`icon${className === undefined ? '' : ` ${className}`}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** Two arrows meeting in a circle: both systems in step. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect class="mark-ground" width="32" height="32" rx="8" />
      <path class="mark-line" d="M23.6 12.2A8.6 8.6 0 0 0 8.5 11.6M8.4 19.8a8.6 8.6 0 0 0 15.1.6" />
      <path class="mark-line" d="M8 7.2v4.6h4.6M24 24.8v-4.6h-4.6" />
      <circle class="mark-dot" cx="16" cy="16" r="2.6" />
    </svg>
  );
}

/** Text for assistive technology only. */
export function Hidden({ children }: { readonly children: ComponentChildren }) {
  return <span class="visually-hidden">{children}</span>;
}

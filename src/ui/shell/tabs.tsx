import { text } from '../format/text.ts';
import type { PlainKey } from '../format/text.ts';
import { type Tab, tabs } from './ui-model.ts';

const labels: Readonly<Record<Tab, PlainKey>> = {
  preview: 'app.tab.preview',
  history: 'app.tab.history',
  configuration: 'app.tab.configuration',
  health: 'app.tab.health',
};

/** Tabs after the WAI-ARIA pattern: one stop for Tab, arrows, Home and End move and select. */
export function TabBar({
  current,
  onSelect,
  marked,
}: {
  readonly current: Tab;
  readonly onSelect: (tab: Tab) => void;
  /** A tab with a dot: something there wants attention. */
  readonly marked: Tab | undefined;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(event.key, current);
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next);
    document.getElementById(tabId(next))?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={text('app.tabs')} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={tabId(tab)}
          class={marked === tab ? 'tab marked' : 'tab'}
          title={marked === tab ? text('config.unsaved') : undefined}
          aria-selected={tab === current}
          aria-controls={tab === current ? panelId(tab) : undefined}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => onSelect(tab)}
        >
          {text(labels[tab])}
        </button>
      ))}
    </div>
  );
}

export function tabId(tab: Tab): string {
  return `tab-${tab}`;
}

export function panelId(tab: Tab): string {
  return `panel-${tab}`;
}

function neighbour(key: string, current: Tab): Tab | undefined {
  const index = tabs.indexOf(current);
  if (key === 'ArrowRight') return tabs[(index + 1) % tabs.length];
  if (key === 'ArrowLeft') return tabs[(index + tabs.length - 1) % tabs.length];
  if (key === 'Home') return tabs[0];
  return key === 'End' ? tabs.at(-1) : undefined;
}

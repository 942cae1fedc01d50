import type { ChangeKind } from '../../domain/change.ts';
import { barOrder, kindLabel } from '../format/kind-text.ts';
import { text } from '../format/text.ts';

interface KindBarProps {
  readonly counts: Readonly<Record<ChangeKind, number>>;
  readonly current: ChangeKind | undefined;
  readonly onToggle: (kind: ChangeKind) => void;
}

/**
 * The stacked bar with its key: one button per kind that filters the list. The strips above show the true shares and
 * can be clicked too; they are too thin to be the only target, so keyboard and screen readers get the buttons alone.
 */
export function KindBar({ counts, current, onToggle }: KindBarProps) {
  return (
    <div class="kind-bar" role="group" aria-label={text('preview.bar')}>
      <div class="kind-shares" aria-hidden="true">
        {barOrder
          .filter((kind) => counts[kind] > 0)
          .map((kind) => (
            <span
              key={kind}
              class={`kind-share kind-${kind}${current === undefined || current === kind ? '' : ' faded'}`}
              style={{ flexGrow: counts[kind] }}
              onClick={() => onToggle(kind)}
            />
          ))}
      </div>
      {barOrder.map((kind) => (
        <button
          key={kind}
          type="button"
          class={`kind-segment kind-${kind}`}
          aria-pressed={current === kind}
          disabled={counts[kind] === 0 && current !== kind}
          onClick={() => onToggle(kind)}
        >
          <span class="kind-label">{kindLabel(kind)}</span> <span class="kind-count">{counts[kind]}</span>
        </button>
      ))}
    </div>
  );
}

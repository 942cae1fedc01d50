import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { SyncMark } from '../../messaging/profile-page.ts';
import { logError } from '../../shared/log.ts';
import { text } from '../format/text.ts';
import type { ChipPort } from './panel-port.ts';

/** The administrator's chip, in a frame of ours: how the person stands, and the way to the preview. */
export function SyncChip({ port }: { readonly port: ChipPort }) {
  const mark = useSignal<SyncMark | null>(null);
  useEffect(() => {
    port.read().then(
      (read) => {
        mark.value = read;
      },
      // A chip that cannot be read stays away.
      () => undefined,
    );
  }, [port, mark]);
  const shown = mark.value;
  if (shown === null) return null;
  const open = (event: MouseEvent) => {
    if (event.isTrusted) port.open().catch((thrown: unknown) => logError('chip', thrown));
  };
  return (
    <button
      type="button"
      class="sync-chip"
      aria-label={`${text('overlay.chip')}: ${shown.text}`}
      title={`${shown.text}\n${text('overlay.chipHint')}`}
      onClick={open}
    >
      <span class={`sync-dot tone-${shown.tone}`} />
      <span class="muted">{text('overlay.chip')}</span>
      <span class="sync-words">{shown.text}</span>
    </button>
  );
}

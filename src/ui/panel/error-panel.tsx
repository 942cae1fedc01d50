import type { ErrorCode, ErrorData } from '../../shared/app-error.ts';
import { Button } from '../components/button.tsx';
import type { PlainKey } from '../format/text.ts';
import { text } from '../format/text.ts';
import { Message } from './message.tsx';
import type { PanelModel } from './panel-model.ts';

const words: Readonly<Partial<Record<ErrorCode, readonly [PlainKey, PlainKey]>>> = {
  offline: ['panel.error.offline', 'panel.error.offlineMore'],
  timeout: ['panel.error.slow', 'panel.error.slowMore'],
  'si-unavailable': ['panel.error.slow', 'panel.error.slowMore'],
  'si-rate-limited': ['panel.error.slow', 'panel.error.slowMore'],
  'permission-missing': ['panel.error.access', 'panel.error.accessMore'],
  'message-invalid': ['panel.error.outdated', 'panel.error.outdatedMore'],
};

/** What went wrong in an employee's words; remedies of the set-up would not help here. */
export function ErrorPanel({ error, model }: { readonly error: ErrorData; readonly model: PanelModel }) {
  const [title, more] = words[error.code] ?? (['panel.error.other', 'panel.error.otherMore'] as const);
  return (
    <div role="alert">
      <Message
        icon="alert"
        tone="warn"
        title={text(title)}
        action={
          <>
            <Button disabled={model.busy.value} onClick={() => void model.load()}>
              {text('app.retry')}
            </Button>
            {words[error.code] === undefined && (
              <p class="muted facts">{[error.code, error.context.status].filter(Boolean).join(' · ')}</p>
            )}
          </>
        }
      >
        {text(more)}
      </Message>
    </div>
  );
}

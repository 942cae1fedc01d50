import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { i18n } from '#i18n';
import type { AuditEntry } from '../../domain/audit.ts';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import { Icon } from '../components/icons.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { auditText } from '../format/audit-text.ts';
import { formatDateTime } from '../format/dates.ts';
import { countText, text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

const entryLimit = 100;

type Loaded = readonly AuditEntry[] | { readonly error: ErrorData };

/** Every change of a setting or decision: what, from, to, when, by whom. */
export function AuditList({ ui }: { readonly ui: UiModel }) {
  const loaded = useSignal<Loaded | undefined>(undefined);
  useSignalEffect(() => {
    // Read anew when something was saved or decided.
    void ui.status.status.value;
    void ui.decisions.stored.value;
    void readAudit(ui, loaded);
  });
  const state = loaded.value;
  const rows = ui.plan.rows.value ?? [];
  if (state === undefined) return <Skeleton rows={3} look="bar" />;
  if ('error' in state) return <ErrorNotice error={state.error} />;
  if (state.length === 0) return <p>{text('audit.empty')}</p>;
  const nameOf = (id: string) => rows.find((row) => row.employeeId === id || row.siUserId === id)?.name ?? id;
  return (
    <>
      <p class="facts">{countText('audit.more', state.length)}</p>
      <ul class="audit" aria-label={text('audit.title')}>
        {state.map((entry, index) => (
          // Several settings saved at once share their moment; the list only ever grows at its head.
          <Entry key={state.length - index} entry={entry} nameOf={nameOf} />
        ))}
      </ul>
    </>
  );
}

function Entry({ entry, nameOf }: { readonly entry: AuditEntry; readonly nameOf: (id: string) => string }) {
  // The rows at hand are those of the connected company; the same id is somebody else in another.
  const { what, before, after } = auditText(entry, entry.pair === undefined ? asIs : nameOf);
  const by = entry.actor === undefined ? '' : ` · ${i18n.t('audit.by', { name: entry.actor })}`;
  return (
    <li class="audit-entry">
      <span>
        <strong>{what}</strong>
        {before !== undefined && (
          <>
            {' '}
            <span class="visually-hidden">{text('audit.from')} </span>
            {before}
          </>
        )}
        {after !== undefined && (
          <>
            {before === undefined ? ' ' : <Icon name="arrow" class="value-arrow" />}
            {before !== undefined && <span class="visually-hidden">{text('audit.to')} </span>}
            {after}
          </>
        )}
      </span>
      <span class="facts">
        {formatDateTime(entry.atMs)}
        {by}
      </span>
    </li>
  );
}

const asIs = (id: string) => id;

async function readAudit(ui: UiModel, into: Signal<Loaded | undefined>): Promise<void> {
  try {
    into.value = await ui.port.history.audit(entryLimit);
  } catch (thrown) {
    into.value = { error: toErrorData(thrown) };
  }
}

import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { StoredDecision } from '../../domain/link.ts';
import { IconButton } from '../components/button.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { formatDate } from '../format/dates.ts';
import { fieldLabel } from '../format/field-text.ts';
import { decidedText } from '../format/decision-text.ts';
import { text } from '../format/text.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { WaitingDecisions } from '../preview/decisions/waiting-decisions.tsx';

/** Every decision about a person, each removable. */
export function DecisionList({ ui }: { readonly ui: UiModel }) {
  const { decisions } = ui;
  const [task] = useState(createTask);
  const title = useRef<HTMLHeadingElement>(null);
  const stored = decisions.stored.value ?? [];
  const error = task.error.value ?? decisions.error.value;
  const remove = async (id: string) => {
    const removed = await task.run(() => decisions.undecide(id));
    // Its button is gone.
    if (removed) title.current?.focus();
  };
  return (
    <section class="card form-section" aria-labelledby="decisions-title">
      <h2 id="decisions-title" ref={title} tabIndex={-1}>
        {text('decide.listTitle')}
      </h2>
      <p class="facts">{text(stored.length === 0 ? 'decide.listEmpty' : 'decide.listMore')}</p>
      {error !== undefined && <ErrorNotice error={error} />}
      {stored.length > 0 && (
        <ul class="decisions" aria-labelledby="decisions-title">
          {stored.map((one) => (
            <Item key={one.id} decision={one} busy={task.busy.value} onRemove={() => void remove(one.id)} />
          ))}
        </ul>
      )}
      <WaitingDecisions ui={ui} />
    </section>
  );
}

interface ItemProps {
  readonly decision: StoredDecision;
  readonly busy: boolean;
  readonly onRemove: () => void;
}

function Item({ decision: { decision, name, atMs }, busy, onRemove }: ItemProps) {
  const who = name ?? text('decide.somebody');
  return (
    <li class="decision">
      <strong>{who}</strong>
      <span>
        {decidedText(decision.kind)}
        {decision.kind === 'keep' && `: ${fieldLabel(decision.field)}`}
      </span>
      <span class="facts">
        {i18n.t('decide.since', { date: formatDate(atMs) })} · {idsText(decision)}
      </span>
      <IconButton icon="close" name={i18n.t('decide.remove', { name: who })} disabled={busy} onClick={onRemove} />
    </li>
  );
}

/** The ids tell namesakes apart, also when a person has left and is in no preview any more. */
function idsText(decision: StoredDecision['decision']): string {
  const ids = [
    'employeeId' in decision && `BambooHR ${decision.employeeId}`,
    'siUserId' in decision && `Small Improvements ${decision.siUserId}`,
  ];
  return ids.filter((id) => id !== false).join(' · ');
}

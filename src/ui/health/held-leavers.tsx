import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { decidedText } from '../format/decision-text.ts';
import { protectionText } from '../format/reason-text.ts';
import { countText, text } from '../format/text.ts';
import { isAbout } from '../preview/decisions/offers.ts';
import type { PlanRow } from '../preview/plan-row.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { useArrival } from '../shell/use-arrival.ts';
import { ReleaseDialog } from '../preview/decisions/release-dialog.tsx';
import { WaitingDecisions } from '../preview/decisions/waiting-decisions.tsx';

const leaverLimit = 20;

/** Reminds of people who left and whose accounts are deactivated only if an admin asks for it. */
export function HeldLeavers({ ui }: { readonly ui: UiModel }) {
  const rows = (ui.plan.rows.value ?? []).filter((row) => row.reason?.code === 'protected');
  return rows.length === 0 ? null : <Leavers ui={ui} rows={rows} />;
}

function Leavers({ ui, rows }: { readonly ui: UiModel; readonly rows: readonly PlanRow[] }) {
  const heading = useArrival<HTMLHeadingElement>(ui, 'leavers');
  return (
    <section class="card form-section" aria-labelledby="leavers-title">
      <h2 id="leavers-title" tabIndex={-1} ref={heading}>
        {text('leaver.title')}
      </h2>
      <p class="facts">{text('leaver.more')}</p>
      <ul class="decisions" aria-labelledby="leavers-title">
        {rows.slice(0, leaverLimit).map((row) => (
          <Leaver key={row.key} ui={ui} row={row} />
        ))}
      </ul>
      {rows.length > leaverLimit && <p class="facts">{countText('leaver.morePeople', rows.length - leaverLimit)}</p>}
      <WaitingDecisions ui={ui} />
    </section>
  );
}

function Leaver({ ui, row }: { readonly ui: UiModel; readonly row: PlanRow }) {
  const id = useId();
  const [task] = useState(createTask);
  const [asking, setAsking] = useState(false);
  const made = ui.decisions.fresh.value.find((one) => one.decision.kind === 'deactivate' && isAbout(one.decision, row));
  const error = task.error.value;
  const facts = [row.email, row.protectedAs === undefined ? undefined : protectionText(row.protectedAs)];
  return (
    <li class="decision leaver">
      <strong id={id}>{row.name}</strong>
      <span class="facts">{facts.filter((part) => part !== undefined).join(' · ')}</span>
      {made === undefined && row.protectedAs !== 'acting-admin' && (
        <Button describedBy={id} onClick={() => setAsking(true)}>
          {text('leaver.open')}
        </Button>
      )}
      {made !== undefined && (
        <>
          <span>{i18n.t('decide.decided', { what: decidedText('deactivate') })}</span>
          <Button
            look="quiet"
            disabled={task.busy.value}
            describedBy={id}
            onClick={() => void task.run(() => ui.decisions.undecide(made.id))}
          >
            {text('decide.undo')}
          </Button>
        </>
      )}
      {error !== undefined && <ErrorNotice error={error} />}
      {asking && <ReleaseDialog ui={ui} person={row} onClose={() => setAsking(false)} />}
    </li>
  );
}

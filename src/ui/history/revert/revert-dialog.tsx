import type { RevertRow } from '../../../domain/revert.ts';
import { KindChip } from '../../components/chip.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { formatNumber } from '../../format/numbers.ts';
import { countText, listText, text } from '../../format/text.ts';
import { revertOf } from './revert-model.ts';
import type { UiModel } from '../../shell/ui-model.ts';

const namesLimit = 6;

/** The last question before a revert writes: how many of each kind, and whose accounts are locked or unlocked. */
export function RevertDialog({ ui }: { readonly ui: UiModel }) {
  const revert = revertOf(ui);
  const rows = revert.plan.value?.rows ?? [];
  const { values, deactivate, reactivate, kept, going } = revert.counts.value;
  const busy = revert.starting.value;
  const created = rows.filter((row) => row.created === true && row.account === 'deactivate').length;
  const counts = [
    { kind: 'update', count: values },
    { kind: 'deactivate', count: deactivate },
    { kind: 'reactivate', count: reactivate },
  ] as const;
  const close = () => revert.confirm(false);
  return (
    <QuestionDialog
      title={countText('revert.confirmTitle', going)}
      go={text(busy ? 'import.starting' : 'revert.go')}
      look="danger"
      disabled={busy}
      onGo={() => void revert.start()}
      onClose={close}
      hint={text('revert.closeHint')}
    >
      <p>{text('revert.confirmIntro')}</p>
      <ul class="dialog-counts">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => (
            <li key={kind}>
              <span class="dialog-count">{formatNumber(count)}</span>
              <KindChip kind={kind} />
            </li>
          ))}
      </ul>
      <dl class="risks">
        <Names title={text('import.riskDeactivate')} rows={rows.filter((row) => row.account === 'deactivate')} />
        <Names title={text('revert.riskReactivate')} rows={rows.filter((row) => row.account === 'reactivate')} />
      </dl>
      {created > 0 && <p>{countText('revert.confirmCreated', created)}</p>}
      {kept > 0 && <p>{countText('revert.kept', kept)}.</p>}
    </QuestionDialog>
  );
}

function Names({ title, rows }: { readonly title: string; readonly rows: readonly RevertRow[] }) {
  if (rows.length === 0) return null;
  const names = rows.map((row) => row.name);
  return (
    <div>
      <dt>
        {title} <span class="risk-count">{formatNumber(rows.length)}</span>
      </dt>
      <dd>{listText(names, namesLimit)}</dd>
    </div>
  );
}

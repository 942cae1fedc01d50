import { i18n } from '#i18n';
import { KindChip } from '../../components/chip.tsx';
import { Notice } from '../../components/notice.tsx';
import { QuestionDialog } from '../../components/question-dialog.tsx';
import { formatNumber } from '../../format/numbers.ts';
import { writingKinds } from '../../../domain/change.ts';
import { text } from '../../format/text.ts';
import type { PlanRow } from '../plan-row.ts';
import type { UiModel } from '../../shell/ui-model.ts';
import { Findings } from '../guard-notices.tsx';

const riskLimit = 4;

/** The last question before writing: how many of each kind, and the rows worth a second look. */
export function ImportDialog({ ui }: { readonly ui: UiModel }) {
  const { imports, preview, plan } = ui;
  const rows = preview.selectedRows.value;
  const counts = preview.selectedCounts.value;
  const busy = imports.starting.value;
  const total = rows.length;
  return (
    <QuestionDialog
      title={text('import.title')}
      go={text(busy ? 'import.starting' : 'import.go')}
      disabled={busy || imports.obstacle.value !== undefined}
      onGo={() => void imports.start()}
      onClose={imports.close}
      error={imports.startError.value}
      hint={text('import.closeHint')}
    >
      <p>
        {i18n.t('import.intro', total, { n: formatNumber(total), company: plan.header.value?.siCompanyName ?? '' })}
      </p>
      <ul class="dialog-counts">
        {writingKinds
          .filter((kind) => counts[kind] > 0)
          .map((kind) => (
            <li key={kind}>
              <span class="dialog-count">{formatNumber(counts[kind])}</span>
              <KindChip kind={kind} />
            </li>
          ))}
      </ul>
      {preview.warning.value.length > 0 && (
        <Notice tone="warn" title={text('guards.warned')}>
          <Findings findings={preview.warning.value} />
        </Notice>
      )}
      {counts.create > 0 && ui.firstCreation.ahead.value && (
        <Notice tone="info" title={text('import.firstTitle')}>
          <p>{text('import.firstMore')}</p>
        </Notice>
      )}
      <Risks rows={rows} />
    </QuestionDialog>
  );
}

function Risks({ rows }: { readonly rows: readonly PlanRow[] }) {
  const groups = [
    { title: text('leaver.risk'), rows: rows.filter((row) => row.protectedAs !== undefined) },
    {
      title: text('import.riskDeactivate'),
      rows: rows.filter((row) => row.kind === 'deactivate' && row.protectedAs === undefined),
    },
    { title: text('import.riskEmail'), rows: rows.filter((row) => row.emailChange !== undefined) },
    { title: text('import.riskIdentity'), rows: rows.filter((row) => row.idChanges) },
    { title: text('import.riskCreate'), rows: rows.filter((row) => row.kind === 'create') },
  ].filter((group) => group.rows.length > 0);
  if (groups.length === 0) return null;
  return (
    <>
      <h3>{text('import.risky')}</h3>
      <dl class="risks">
        {groups.map((group) => (
          <div key={group.title}>
            <dt>
              {group.title} <span class="risk-count">{formatNumber(group.rows.length)}</span>
            </dt>
            <dd>
              <ul class="plain-list">
                {group.rows.slice(0, riskLimit).map((row) => (
                  <li key={row.key}>
                    {row.name} <span class="risk-detail">{riskDetail(row)}</span>
                  </li>
                ))}
                {group.rows.length > riskLimit && (
                  <li class="muted">
                    {i18n.t('app.and', { list: '…', n: formatNumber(group.rows.length - riskLimit) })}
                  </li>
                )}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function riskDetail(row: PlanRow): string {
  if (row.emailChange !== undefined) return `${row.emailChange[0]} → ${row.emailChange[1]}`;
  return row.email ?? '';
}

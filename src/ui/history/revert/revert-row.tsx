import type { RevertRow } from '../../../domain/revert.ts';
import { changedFields } from '../../../sync/compare/changed-fields.ts';
import { KindChip, ToneChip } from '../../components/chip.tsx';
import { AccountChange, FieldChanges, showChangesLabel } from '../../components/field-changes.tsx';
import { PersonRow } from '../../components/person-row.tsx';
import { fieldLabel } from '../../format/field-text.ts';
import { revertWhy } from '../../format/lines/revert-text.ts';
import { listText, text } from '../../format/text.ts';
import { revertOf } from './revert-model.ts';
import type { UiModel } from '../../shell/ui-model.ts';

/** One person of a previewed revert: whether they go back, and on demand value by value. */
export function RevertRowView({ ui, row }: { readonly ui: UiModel; readonly row: RevertRow }) {
  const revert = revertOf(ui);
  const open = revert.openRows.keys.value.has(row.changeKey);
  const why = revertWhy(row);
  const goes = row.verdict === 'revert';
  return (
    <PersonRow
      name={row.name}
      open={open}
      onToggle={() => revert.openRows.toggle(row.changeKey)}
      detailsId={`revert-${row.changeKey}`}
      details={<Details row={row} why={why} />}
      past
    >
      <div class="person-who">
        <span class="person-name">{row.name}</span>
        {!open && <span class="person-sub">{[fieldsText(row), why].filter((part) => part !== '').join(' · ')}</span>}
      </div>
      {goes ? <KindChip kind={row.account ?? 'update'} /> : <span />}
      {goes ? (
        <ToneChip tone="info" icon="undo" label={text('revert.verdictGoes')} />
      ) : (
        <ToneChip tone="calm" icon="pause" label={text('revert.verdictStays')} />
      )}
    </PersonRow>
  );
}

function Details({ row, why }: { readonly row: RevertRow; readonly why: string }) {
  return (
    <>
      {why !== '' && <p>{why}</p>}
      {(row.fields.length > 0 || row.account !== undefined) && (
        <FieldChanges fields={row.fields} label={showChangesLabel(row.name)} back>
          {row.account !== undefined && <AccountChange to={row.account} />}
        </FieldChanges>
      )}
    </>
  );
}

function fieldsText({ fields }: RevertRow): string {
  return listText(changedFields(fields).map(fieldLabel), 4);
}

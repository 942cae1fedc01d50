import type { RevertPlan, RevertRow } from '../../../domain/revert.ts';
import { kindOne } from '../../../ui/format/kind-text.ts';
import { revertWhy } from '../../../ui/format/lines/revert-text.ts';
import { countText, text } from '../../../ui/format/text.ts';
import { fieldLines } from './plan-lines.ts';

/** What taking a run back would do, person by person. */
export function revertLines({ rows }: RevertPlan): readonly string[] {
  if (rows.length === 0) return [`${text('revert.nothing')}. ${text('revert.nothingMore')}`];
  const going = rows.filter(({ verdict }) => verdict === 'revert').length;
  return [
    `${countText('revert.going', going)} · ${countText('revert.kept', rows.length - going)}`,
    ...rows.flatMap(rowLines),
  ];
}

function rowLines(row: RevertRow): readonly string[] {
  const goes = row.verdict === 'revert';
  const why = revertWhy(row);
  const kind = goes ? [kindOne(row.account ?? 'update')] : [];
  return [
    [row.name, ...kind, text(goes ? 'revert.verdictGoes' : 'revert.verdictStays')].join(' · '),
    ...(why === '' ? [] : [`    ${why}`]),
    ...fieldLines(row.fields),
  ];
}

import type { WritingKind } from '../../../domain/change.ts';
import { formatDate } from '../../format/dates.ts';
import { kindLabel } from '../../format/kind-text.ts';
import { formatNumber } from '../../format/numbers.ts';
import { text } from '../../format/text.ts';
import { changedOn, type ChartDay } from './chart-days.ts';

interface ChartTableProps {
  readonly days: readonly ChartDay[];
  readonly kinds: readonly WritingKind[];
}

/** The chart in numbers, newest first; days on which nothing was seen or changed are left out. */
export function ChartTable({ days, kinds }: ChartTableProps) {
  const told = days.filter((day) => day.visible !== undefined || changedOn(day) > 0).toReversed();
  if (told.length === 0) return <p class="facts">{text('chart.empty')}</p>;
  return (
    <div class="chart-table" tabIndex={0} role="group" aria-labelledby="chart-title">
      <table class="self-test" aria-labelledby="chart-title">
        <thead>
          <tr>
            <th scope="col">{text('chart.day')}</th>
            <th scope="col">{text('health.visible')}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {kindLabel(kind)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.map((day) => (
            <tr key={day.startMs}>
              <th scope="row">{formatDate(day.startMs)}</th>
              <td>{day.visible === undefined ? '–' : formatNumber(day.visible)}</td>
              {kinds.map((kind) => (
                <td key={kind}>{formatNumber(day.kinds[kind])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

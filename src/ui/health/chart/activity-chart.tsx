import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type WritingKind, writingKinds } from '../../../domain/change.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { formatDate } from '../../format/dates.ts';
import { barOrder, kindLabel } from '../../format/kind-text.ts';
import { kindCountsText } from '../../format/kind-counts-text.ts';
import { formatNumber } from '../../format/numbers.ts';
import { countText, text } from '../../format/text.ts';
import { changedOn, type ChartDay } from './chart-days.ts';
import { ChartTable } from './chart-table.tsx';

/** Sizes in units of the drawing, which is stretched to the width it gets. */
const step = 8;
const lineHeight = 44;
/** Between both parts stand the words for the lower one. */
const barsTop = 68;
const barsHeight = 64;
const height = barsTop + barsHeight;

const order = barOrder.filter((kind): kind is WritingKind => writingKinds.some((one) => one === kind));

/** People the key sees, and people changed, day by day: a picture one can walk through, and a table behind it. */
export function ActivityChart({ days }: { readonly days: readonly ChartDay[] }) {
  const [at, setAt] = useState(days.length - 1);
  const day = days[at];
  const mostSeen = Math.max(1, ...days.map((one) => one.visible ?? 0));
  const mostChanged = Math.max(1, ...days.map(changedOn));
  const move = (to: number) => setAt(Math.min(days.length - 1, Math.max(0, to)));
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - 7,
      PageUp: at + 7,
      Home: 0,
      End: days.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  const onPointer = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    move(Math.floor(((event.clientX - box.left) / box.width) * days.length));
  };
  if (day === undefined) return null;
  return (
    <section class="card chart" aria-labelledby="chart-title">
      <h2 id="chart-title">{text('chart.title')}</h2>
      <div
        class="chart-days"
        role="slider"
        tabIndex={0}
        aria-label={text('chart.day')}
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={days.length}
        aria-valuenow={at + 1}
        aria-valuetext={dayText(day)}
        onKeyDown={onKeyDown}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
      >
        <svg viewBox={`0 0 ${days.length * step} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <rect class="chart-cursor" x={at * step} y={0} width={step} height={height} />
          <path class="chart-line" d={seenPath(days, mostSeen)} />
          <line class="chart-ground" x1={0} x2={days.length * step} y1={height} y2={height} />
          {days.map((one, index) => (
            <Bar key={one.startMs} day={one} x={index * step + 1} most={mostChanged} />
          ))}
        </svg>
        <span class="chart-scale chart-seen">{i18n.t('chart.seen', { n: formatNumber(mostSeen) })}</span>
        <span class="chart-scale chart-changed">{i18n.t('chart.changed', { n: formatNumber(mostChanged) })}</span>
      </div>
      <div class="chart-dates" aria-hidden="true">
        <span>{formatDate(days[0]?.startMs ?? 0)}</span>
        <span>{formatDate(days.at(-1)?.startMs ?? 0)}</span>
      </div>
      {/* The slider says the same to whoever hears the page. */}
      <p class="chart-says" aria-hidden="true">
        {dayText(day)}
      </p>
      <ul class="chart-key" aria-hidden="true">
        {order.map((kind) => (
          <li key={kind} class={`kind-key kind-${kind}`}>
            {kindLabel(kind)}
          </li>
        ))}
      </ul>
      <Disclosure summary={text('chart.table')} late>
        <ChartTable days={days} kinds={order} />
      </Disclosure>
    </section>
  );
}

function Bar({ day, x, most }: { readonly day: ChartDay; readonly x: number; readonly most: number }) {
  let top = height;
  return (
    <>
      {order
        .filter((kind) => day.kinds[kind] > 0)
        .map((kind) => {
          // One person among a thousand is still to be seen.
          const tall = Math.max(2, (day.kinds[kind] / most) * barsHeight);
          top -= tall;
          return <rect key={kind} class={`chart-bar kind-${kind}`} x={x} y={top} width={step - 2} height={tall} />;
        })}
    </>
  );
}

/** From one known day to the next; each is a dot too, so that a single one can be seen. */
function seenPath(days: readonly ChartDay[], most: number): string {
  const points = days.flatMap(({ visible }, index) =>
    visible === undefined ? [] : [`${index * step + step / 2} ${4 + (1 - visible / most) * (lineHeight - 4)}`],
  );
  const [first] = points;
  return first === undefined ? '' : `M${points.join('L')}M${first}h.01`;
}

/** "22 Nov 2026: 250 people visible. New 12, Updated 30". */
function dayText(day: ChartDay): string {
  const seen = day.visible === undefined ? text('chart.notSeen') : countText('chart.visible', day.visible);
  const changed = kindCountsText(day.kinds);
  return `${formatDate(day.startMs)}: ${seen} ${changed === '' ? text('chart.nothing') : changed}`;
}

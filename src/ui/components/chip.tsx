import type { PersonOutcome, Run, RunState } from '../../domain/run.ts';
import type { ChangeKind } from '../../domain/change.ts';
import { kindOne } from '../format/kind-text.ts';
import { outcomeText, runStateText } from '../format/run-text.ts';
import { Icon, type IconName } from './icons.tsx';

const kindIcons: Readonly<Record<ChangeKind, IconName>> = {
  conflict: 'alert',
  ignored: 'block',
  deactivate: 'personOff',
  reactivate: 'personBack',
  create: 'personAdd',
  update: 'edit',
  unchanged: 'equal',
  'only-in-si': 'person',
};

type Tone = 'good' | 'bad' | 'warn' | 'calm' | 'info';

const outcomeLooks: Readonly<Record<PersonOutcome, { readonly tone: Tone; readonly icon: IconName }>> = {
  pending: { tone: 'calm', icon: 'clock' },
  confirmed: { tone: 'good', icon: 'check' },
  partly: { tone: 'warn', icon: 'alert' },
  failed: { tone: 'bad', icon: 'close' },
  skipped: { tone: 'calm', icon: 'block' },
  unknown: { tone: 'warn', icon: 'alert' },
};

const stateLooks: Readonly<Record<RunState, { readonly tone: Tone; readonly icon: IconName }>> = {
  running: { tone: 'info', icon: 'refresh' },
  done: { tone: 'good', icon: 'check' },
  cancelled: { tone: 'calm', icon: 'block' },
  failed: { tone: 'bad', icon: 'close' },
  blocked: { tone: 'warn', icon: 'pause' },
};

export function KindChip({ kind }: { readonly kind: ChangeKind }) {
  return (
    <span class={`chip kind-${kind}`}>
      <Icon name={kindIcons[kind]} />
      {kindOne(kind)}
    </span>
  );
}

export function OutcomeChip({ outcome }: { readonly outcome: PersonOutcome }) {
  const look = outcomeLooks[outcome];
  return <ToneChip tone={look.tone} icon={look.icon} label={outcomeText(outcome)} />;
}

/** How a run ended; one that is done, but not for everybody, does not look all well. */
export function StateChip({ run }: { readonly run: Pick<Run, 'state' | 'counts'> }) {
  const { failed, unknown } = run.counts;
  const look =
    run.state === 'done' && failed + unknown > 0 ? ({ tone: 'warn', icon: 'alert' } as const) : stateLooks[run.state];
  return <ToneChip tone={look.tone} icon={look.icon} label={runStateText(run.state)} />;
}

export function ToneChip({
  tone,
  icon,
  label,
}: {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly label: string;
}) {
  return (
    <span class={`chip tone-${tone}`}>
      <Icon name={icon} />
      {label}
    </span>
  );
}

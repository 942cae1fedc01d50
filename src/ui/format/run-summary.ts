import { i18n } from '#i18n';
import type { OutcomeCounts, Run } from '../../domain/run.ts';
import { formatDateTime } from './dates.ts';
import { formatNumber } from './numbers.ts';
import { countText, type PlainKey, text } from './text.ts';

const purposes: Readonly<Record<Run['trigger'] | NonNullable<Run['task']>, PlainKey>> = {
  manual: 'run.trigger.manual',
  automatic: 'run.trigger.automatic',
  revert: 'run.trigger.revert',
  mails: 'run.trigger.mails',
  'employee-ids': 'run.trigger.ids',
};

/** "22 Nov 2026, 09:41, manual import": the name of a run. */
export function runName(run: Pick<Run, 'startedAtMs' | 'trigger' | 'task'>): string {
  return i18n.t('run.name', { date: formatDateTime(run.startedAtMs), trigger: purposeText(run.task ?? run.trigger) });
}

/** "manual import": what a run was for. */
export function purposeText(purpose: keyof typeof purposes): string {
  return text(purposes[purpose]);
}

const countKeys = { import: 'run.counts', revert: 'run.countsRevert', mails: 'run.countsMails' } as const;

/** "45 imported, 1 failed, 0 skipped · 2 not confirmed": what is nought beyond the first three is left out. */
export function runCountsText(run: Pick<Run, 'counts' | 'trigger' | 'task'>): string {
  const { counts } = run;
  const main = i18n.t(countKeys[natureOf(run)], {
    done: formatNumber(counts.confirmed),
    failed: formatNumber(counts.failed),
    skipped: formatNumber(counts.skipped),
  });
  const unknown = counts.unknown > 0 ? countText('run.unknown', counts.unknown) : undefined;
  const pending = counts.pending > 0 ? countText('run.pending', counts.pending) : undefined;
  return [main, unknown, pending].filter((part) => part !== undefined).join(' · ');
}

/** "3 times in a row, last on 22 Nov 2026, 09:41": what later runs came to as well, which are not listed one by one. */
export function repeatedText({ repeated }: Pick<Run, 'repeated'>): string | undefined {
  if (repeated === undefined) return undefined;
  return i18n.t('run.repeated', { n: formatNumber(repeated.times), time: formatDateTime(repeated.lastAtMs) });
}

/** What a run is to whoever reads about it: what its people's outcomes are called depends on it. */
export function natureOf(run: Pick<Run, 'trigger' | 'task'>): 'import' | 'revert' | 'mails' {
  if (run.task === 'mails') return 'mails';
  return run.trigger === 'revert' ? 'revert' : 'import';
}

/** People a run meant. */
export function peopleCount(counts: OutcomeCounts): number {
  return Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);
}

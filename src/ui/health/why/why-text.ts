import { i18n } from '#i18n';
import { formatDate, formatDateTime } from '../../format/dates.ts';
import { errorFix, errorWhat } from '../../format/error-text.ts';
import { fieldLabel } from '../../format/field-text.ts';
import { guardFix, guardWhat } from '../../format/guard-text.ts';
import { formatNumber } from '../../format/numbers.ts';
import { noteText } from '../../format/reason-text.ts';
import { personProblem } from '../../format/run-text.ts';
import { type PlainKey, type Snake, snake, text } from '../../format/text.ts';
import type { GuideTopic } from '../../guide/targets.ts';
import { heldBackFix } from './held-back-fix.ts';
import type { CauseId } from './why-causes.ts';
import type { Why } from './why-facts.ts';

/** One sentence, and one thing to do about it. */
export interface WhyText {
  readonly what: string;
  readonly fix: string;
}

type Texts = Partial<Readonly<Record<CauseId, (why: Why) => Partial<WhyText>>>>;

/** Causes whose sentence speaks of more than the cause; what is left out is the cause's own text. */
const special: Texts = {
  failing: errorTexts,
  retrying: ({ error }) => ({
    what: i18n.t('why.retrying_because', { problem: error === undefined ? '' : errorWhat(error) }),
  }),
  suspended: ({ atMs = 0, said }) => ({
    what: withReason(i18n.t('why.suspended_until', { date: formatDate(atMs) }), said),
  }),
  'suspended-open': ({ said }) => ({ what: withReason(text('why.suspended_open.what'), said) }),
  'too-few': ({ n, total, guard }) => {
    if (n !== undefined && total !== undefined && n < total)
      return { what: i18n.t('why.too_few_of', { n: formatNumber(n), total: formatNumber(total) }) };
    return guard === undefined ? {} : { what: guardWhat(guard) };
  },
  blocked: ({ guard }) => (guard === undefined ? {} : { what: guardWhat(guard), fix: guardFix(guard.id) }),
  'row-unreadable': ({ said = '' }) => ({ what: i18n.t('why.row_unreadable_id', { id: said }) }),
  reverted: ({ atMs }) => (atMs === undefined ? {} : { what: i18n.t('why.reverted_on', { date: formatDate(atMs) }) }),
  'waits-for-answer': ({ said = '' }) => ({ fix: i18n.t('why.answer_about', { name: said }) }),
  'not-through': ({ outcome, atMs = 0, error }) => {
    const what = i18n.t('why.not_through_on', { time: formatDateTime(atMs) });
    if (error !== undefined) return { what: `${what} ${errorWhat(error)}`, fix: errorFix(error) };
    const problem = outcome === undefined ? undefined : personProblem(outcome);
    return problem === undefined ? { what } : { what, fix: problem };
  },
  'switched-off': ({ atMs = 0, actor, own }) => {
    const date = formatDateTime(atMs);
    if (own) return { what: i18n.t('why.off_since_own', { date }) };
    return {
      what: actor === undefined ? i18n.t('why.off_since', { date }) : i18n.t('why.off_since_by', { date, name: actor }),
    };
  },
  imported: ({ atMs = 0 }) => ({ what: i18n.t('why.imported_on', { time: formatDateTime(atMs) }) }),
  overdue: ({ atMs = 0 }) => ({ what: i18n.t('why.overdue_since', { time: formatDateTime(atMs) }) }),
  patience: ({ atMs }) =>
    atMs === undefined ? {} : { what: i18n.t('why.patience_until', { time: formatDateTime(atMs) }) },
  'held-back': ({ note }) =>
    note === undefined
      ? {}
      : { what: `${fieldLabel(note.field)}: ${noteText(note.note)}`, fix: heldBackFix(note.note.code) },
  'in-step': ({ atMs }) =>
    atMs === undefined ? {} : { what: i18n.t('why.in_step_as_of', { time: formatDateTime(atMs) }) },
  nobody: ({ atMs }) =>
    atMs === undefined ? {} : { what: i18n.t('why.nobody_as_of', { time: formatDateTime(atMs) }) },
};

/** What people read about a cause. */
export function whySentence(why: Why): WhyText {
  const own = { what: text(key(why.cause, 'what')), fix: text(key(why.cause, 'fix')) };
  return { ...own, ...special[why.cause]?.(why) };
}

/** What the guide is asked about: where the sentence is that of an error or a rule, about these. */
export function whyTopic({ cause, error, guard }: Why): GuideTopic {
  if (error !== undefined && (cause === 'failing' || cause === 'not-through')) return `error:${error.code}`;
  return cause === 'blocked' && guard !== undefined ? `guard:${guard.id}` : `cause:${cause}`;
}

/** A cause without both texts makes this type incomplete, and the compiler says so. */
function key(cause: CauseId, part: 'what' | 'fix'): PlainKey {
  const found: `why.${Snake<CauseId>}.${'what' | 'fix'}` = `why.${snake(cause)}.${part}`;
  return found;
}

function errorTexts({ error }: Why): Partial<WhyText> {
  return error === undefined ? {} : { what: errorWhat(error), fix: errorFix(error) };
}

function withReason(what: string, reason: string | undefined): string {
  return reason === undefined ? what : `${what} ${i18n.t('health.suspendReason', { reason })}`;
}

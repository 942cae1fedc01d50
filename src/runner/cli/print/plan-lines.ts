import { type Change, type ChangeKind, type FieldChange, isWriting } from '../../../domain/change.ts';
import type { GuardFinding } from '../../../domain/guard.ts';
import type { PlanHeader } from '../../../domain/plan.ts';
import { changedFields } from '../../../sync/compare/changed-fields.ts';
import { findingsOf } from '../../../sync/guard/findings.ts';
import { isTickable } from '../../../sync/judge/protection.ts';
import { companiesText } from '../../../ui/format/companies-text.ts';
import { changeSign, type ChangeSign, fieldLabel, signWord, valueText } from '../../../ui/format/field-text.ts';
import { guardFacts, guardFix, guardWhat } from '../../../ui/format/guard-text.ts';
import { barOrder, kindLabel, kindOne, listOrder } from '../../../ui/format/kind-text.ts';
import { previewOfText } from '../../../ui/format/lines/header-text.ts';
import { rowSummary } from '../../../ui/format/lines/row-text.ts';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { issueText, matchText, noteText, reasonShort, whyText } from '../../../ui/format/reason-text.ts';
import { countText, text } from '../../../ui/format/text.ts';
import { own } from '../../words/own.ts';

/** What needs nothing and is listed only when everything is asked for. */
const calm: readonly ChangeKind[] = ['unchanged', 'only-in-si'];
const rank = new Map(listOrder.map((kind, at) => [kind, at]));
const issueLimit = 100;

/** The whole preview: companies, counts, safety rules, and every row that means something. */
export function planLines(
  header: PlanHeader,
  changes: readonly Change[],
  { all }: { readonly all: boolean },
): readonly string[] {
  const shown = inListOrder(all ? changes : changes.filter(({ kind }) => !calm.includes(kind)));
  const hidden = changes.length - shown.length;
  return [
    companiesText(header.companyName, header.siCompanyName),
    previewOfText(header.takenAtMs),
    barOrder.map((kind) => `${kindLabel(kind)} ${formatNumber(header.counts[kind])}`).join(' · '),
    ...guardLines(header),
    ...(header.heldBack > 0 ? [countText('preview.heldBack', header.heldBack)] : []),
    ...issueLines(header),
    '',
    ...shown.flatMap(changeLines),
    ...(hidden > 0 ? [own('preview.more', { n: formatNumber(hidden) })] : []),
  ];
}

/** The same rules, in the same order and words, as the page shows. */
function guardLines(header: PlanHeader): readonly string[] {
  const { blocking, released, warning } = findingsOf(header);
  const parts = [
    ['guards.blocked', blocking],
    ['guards.overridden', released],
    ['guards.warned', warning],
  ] as const;
  return parts.flatMap(([title, findings]) =>
    findings.length === 0 ? [] : [`${text(title)}:`, ...findingLines(findings).map((line) => `  ${line}`)],
  );
}

/** What a rule found, the facts, and what to do. */
export function findingLines(findings: readonly GuardFinding[]): readonly string[] {
  return findings.map((finding) => {
    const facts = guardFacts(finding);
    const said = facts.length === 0 ? [] : [`${facts.join(' · ')}.`];
    return [guardWhat(finding), ...said, guardFix(finding.id)].join(' ');
  });
}

function issueLines({ issues }: PlanHeader): readonly string[] {
  if (issues.length === 0) return [];
  const listed = issues.slice(0, issueLimit).map((issue) => `  ${issueText(issue)}`);
  return [`${countText('preview.issues', issues.length)}. ${text('preview.issuesMore')}`, ...listed];
}

function inListOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((one, other) => (rank.get(one.kind) ?? 0) - (rank.get(other.kind) ?? 0));
}

/** One person: whether it is imported, what happens, why, and each field. */
function changeLines(change: Change): readonly string[] {
  const { reason, match, fields } = change;
  const tick = isTickable(change) ? (change.selected ? '[x]' : '[ ]') : '   ';
  const heldBack = fields.filter(({ state }) => state === 'held-back').length;
  const leftOut = isTickable(change) && !change.selectedByDefault && !change.selected;
  const summary = rowSummary({ kind: change.kind, reason, changed: changedFields(fields), heldBack }, leftOut);
  const who = [change.name, change.email, change.department].filter((part) => part !== undefined).join(' · ');
  return [
    `${tick} ${kindOne(change.kind)}: ${who}${summary === '' ? '' : ` · ${summary}`}`,
    ...(reason === undefined ? [] : [`    ${reasonShort(reason)}. ${whyText(change, reason)}`]),
    ...fieldLines(fields),
    ...(match === undefined || !isWriting(change.kind) ? [] : [`    ${matchText(match.by)}`]),
  ];
}

const signs: Readonly<Record<ChangeSign, string>> = {
  added: '+',
  removed: '-',
  changed: '~',
  heldBack: '!',
  bookkeeping: '&',
  same: '=',
};

/** Each field with its values before and after: sign and word say the same twice. */
export function fieldLines(fields: readonly FieldChange[]): readonly string[] {
  return fields.map((field) => {
    const { before, after, note } = field;
    const was = valueText(field.field, before);
    const values = before === after ? was : `${was} → ${valueText(field.field, after)}`;
    const said = note === undefined ? '' : `. ${noteText(note)}`;
    return `    ${signs[changeSign(field)]} ${fieldLabel(field.field)}: ${values} (${signWord(field)})${said}`;
  });
}

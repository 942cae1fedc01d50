import type { RowIssue } from '../../domain/snapshot.ts';
import { i18n } from '#i18n';
import type {
  Change,
  FieldNote,
  FieldNoteCode,
  PersonRef,
  Protection,
  Reason,
  ReasonCode,
} from '../../domain/change.ts';
import type { MatchKind } from '../../domain/link.ts';
import { formatDate } from './dates.ts';
import { listText, type PlainKey, type Snake, snake, text } from './text.ts';

function reasonKey(code: ReasonCode, part: 'short' | 'more'): PlainKey {
  const key: `reason.${Snake<ReasonCode>}.${'short' | 'more'}` = `reason.${snake(code)}.${part}`;
  return key;
}

/** A few words for the row. */
export function reasonShort(reason: Pick<Reason, 'code' | 'atMs' | 'text'>): string {
  if (reason.code === 'reverted' && reason.atMs !== undefined)
    return i18n.t('note.reverted', { date: formatDate(reason.atMs) });
  if (reason.text !== undefined) return i18n.t('reason.unusable', { text: reason.text });
  return text(reasonKey(reason.code, 'short'));
}

/** What it means and what to do. */
export function reasonMore(code: ReasonCode): string {
  return text(reasonKey(code, 'more'));
}

function noteKey(code: FieldNoteCode): PlainKey {
  const key: `note.${Snake<FieldNoteCode>}` = `note.${snake(code)}`;
  return key;
}

/** Conflicts are the employee's; at the account they concern, the reason reads differently. */
const ofAccounts: readonly ReasonCode[] = [
  'no-employee',
  'no-longer-visible',
  'employee-unreadable',
  'not-imported',
  'protected',
  'reverted',
];

/** The whole reason of a row in a sentence or two, with the people it speaks of. */
export function whyText(change: Pick<Change, 'key' | 'protectedAs'>, reason: Reason): string {
  const people = namesText(reason.people?.map(nameWithId));
  return [
    mainText(change, reason.code),
    change.protectedAs === undefined ? undefined : protectionText(change.protectedAs),
    people === undefined ? undefined : `${people}.`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

function mainText({ key }: Pick<Change, 'key'>, code: ReasonCode): string {
  if (!key.startsWith('s:') || ofAccounts.includes(code)) return reasonMore(code);
  return text(code === 'possible-duplicate' ? 'decide.duplicateOfNew' : 'decide.partOfConflict');
}

/** Why an account is never deactivated automatically. */
export function protectionText(as: Protection): string {
  const key: `protected.${Snake<Protection>}` = `protected.${snake(as)}`;
  return text(key);
}

/** Why a field is not written, with the people it speaks of. */
export function noteText(note: FieldNote): string {
  const names = peopleText(note.people);
  const plain = text(noteKey(note.code));
  const main = note.text === undefined ? plain : i18n.t('note.shown', { note: plain, text: note.text });
  return names === undefined ? main : `${main} ${names}`;
}

/** "Concerned: A, B and 3 more"; undefined when nobody is named. */
export function peopleText(people: readonly PersonRef[] | undefined): string | undefined {
  return namesText(people?.map((person) => person.name));
}

export function matchText(by: MatchKind): string {
  const key: `match.${Snake<MatchKind>}` = `match.${snake(by)}`;
  return text(key);
}

/** "Row 17, 4711: has no ID" for a row that could not be read. */
export function issueText(issue: RowIssue): string {
  const key: `issue.${Snake<RowIssue['reason']>}` = `issue.${snake(issue.reason)}`;
  const side = text(issue.side === 'bamboo' ? 'preview.issueBamboo' : 'preview.issueSi');
  const row = i18n.t('preview.issueRow', { row: issue.row + 1 });
  const where = issue.id === undefined ? `${side}, ${row}` : `${side}, ${row} (${issue.id})`;
  const fields = issue.fields === undefined || issue.fields.length === 0 ? '' : ` (${listText(issue.fields, 4)})`;
  return `${where}: ${text(key)}${fields}`;
}

function namesText(names: readonly string[] | undefined): string | undefined {
  if (names === undefined || names.length === 0) return undefined;
  return i18n.t('guards.people', { names: listText(names) });
}

/** Two records of one name are told apart by their IDs. */
function nameWithId({ name, employeeId }: PersonRef): string {
  return employeeId === undefined ? name : i18n.t('guards.person', { name, id: employeeId });
}

import type { ConnectionReport } from '../../../messaging/replies.ts';
import { fieldLabels, fieldUse } from '../../../ui/format/field-text.ts';
import { rightsText, visibleText } from '../../../ui/format/lines/report-text.ts';
import { formatNumber } from '../../../ui/format/numbers.ts';
import { countText, type PlainKey, text } from '../../../ui/format/text.ts';
import { errorLines, sayErrorData } from './error-lines.ts';
import { tableLines } from './table.ts';

type Side<Name extends keyof ConnectionReport> = Extract<ConnectionReport[Name], { ok: true }>['value'];

const readable = { all: 'report.all', some: 'report.some', none: 'report.nobody' } as const;

/** What a test of both connections found out, as Configuration shows it. */
export function reportLines({ bamboo, si }: ConnectionReport): readonly string[] {
  return [
    ...headLines('BambooHR', bamboo.ok),
    ...(bamboo.ok ? bambooLines(bamboo.value) : errorLines(sayErrorData(bamboo.error)).map(indented)),
    '',
    ...headLines('Small Improvements', si.ok),
    ...(si.ok ? siLines(si.value) : errorLines(sayErrorData(si.error)).map(indented)),
  ];
}

function headLines(name: string, isOk: boolean): readonly string[] {
  return [`${name}: ${text(isOk ? 'report.ok' : 'report.bad')}`];
}

function bambooLines(side: Side<'bamboo'>): readonly string[] {
  const { sources } = side;
  const isMissing = side.fields.some((field) => field.required && field.readable === 'none');
  const notes: readonly (string | false)[] = [
    side.headCount !== undefined && side.visible < side.headCount && text('report.fewer'),
    side.notVisible > 0 && `${countText('report.notVisible', side.notVisible)}.`,
    isMissing && text('report.fieldsMissing'),
    !sources.list && text(sources.oddList ? 'report.oddList' : 'report.noList'),
    !sources.report && text('report.noReport'),
  ];
  const facts = factLines([
    ...(side.companyName === undefined ? [] : [['report.company', side.companyName] as const]),
    ['report.owner', side.keyOwner ?? text('report.ownerUnknown')],
    ['report.visible', visibleText(side.visible, side.headCount)],
    ['report.active', formatNumber(side.active)],
    ['report.inactive', formatNumber(side.inactive)],
    ['report.withEmail', formatNumber(side.withWorkEmail)],
  ]);
  const fields = side.fields.map((field) => [
    fieldLabels([field.field])[0] ?? field.field,
    text(readable[field.readable]),
    field.required ? text('report.required') : '',
    fieldUse(field.field) ?? '',
  ]);
  const said = notes.flatMap((note) => (note === false ? [] : [indented(note)]));
  return [...facts, ...said, indented(`${text('report.fields')}:`), ...tableLines(fields).map((line) => `    ${line}`)];
}

function siLines(side: Side<'si'>): readonly string[] {
  return [
    ...(side.ownSync ? [indented(text('report.ownSync'))] : []),
    ...(side.admin ? [] : [indented(text('report.notAdminMore'))]),
    ...factLines([
      ['report.user', side.user],
      ['report.company', side.companyName],
      ['report.address', side.baseUrl],
      ['report.rights', rightsText(side)],
      ['report.users', formatNumber(side.users)],
    ]),
  ];
}

function factLines(facts: readonly (readonly [PlainKey, string])[]): readonly string[] {
  return tableLines(facts.map(([label, value]) => [`${text(label)}:`, value])).map(indented);
}

function indented(line: string): string {
  return `  ${line}`;
}

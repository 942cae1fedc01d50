import { i18n } from '#i18n';
import type { AuditEntry } from '../../domain/audit.ts';
import type { Decision } from '../../domain/link.ts';
import { formatDate } from './dates.ts';
import { decidedText } from './decision-text.ts';
import { fieldLabels, valueText as fieldValueText } from './field-text.ts';
import { intervalText } from './interval-text.ts';
import { formatNumber } from './numbers.ts';
import { listText, type PlainKey, text } from './text.ts';

const labels: Readonly<Record<string, PlainKey>> = {
  mode: 'audit.mode',
  bambooSubdomain: 'config.bamboo.subdomain',
  bambooKey: 'config.bamboo.key',
  headCount: 'config.bamboo.headCount',
  siAddress: 'config.si.address',
  panelCompanies: 'companies.title',
  siToken: 'config.si.token',
  keysForSession: 'config.options.session',
  automaticImports: 'config.options.automatic',
  intervalMinutes: 'config.more.interval',
  suspendedUntilMs: 'config.more.suspend',
  suspendReason: 'config.more.suspendReason',
  sendPasswordEmails: 'config.options.emails',
  deactivateNotImported: 'config.options.deactivate',
  deactivateUnmanaged: 'config.more.unmanaged',
  showPictures: 'config.options.pictures',
  markManagedFields: 'config.options.managed',
  idKind: 'config.more.idKind',
  usePreferredName: 'config.more.nickname',
  genderTable: 'config.more.genderTitle',
  emptyMeansEmpty: 'config.more.emptyTitle',
  retentionDays: 'config.more.retentionDays',
  retentionRuns: 'config.more.retentionRuns',
  firstCreation: 'audit.firstCreation',
};

const words: Readonly<Record<string, PlainKey>> = {
  'bamboo-id': 'config.more.idBamboo',
  'employee-number': 'config.more.idNumber',
  viewer: 'welcome.viewer',
  sync: 'welcome.sync',
  undecided: 'audit.none',
  mailed: 'firstCreation.mailed',
  'not-mailed': 'firstCreation.notMailed',
};

const secrets = ['bambooKey', 'siToken'];

const everyKind: Readonly<Record<Decision['kind'], true>> = {
  pin: true,
  'create-anyway': true,
  ignore: true,
  protect: true,
  deactivate: true,
  keep: true,
};

/** Every kind of decision; one that is missing does not compile. */
export const decisionKinds = Object.keys(everyKind) as readonly Decision['kind'][];

export interface AuditText {
  readonly what: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** One entry as people read it; a setting this version does not know keeps its own name. `nameOf`: who an id belongs to. */
export function auditText(entry: AuditEntry, nameOf: (id: string) => string): AuditText {
  const { what, before, after } = entry;
  const [, kind, id] = /^decision:([a-z-]+):(.*)$/.exec(what) ?? [];
  if (kind !== undefined && id !== undefined) {
    const decision = i18n.t(after === undefined ? 'audit.taken' : 'audit.decided', { what: decisionName(kind) });
    return { what: decision, after: kind === 'keep' ? keptText(id, nameOf) : nameOf(id) };
  }
  if (what === 'automaticWaits') return { what: text('audit.automaticWaits') };
  if (what === 'takeOver')
    return { what: i18n.t(after === 'taken' ? 'audit.takenOver' : 'audit.leftBehind', { old: before ?? '' }) };
  if (what === 'transferOut') return { what: text('audit.transferOut'), after: transferText(after) };
  if (what === 'transferIn')
    return { what: text('audit.transferIn'), before: transferText(before), after: transferText(after) };
  if (what === 'confirmedUnreadable')
    return { what: text('audit.confirmUnreadable'), after: listText(fieldLabels([after ?? ''])) };
  if (what === 'notWritable') return { what: text('audit.tryAgain'), after: listText(fieldLabels([before ?? ''])) };
  const key = labels[what];
  const label = key === undefined ? what : text(key);
  if (secrets.includes(what)) return { what: label, after: text('audit.secret') };
  return { what: label, before: valueText(what, before), after: valueText(what, after) };
}

/** `[links, decisions, reverted]`. */
function transferText(stored = '[]'): string {
  const counts = parsed(stored);
  const [links = 0, decisions = 0, reverted = 0] = Array.isArray(counts) ? counts.map(Number) : [];
  return i18n.t('audit.transferNumbers', decisions, {
    links: formatNumber(links),
    decisions: formatNumber(decisions),
    reverted: formatNumber(reverted),
  });
}

/** `{employee}:{field}`. */
function keptText(id: string, nameOf: (id: string) => string): string {
  const [person = '', field = ''] = id.split(':');
  return `${nameOf(person)}: ${listText(fieldLabels([field]))}`;
}

function decisionName(kind: string): string {
  const known = decisionKinds.find((one) => one === kind);
  return known === undefined ? kind : decidedText(known);
}

function valueText(what: string, stored: string | undefined): string {
  if (stored === undefined) return text('audit.none');
  const value = parsed(stored);
  if (typeof value === 'boolean') return text(value ? 'audit.on' : 'audit.off');
  if (typeof value === 'number') return numberText(what, value);
  if (typeof value === 'string') return wordText(value);
  if (Array.isArray(value))
    return value.length === 0 ? text('audit.none') : listText(fieldLabels(value.map(String)), 8);
  return Object.entries(value ?? {})
    .map(([word, gender]) => `${word} = ${fieldValueText('gender', String(gender))}`)
    .join(', ');
}

function numberText(what: string, value: number): string {
  if (what === 'intervalMinutes') return intervalText(value);
  if (what !== 'suspendedUntilMs') return formatNumber(value);
  return value === 0 ? text('config.more.suspendOpen') : formatDate(value);
}

function wordText(value: string): string {
  const key = words[value];
  if (key !== undefined) return text(key);
  return value === '' ? text('audit.none') : value;
}

function parsed(stored: string): unknown {
  try {
    return JSON.parse(stored);
  } catch {
    return stored;
  }
}

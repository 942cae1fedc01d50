import { i18n } from '#i18n';
import type { GuardFinding, GuardId } from '../../domain/guard.ts';
import { fieldLabels } from './field-text.ts';
import { formatNumber } from './numbers.ts';
import { peopleText } from './reason-text.ts';
import { countText, type CountKey, listText, type PlainKey, type Snake, snake, text } from './text.ts';

const what: Readonly<Record<GuardId, { readonly plain: PlainKey } | { readonly count: CountKey }>> = {
  'required-field-hidden': { plain: 'guard.required_field_hidden.what' },
  'required-unreadable': { plain: 'guard.required_unreadable.what' },
  'nobody-visible': { plain: 'guard.nobody_visible.what' },
  'visible-fell': { count: 'guard.visible_fell.what' },
  deactivations: { count: 'guard.deactivations.what' },
  creations: { count: 'guard.creations.what' },
  'identity-changes': { count: 'guard.identity_changes.what' },
  'field-cleared': { count: 'guard.field_cleared.what' },
  'field-changed': { count: 'guard.field_changed.what' },
  'answers-disagree': { count: 'guard.answers_disagree.what' },
  'managers-changed': { count: 'guard.managers_changed.what' },
  'no-manual-import-yet': { plain: 'guard.no_manual_import_yet.what' },
  'after-suspension': { count: 'guard.after_suspension.what' },
  'si-own-sync': { plain: 'guard.si_own_sync.what' },
  licences: { plain: 'guard.licences.what' },
  'protected-person': { count: 'guard.protected_person.what' },
  'rights-unreadable': { count: 'guard.rights_unreadable.what' },
};

const fix: Readonly<Record<GuardId, PlainKey>> = {
  'required-field-hidden': 'guard.required_field_hidden.fix',
  'required-unreadable': 'guard.required_unreadable.fix',
  'nobody-visible': 'guard.nobody_visible.fix',
  'visible-fell': 'guard.visible_fell.fix',
  deactivations: 'guard.deactivations.fix',
  creations: 'guard.creations.fix',
  'identity-changes': 'guard.identity_changes.fix',
  'field-cleared': 'guard.field_cleared.fix',
  'field-changed': 'guard.field_changed.fix',
  'answers-disagree': 'guard.answers_disagree.fix',
  'managers-changed': 'guard.managers_changed.fix',
  'no-manual-import-yet': 'guard.no_manual_import_yet.fix',
  'after-suspension': 'guard.after_suspension.fix',
  'si-own-sync': 'guard.si_own_sync.fix',
  licences: 'guard.licences.fix',
  'protected-person': 'guard.protected_person.fix',
  'rights-unreadable': 'guard.rights_unreadable.fix',
};

/** What a rule watches, in a few words. */
export function guardName(id: GuardId): string {
  const key: `guardName.${Snake<GuardId>}` = `guardName.${snake(id)}`;
  return text(key);
}

export function guardWhat(finding: GuardFinding): string {
  const entry = what[finding.id];
  return 'plain' in entry ? text(entry.plain) : countText(entry.count, finding.count);
}

export function guardFix(id: GuardId): string {
  return text(fix[id]);
}

/** Limit, fields and people of a finding, as far as it has them. */
export function guardFacts(finding: GuardFinding): readonly string[] {
  const facts: string[] = [];
  if (finding.fields !== undefined && finding.fields.length > 0) {
    facts.push(i18n.t('guards.fieldList', { names: listText(fieldLabels(finding.fields), 8) }));
  }
  const people = peopleText(finding.people);
  if (people !== undefined) facts.push(people);
  if (finding.limit !== undefined) facts.push(limitText(finding.limit, finding.base));
  return facts;
}

function limitText(limit: number, base: number | undefined): string {
  return base === undefined
    ? i18n.t('guards.limit', { limit: formatNumber(limit) })
    : i18n.t('guards.limitOf', { limit: formatNumber(limit), base: formatNumber(base) });
}

import type { Decision } from '../../domain/link.ts';
import { i18n } from '#i18n';
import type { Change } from '../../domain/change.ts';
import type { NewDecision, Offer } from '../preview/decisions/offers.ts';
import { fieldLabel } from './field-text.ts';
import { type PlainKey, type Snake, snake, text } from './text.ts';

const acts: Readonly<Record<Exclude<Offer['act'], 'link' | 'keep' | 'lead'>, PlainKey>> = {
  create: 'decide.create',
  ignore: 'decide.ignore',
  exclude: 'decide.exclude',
  protect: 'decide.protect',
  include: 'decide.include',
  unlink: 'decide.unlink',
  unprotect: 'decide.unprotect',
  hold: 'leaver.hold',
  release: 'leaver.open',
};

/** What the button of an offer says. */
export function offerText(offer: Offer): string {
  if (offer.act === 'keep') return i18n.t('decide.keep', { field: fieldLabel(offer.decision.field) });
  if (offer.act === 'lead') return i18n.t('decide.lead', { field: fieldLabel(offer.field) });
  return offer.act === 'link' ? i18n.t('decide.link', { name: offer.person.name }) : text(acts[offer.act]);
}

/** "Excluded", "Linked by hand": what was decided. */
export function decidedText(kind: Decision['kind']): string {
  const key: `decide.did.${Snake<Decision['kind']>}` = `decide.did.${snake(kind)}`;
  return text(key);
}

/** What was decided about the row, naming the person it was linked to where the row knows the name. */
export function decidedAbout(decision: NewDecision, change: Change): string {
  if (decision.kind !== 'pin') return decidedText(decision.kind);
  const other = change.reason?.people?.find(
    (person) =>
      (person.siUserId === decision.siUserId && person.siUserId !== change.siUserId) ||
      (person.employeeId === decision.employeeId && person.employeeId !== change.employeeId),
  );
  return other === undefined ? decidedText('pin') : i18n.t('decide.link', { name: other.name });
}

/** The name a decision is listed under: the person, and for a link the account as well where it is called otherwise. */
export function listedName(change: Change, offer: Offer): string {
  if (offer.act !== 'link' || offer.person.name === change.name) return change.name;
  return `${change.name} ↔ ${offer.person.name}`;
}

import { avatar, type AvatarOptions } from './avatar.ts';
import { h } from './dom.ts';
import type { Card, ObjectiveCard, ReviewCard } from './page-types.ts';
import { session } from './session.ts';

/** Address of a profile; eras differ. */
export function personHref(id: string): string {
  const name = encodeURIComponent(id);
  return session().era === 'recast' ? `/app/profile/${name}/overview` : `/app/users/${name}`;
}

/** Address of the edit form of a profile. */
export function editHref(id: string): string {
  return session().era === 'recast' ? `/app/profile/${encodeURIComponent(id)}/settings` : `${personHref(id)}/edit`;
}

export function objectiveHref({ cycleId, id }: ObjectiveCard): string {
  return `/app/objectives/${encodeURIComponent(cycleId)}/${encodeURIComponent(id)}`;
}

export function reviewHref({ id }: ReviewCard): string {
  return `/app/reviews/${encodeURIComponent(id)}`;
}

/** Name and avatar, both within one link to the profile. */
export function personLink(card: Card, options: AvatarOptions): HTMLElement {
  return h('a', { class: 'person', href: personHref(card.id) }, avatar(card, options), h('span', {}, card.name));
}

/** The avatar beside a link that has the name only; a second line under it. */
export function personBeside(card: Card, options: AvatarOptions, ...second: Array<Node | string | null>): HTMLElement {
  const text = h('div', { class: 'person-text' }, h('a', { href: personHref(card.id) }, card.name));
  text.append(h('small', {}, ...second));
  return h('div', { class: 'person' }, avatar(card, options), text);
}

/** Avatar and name without any link. */
export function personPlain(card: Card, options: AvatarOptions, second: string): HTMLElement {
  const text = h('div', { class: 'person-text' }, h('strong', {}, card.name), h('small', {}, second));
  return h('div', { class: 'person' }, avatar(card, options), text);
}

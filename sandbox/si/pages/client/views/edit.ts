import { avatar } from '../avatar.ts';
import { h } from '../dom.ts';
import { editForm } from '../edit-form.ts';
import { card } from '../layout.ts';
import { personHref } from '../links.ts';
import type { Card, Profile } from '../page-types.ts';
import { read } from '../session.ts';
import { t } from '../texts.ts';
import { announceSaved } from './profile.ts';

/** The edit form of a profile; after saving the profile says so. */
export async function editView(id: string, refresh: () => void): Promise<() => Node> {
  const [profile, people] = await Promise.all([
    read<Profile>(`people/${encodeURIComponent(id)}`),
    read<Card[]>('people'),
  ]);
  if (!profile.canChange) throw new RangeError('403');
  return () => {
    const done = (): void => {
      announceSaved();
      history.pushState(null, '', personHref(id));
      refresh();
    };
    const face = avatar(profile.card, { kind: 'img', size: 'large', named: true });
    const head = h(
      'div',
      { class: 'hero' },
      face,
      h('div', {}, h('h1', {}, t('edit')), h('p', {}, profile.card.role ?? '')),
    );
    return h('div', { class: 'narrow' }, head, card(profile.card.name, editForm(profile, people, done)));
  };
}

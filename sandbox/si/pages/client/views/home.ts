import { avatar } from '../avatar.ts';
import { h } from '../dom.ts';
import { card } from '../layout.ts';
import { objectiveHref, personBeside, personHref, personPlain } from '../links.ts';
import type { HomeData } from '../page-types.ts';
import { read, session } from '../session.ts';
import { t } from '../texts.ts';

/** The start page: activity with images, the team with backgrounds, celebrations without links. */
export async function homeView(): Promise<() => Node> {
  const data = await read<HomeData>('home');
  return () => {
    const rows = data.activity.map(({ who, objective }, index) => {
      const link = h('a', { href: objectiveHref(objective) }, objective.title);
      const badge = h('img', { class: 'badge', src: `/imageservice?id=badge-icon-${index % 5}&size=40`, alt: '' });
      return h(
        'li',
        { class: 'row' },
        personBeside(who, { kind: 'img', size: 'medium' }, `${t('updated')} `, link),
        badge,
      );
    });
    const tiles = data.team.map((each) =>
      h(
        'a',
        { class: 'tile', href: personHref(each.id) },
        avatar(each, { kind: 'background', size: 'medium' }),
        h('span', {}, each.name),
      ),
    );
    const celebrations = data.celebrations.map((each) =>
      h('li', { class: 'row' }, personPlain(each, { kind: 'srcset', size: 'medium', named: true }, t('anniversary'))),
    );
    const first = session().viewer.name.split(' ')[0] ?? '';
    return h(
      'div',
      {},
      h('div', { class: 'head' }, h('h1', {}, t('home')), h('p', { class: 'count' }, `${t('welcome')}, ${first}`)),
      h(
        'div',
        { class: 'columns' },
        card(t('activity'), h('ul', { class: 'list' }, ...rows)),
        h(
          'div',
          {},
          card(t('team'), h('div', { class: 'tiles' }, ...tiles)),
          card(t('celebrations'), h('ul', { class: 'list' }, ...celebrations)),
        ),
      ),
    );
  };
}

import { avatar } from '../avatar.ts';
import { h } from '../dom.ts';
import { card } from '../layout.ts';
import { editHref, objectiveHref, personHref, personLink, reviewHref } from '../links.ts';
import type { Profile } from '../page-types.ts';
import { read } from '../session.ts';
import { t } from '../texts.ts';

let flash = '';

/** Says once, on the next profile, that its form was saved. */
export function announceSaved(): void {
  flash = t('saved');
}

function facts(profile: Profile): HTMLElement {
  const { values } = profile;
  const gender = (['female', 'male'] as const).find((each) => each === values.gender) ?? 'unspecified';
  const rows: Array<[string, string]> = [
    [t('firstName'), values.firstName],
    [t('lastName'), values.lastName],
    [t('email'), values.email],
    [t('gender'), t(gender)],
    [t('role'), values.role],
    [t('department'), values.department],
    [t('location'), values.location],
    [t('phone'), values.phone],
  ];
  return h(
    'dl',
    { class: 'facts' },
    ...rows.flatMap(([term, value]) => [h('dt', {}, term), h('dd', {}, value === '' ? '—' : value)]),
  );
}

/** A profile: an SVG avatar, the manager in a link, reports as faces, work beneath. */
export async function profileView(id: string): Promise<() => Node> {
  const profile = await read<Profile>(`people/${encodeURIComponent(id)}`);
  return () => {
    const { card: person, manager, reports } = profile;
    const note = flash === '' ? null : h('p', { class: 'toast', role: 'status' }, flash);
    flash = '';
    const faces = reports.map((each) =>
      h(
        'a',
        { class: 'face', href: personHref(each.id), title: each.name },
        avatar(each, { kind: 'background', size: 'medium', named: true }),
      ),
    );
    const objectives = profile.objectives.map((each) =>
      h('li', { class: 'row' }, h('a', { href: objectiveHref(each) }, each.title)),
    );
    const reviews = profile.reviews.map((each) =>
      h('li', { class: 'row' }, h('a', { href: reviewHref(each) }, each.cycle)),
    );
    const head = h(
      'div',
      { class: 'hero' },
      avatar(person, { kind: 'svg', size: 'large', named: true }),
      h(
        'div',
        {},
        h('h1', {}, person.name),
        h('p', {}, [person.role, person.department].filter((part) => part !== null).join(' · ')),
      ),
      profile.canChange ? h('a', { class: 'button', href: editHref(person.id) }, t('edit')) : null,
    );
    return h(
      'div',
      {},
      note,
      head,
      h(
        'div',
        { class: 'columns' },
        h('div', {}, card(t('personal'), facts(profile)), card(t('about'), h('p', {}, profile.values.aboutMe || '—'))),
        h(
          'div',
          {},
          card(t('reportsTo'), manager ? personLink(manager, { kind: 'srcset', size: 'medium' }) : h('p', {}, '—')),
          reports.length > 0 ? card(t('reports'), h('div', { class: 'faces' }, ...faces)) : null,
          objectives.length > 0 ? card(t('objectives'), h('ul', { class: 'list' }, ...objectives)) : null,
          reviews.length > 0 ? card(t('reviews'), h('ul', { class: 'list' }, ...reviews)) : null,
        ),
      ),
    );
  };
}

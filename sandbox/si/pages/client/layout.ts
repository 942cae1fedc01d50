import { avatar } from './avatar.ts';
import { h } from './dom.ts';
import { personHref } from './links.ts';
import { session } from './session.ts';
import { t } from './texts.ts';

/** The bar at the top with the viewer's own avatar. */
function topBar(path: string): HTMLElement {
  const { viewer, company } = session();
  const entry = (href: string, key: 'home' | 'objectives' | 'reviews' | 'directory'): HTMLElement =>
    h('a', { class: 'nav-link', href, ...(path.startsWith(href) ? { 'aria-current': 'page' } : {}) }, t(key));
  const nav = h(
    'nav',
    { class: 'nav' },
    entry('/app/home', 'home'),
    entry('/app/objectives', 'objectives'),
    entry('/app/reviews', 'reviews'),
    entry('/app/directory', 'directory'),
  );
  const own = h(
    'a',
    { class: 'own', href: personHref(viewer.id), 'aria-label': viewer.name },
    avatar(viewer, { kind: 'img', size: 'small' }),
  );
  const logo = h('img', { class: 'logo', src: company.logo, alt: company.name });
  return h('header', { class: 'bar' }, logo, nav, own, h('a', { class: 'nav-link', href: '/logout' }, t('logout')));
}

/** The whole of a page. */
export function frame(path: string, content: Node): HTMLElement {
  const main = h('main', { class: 'main' }, content);
  return session().era === 'recast'
    ? h('div', { class: 'root' }, h('div', { class: 'shell' }, topBar(path), h('div', { class: 'stack' }, main)))
    : h('div', { class: 'app' }, topBar(path), main);
}

/** A box with a heading. */
export function card(title: string, ...children: Array<Node | string | null>): HTMLElement {
  if (session().era === 'recast')
    return h('div', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, title)), h('div', {}, ...children));
  return h('section', { class: 'card' }, h('h2', {}, title), ...children);
}

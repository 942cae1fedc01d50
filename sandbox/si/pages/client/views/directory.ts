import { avatar, updateAvatar } from '../avatar.ts';
import { h } from '../dom.ts';
import { personBeside, personHref } from '../links.ts';
import type { Card } from '../page-types.ts';
import { read, session } from '../session.ts';
import { t } from '../texts.ts';

/** Height of a row in CSS pixels; the style sheet has the same. */
const ROW = 64;

const detail = (person: Card): string => [person.role, person.department].filter((part) => part !== null).join(' · ');

function fullRow(person: Card): HTMLElement {
  if (session().era === 'recast') {
    const face = avatar(person, { kind: 'background', size: 'medium' });
    const text = h('span', { class: 'person-text' }, h('strong', {}, person.name), h('small', {}, detail(person)));
    return h(
      'div',
      { class: 'person-card', role: 'listitem' },
      h('a', { class: 'person', href: personHref(person.id) }, face, text),
    );
  }
  const who = personBeside(person, { kind: 'srcset', size: 'medium', lazy: true, named: true }, detail(person));
  return h('li', { class: 'row' }, who, h('span', { class: 'place' }, person.location ?? ''));
}

function fullList(people: Card[]): HTMLElement {
  const rows = people.map(fullRow);
  return session().era === 'recast'
    ? h('div', { class: 'people-grid', role: 'list' }, ...rows)
    : h('ul', { class: 'list' }, ...rows);
}

/** A list whose nodes show other people as it scrolls. */
function windowedList(people: Card[]): HTMLElement {
  const list = h('ul', { class: 'list window' });
  list.style.height = `${people.length * ROW}px`;
  const pool = people.slice(0, Math.ceil(window.innerHeight / ROW) + 8).map((person) => {
    const row = fullRow(person);
    list.append(row);
    return row;
  });
  const place = (): void => {
    if (!list.isConnected) return;
    const start = Math.max(0, Math.floor((window.scrollY - list.offsetTop) / ROW) - 4);
    for (let index = start; index < Math.min(people.length, start + pool.length); index += 1) {
      const [row, person] = [pool[index % pool.length], people[index]];
      if (!row || !person) continue;
      row.style.transform = `translateY(${index * ROW}px)`;
      const link = row.querySelector('a');
      const face = row.querySelector('a, div')?.firstElementChild;
      if (face) updateAvatar(face, person);
      if (!link || link.getAttribute('href') === personHref(person.id)) continue;
      link.setAttribute('href', personHref(person.id));
      const name = session().era === 'recast' ? link.querySelector('strong') : link;
      if (name) name.textContent = person.name;
      row.querySelector('img')?.setAttribute('alt', person.name);
      const small = row.querySelector('small');
      if (small) small.textContent = detail(person);
      const last = row.lastElementChild;
      if (last instanceof HTMLSpanElement) last.textContent = person.location ?? '';
    }
  };
  const watch = (): void => {
    if (list.isConnected) place();
    else window.removeEventListener('scroll', watch);
  };
  requestAnimationFrame(() => {
    place();
    window.addEventListener('scroll', watch, { passive: true });
  });
  return list;
}

/** Everybody active, by name, with a search. */
export async function directoryView(): Promise<() => Node> {
  const people = await read<Card[]>('people');
  return () => {
    const make = session().directory === 'windowed' ? windowedList : fullList;
    const box = h('section', { class: 'card' }, make(people));
    const count = h('p', { class: 'count' }, `${people.length} ${t('people')}`);
    const search = h('input', {
      class: 'input search',
      type: 'search',
      placeholder: t('searchPeople'),
      input: (event) => {
        const typed = (event.target as HTMLInputElement).value.toLowerCase();
        const fitting = people.filter((person) => person.name.toLowerCase().includes(typed));
        count.textContent = `${fitting.length} ${t('people')}`;
        box.replaceChildren(make(fitting));
      },
    });
    return h('div', {}, h('div', { class: 'head' }, h('h1', {}, t('directory')), count, search), box);
  };
}

import { avatar } from '../avatar.ts';
import { h } from '../dom.ts';
import { card } from '../layout.ts';
import { objectiveHref, personBeside, personHref, personLink, personPlain } from '../links.ts';
import type { ObjectiveCard, ObjectiveData } from '../page-types.ts';
import { richText } from '../rich-text.ts';
import { read, session } from '../session.ts';
import { t } from '../texts.ts';

function progress({ status, percentage }: ObjectiveCard): HTMLElement {
  const done = status >= 100 ? 100 : percentage;
  return h('progress', { class: 'progress', max: '100', value: String(done), 'aria-label': t('progress') });
}

/** The objectives one may see, newest change first. */
export async function objectivesView(): Promise<() => Node> {
  const all = await read<ObjectiveCard[]>('objectives');
  return () => {
    const rows = all.map((each) => {
      const link = h('a', { href: objectiveHref(each) }, each.title);
      return h(
        'li',
        { class: 'row' },
        personBeside(each.owner, { kind: 'img', size: 'medium', lazy: true }, link),
        progress(each),
      );
    });
    return h(
      'div',
      {},
      h('h1', {}, t('objectives')),
      h('section', { class: 'card' }, h('ul', { class: 'list' }, ...rows)),
    );
  };
}

/** One objective: its owner in a link, contributors as SVG faces, comments. */
export async function objectiveView(id: string): Promise<() => Node> {
  const data = await read<ObjectiveData>(`objectives/${encodeURIComponent(id)}`);
  return () => {
    const { objective } = data;
    const due = objective.due === null ? '—' : new Date(objective.due).toLocaleDateString(session().language);
    const faces = data.contributors.map((each) =>
      h(
        'a',
        { class: 'face', href: personHref(each.id), 'aria-label': each.name },
        avatar(each, { kind: 'svg', size: 'medium' }),
      ),
    );
    const comments = data.comments.map(({ who, text }) =>
      h('li', { class: 'row' }, personBeside(who, { kind: 'img', size: 'medium' }, text)),
    );
    return h(
      'div',
      {},
      h('h1', {}, objective.title),
      h(
        'div',
        { class: 'columns' },
        h(
          'div',
          {},
          card(t('description'), richText(data.description)),
          card(t('comments'), h('ul', { class: 'list' }, ...comments)),
        ),
        h(
          'div',
          {},
          card(t('owner'), personLink(objective.owner, { kind: 'svg', size: 'medium' })),
          card(t('author'), personPlain(data.author, { kind: 'img', size: 'medium', named: true }, data.cycle)),
          card(t('progress'), progress(objective), h('p', {}, `${t('due')}: ${due}`)),
          card(t('contributors'), h('div', { class: 'faces' }, ...faces)),
        ),
      ),
    );
  };
}

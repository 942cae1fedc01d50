import { avatar } from '../avatar.ts';
import { h } from '../dom.ts';
import { card } from '../layout.ts';
import { personBeside, personHref, personLink, personPlain, reviewHref } from '../links.ts';
import type { ReviewCard, ReviewData } from '../page-types.ts';
import { read } from '../session.ts';
import { t } from '../texts.ts';

/** Reviews of the viewer and the people around. */
export async function reviewsView(): Promise<() => Node> {
  const all = await read<ReviewCard[]>('reviews');
  return () => {
    const rows = all.map((each) => {
      const link = h('a', { href: reviewHref(each) }, each.cycle);
      return h(
        'li',
        { class: 'row' },
        personBeside(each.reviewee, { kind: 'srcset', size: 'medium', lazy: true }, link),
      );
    });
    return h(
      'div',
      {},
      h('h1', {}, t('reviews')),
      h('section', { class: 'card' }, h('ul', { class: 'list' }, ...rows)),
    );
  };
}

/** One review: the reviewee with a background, the reviewer by name only, colleagues in links. */
export async function reviewView(id: string): Promise<() => Node> {
  const data = await read<ReviewData>(`reviews/${encodeURIComponent(id)}`);
  return () => {
    const { review, reviewer } = data;
    const assessments = data.assessments.map(({ author, kind, status }) => {
      const title = t(kind === 'SELF_ASSESSMENT' ? 'selfAssessment' : 'assessment');
      const who = author ? personBeside(author, { kind: 'img', size: 'medium' }, title) : h('span', {}, title);
      return h('li', { class: 'row' }, who, h('span', { class: 'pill' }, status.toLowerCase()));
    });
    const peers = data.colleagues.map((each) =>
      h('li', { class: 'row' }, personLink(each, { kind: 'img', size: 'small' })),
    );
    const face = avatar(review.reviewee, { kind: 'background', size: 'large', named: true });
    const name = h('a', { href: personHref(review.reviewee.id) }, review.reviewee.name);
    return h(
      'div',
      {},
      h('div', { class: 'hero' }, face, h('div', {}, h('h1', {}, review.cycle), h('p', {}, name))),
      h(
        'div',
        { class: 'columns' },
        card(t('reviews'), h('ul', { class: 'list' }, ...assessments)),
        h(
          'div',
          {},
          card(
            t('reviewer'),
            reviewer
              ? personPlain(reviewer, { kind: 'background', size: 'medium' }, reviewer.role ?? '')
              : h('p', {}, '—'),
          ),
          peers.length > 0 ? card(t('colleagues'), h('ul', { class: 'list' }, ...peers)) : null,
        ),
      ),
    );
  };
}

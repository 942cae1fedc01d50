// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { claimOf, idsOfPath } from '../../src/overlay-si/claim.ts';
import { pictureOf } from '../../src/overlay-si/pictures-in-page.ts';
import { swap } from '../../src/overlay-si/swap.ts';

const ann = 'an*AnnAnn1';
const bob = 'bobBobBob1';

function claim(markup: string) {
  document.body.replaceChildren(...new DOMParser().parseFromString(markup, 'text/html').body.childNodes);
  const element = document.querySelector('#it');
  const picture = element ? pictureOf(element) : undefined;
  return picture && claimOf(picture);
}

beforeEach(() => {
  (globalThis as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    'https://acme.small-improvements.com/app/home',
  );
});

it('the ids in a path are those Small Improvements makes, escaped or not, and nothing else', () => {
  expect(idsOfPath('/app/users/9b*XyZ-0123456789abcdA/edit')).toEqual(['9b*XyZ-0123456789abcdA']);
  expect(idsOfPath('/app/users/9b%2AXyZ-0123456789abcdA/edit')).toEqual(['9b*XyZ-0123456789abcdA']);
  expect(idsOfPath('/app/users/a%20b%20c%20d/ä-ö-ü-ß-ä/edit')).toEqual([]);
});

describe('what a page says about a picture', () => {
  it('is the link around it, whatever else is near', () => {
    const made = claim(
      `<div><a href=/app/users/${ann}><img id=it src=/a.png><span>Ann Lee</span></a><a href=/app/users/${bob}>Bob</a></div>`,
    );
    expect(made).toEqual({ avatar: '/a', ids: [ann], names: ['Ann Lee'] });
  });

  it('is the link beside it, as far as the next picture', () => {
    const row = (id: string, inner: string) =>
      `<li>${inner}<div><a href=/app/users/${id}>Name</a> <a href=/app/objectives/cycle123456/objective1>Goal</a></div></li>`;
    expect(claim(`<ul>${row(ann, '<img id=it src=/a.png>')}${row(bob, '<img src=/b.png>')}</ul>`)?.ids).toEqual([
      ann,
      'objectives',
      'cycle123456',
      'objective1',
    ]);
    expect(
      claim(`<div><p><img id=it src=/a.png></p><p><img src=/b.png></p><a href=/app/users/${bob}>B</a></div>`),
    ).toEqual({
      avatar: '/a',
      ids: [],
      names: [],
    });
  });

  it('is no link around several pictures where the picture says itself whose it is', () => {
    const card = (inner: string) => claim(`<a href=/app/users/${ann} title="Ann Lee"><img src=/b.png>${inner}</a>`);
    expect(card('<img id=it src=/a.png alt="Bob Ray">')).toEqual({ avatar: '/a', ids: [], names: ['Bob Ray'] });
    expect(card('<svg role=img aria-label="Bob Ray"><image id=it href=/a.png /></svg>')?.ids).toEqual([]);
    expect(card('<img id=it src=/a.png>')).toEqual({ avatar: '/a', ids: [ann], names: ['Ann Lee'] });
    // One drawing is one picture.
    expect(claim(`<a href=/app/users/${ann}><svg aria-label=Ann><image id=it href=/a.png /></svg></a>`)?.ids).toEqual([
      ann,
    ]);
  });

  it('is its label before any text, and only the first text', () => {
    expect(claim('<div><img id=it src=/a.png alt="Ann Lee"><b>Boss</b></div>')?.names).toEqual(['Ann Lee']);
    expect(claim('<div><img id=it src=/a.png><b>Ann Lee</b><i>reports to Bob</i></div>')?.names).toEqual(['Ann Lee']);
  });

  it('is read from backgrounds and drawings alike, and never from a photo of ours', () => {
    expect(claim(`<div><span id=it style='background-image: url("/a.png")'></span>Ann</div>`)?.avatar).toBe('/a');
    expect(claim('<svg aria-label=Ann><image id=it href=/a.png /></svg>')).toMatchObject({
      avatar: '/a',
      names: ['Ann'],
    });
    expect(claim('<img id=it data-bamboohr-photo src=blob:x>')).toBeUndefined();
    expect(claim('<picture><img id=it src=/a.png></picture>')).toBeUndefined();
  });
});

describe('a photo in place of a picture', () => {
  it.each([
    ['<img id=it src=/a.png>'],
    ['<img id=it srcset="/a.png 1x, /b.png 2x" src=/a.png>'],
    [`<span id=it style='background-image: url("/a.png")'></span>`],
  ])('goes without a trace: %s', (markup) => {
    claim(markup);
    const element = document.querySelector('#it') as HTMLElement;
    const picture = pictureOf(element);
    if (!picture) throw new Error('no picture');
    const before = document.body.outerHTML;
    const made = swap(picture, 'blob:x');
    expect(document.body.outerHTML).not.toBe(before);
    expect(made.stands()).toBe(true);
    made.undo();
    expect(document.body.outerHTML).toBe(before);
  });

  it('does not take back what the page has drawn itself', () => {
    claim('<img id=it src=/a.png>');
    const element = document.querySelector('#it') as HTMLElement;
    const made = swap({ element, attribute: 'src', address: '/a.png' }, 'blob:x');
    element.setAttribute('src', '/b.png');
    expect(made.stands()).toBe(false);
    made.undo();
    expect(element.getAttribute('src')).toBe('/b.png');
  });
});

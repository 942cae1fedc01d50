import type { Frame, Page } from 'playwright-core';

/**
 * What a ground of its own shows, and the reader's colours take away: a box that differs from what it stands on by its
 * ground alone has an edge or a ground of the system then. Effects: the page stays in the reader's colours.
 */
export async function findLostGrounds(page: Page, frame: Frame = page.mainFrame()): Promise<readonly string[]> {
  await frame.evaluate(markGrounds);
  await page.emulateMedia({ forcedColors: 'active' });
  await frame.evaluate(drawnAnew);
  return frame.evaluate(findUnmarked);
}

/** The browser takes the colours away at once; rules that ask for it count with the next picture. */
async function drawnAnew(): Promise<void> {
  while (!matchMedia('(forced-colors: active)').matches) await new Promise((done) => setTimeout(done, 20));
  for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
}

/** How many were found. Runs inside the page, so it uses nothing from outside itself. */
function markGrounds(): number {
  // Grounds of a whole part of the page, which has its edges elsewhere, and what only decorates a word beside it.
  const plain =
    'html, body, .app, .app-head, .action-bar, .list-head, .details-pane, .person, .card, .run-day, .report, .skeleton, .empty-icon, .choice-icon, .bundle, .copy-text, .notice, .result, .message-icon, .state-icon';
  for (const element of document.querySelectorAll('body *')) {
    const { width, height } = element.getBoundingClientRect();
    if (width < 2 || height < 2 || element.closest('svg, input') !== null) continue;
    const style = getComputedStyle(element);
    const hasEdge = style.borderTopWidth !== '0px' || style.borderBottomWidth !== '0px';
    const own = groundOf(element);
    if (own !== '' && !hasEdge && !element.matches(plain) && own !== beneath(element.parentElement))
      element.setAttribute('data-ground', '');
    for (const pseudo of ['before', 'after']) {
      const drawn = getComputedStyle(element, `::${pseudo}`);
      if (drawn.content === '""' && groundOf(element, `::${pseudo}`) !== '') element.setAttribute(`data-${pseudo}`, '');
    }
  }
  return document.querySelectorAll('[data-ground], [data-before], [data-after]').length;

  function groundOf(element: Element, pseudo?: string): string {
    const { backgroundColor } = getComputedStyle(element, pseudo);
    return /^rgba\(.*, 0\)$/.test(backgroundColor) ? '' : backgroundColor;
  }

  function beneath(element: Element | null): string {
    for (let box = element; box !== null; box = box.parentElement) if (groundOf(box) !== '') return groundOf(box);
    return '';
  }
}

/** Runs inside the page, so it uses nothing from outside itself. */
function findUnmarked(): string[] {
  const probe = document.createElement('span');
  probe.style.backgroundColor = 'Canvas';
  document.body.append(probe);
  const canvas = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return (
    [
      ['data-ground', undefined],
      ['data-before', '::before'],
      ['data-after', '::after'],
    ] as const
  ).flatMap(([mark, pseudo]) =>
    [...document.querySelectorAll(`[${mark}]`)]
      .filter((element) => !isSeen(getComputedStyle(element, pseudo)))
      .map(
        (element) =>
          `not seen in forced colours: <${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">${pseudo ?? ''}`,
      ),
  );
  function isSeen({ backgroundColor, outlineStyle, borderTopWidth }: CSSStyleDeclaration): boolean {
    return (
      outlineStyle !== 'none' ||
      borderTopWidth !== '0px' ||
      (backgroundColor !== canvas && !/^rgba\(.*, 0\)$/.test(backgroundColor))
    );
  }
}

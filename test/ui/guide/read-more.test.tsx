// @vitest-environment happy-dom
import '../setup.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { guideLanguages, readGuide } from '../../../scripts/lib/guide/read-guide.ts';
import { ErrorNotice } from '../../../src/ui/components/notice.tsx';
import { guideHref, guideTargets } from '../../../src/ui/guide/targets.ts';
import { whyTopic } from '../../../src/ui/health/why/why-text.ts';
import { readMessages } from '../messages.ts';
import { closePage, openPage, settle, show } from '../page.tsx';
import { stubMessages } from '../stub-messages.ts';

afterEach(() => {
  closePage();
  stubMessages(readMessages('en'));
});

const links = () => [...document.querySelectorAll<HTMLAnchorElement>('a.read-more')];
const hrefs = () => links().map((link) => link.getAttribute('href'));

describe('the table from codes, causes, rules and views to the guide', () => {
  it.each(guideLanguages)('leads to paragraphs that are there (%s)', (language) => {
    const anchors = new Set(
      readGuide(language).flatMap(({ page, sections }) => [page, ...sections.map(({ anchor }) => `${page}#${anchor}`)]),
    );
    const missing = Object.entries(guideTargets).filter(([, target]) => !anchors.has(target));
    expect(Object.keys(guideTargets).length).toBeGreaterThan(100);
    expect(missing).toEqual([]);
  });

  it('leads to the pages in the language of the texts', () => {
    expect(guideHref('error:si-api-not-enabled')).toBe('/guide/en/setting-up.html#api-access');
    stubMessages(readMessages('de'));
    expect(guideHref('error:si-api-not-enabled')).toBe('/guide/de/setting-up.html#api-access');
    expect(guideHref('view:guide')).toBe('/guide/de/index.html');
  });
});

describe('the way to the guide', () => {
  it('stands behind the remedy of an error and opens a page of its own', async () => {
    await show(<ErrorNotice error={{ code: 'bamboo-wrong-key', context: {} }} />);
    await settle();
    expect(hrefs()).toEqual(['/guide/en/common-issues.html#outdated-key']);
    expect(links()[0]?.target).toBe('_blank');
    expect(links()[0]?.textContent).toBe('Read more');
  });

  it('stands in an empty view', async () => {
    await openPage({}, 'history');
    await settle();
    expect(hrefs()).toContain('/guide/en/history.html#runs');
  });

  it('is that of the error or the rule where the answer of Health is theirs', () => {
    const error = { code: 'timeout', context: {} } as const;
    expect(whyTopic({ cause: 'failing', error })).toBe('error:timeout');
    expect(whyTopic({ cause: 'blocked', guard: { id: 'licences', effect: 'blocks', count: 1 } })).toBe(
      'guard:licences',
    );
    expect(whyTopic({ cause: 'excluded' })).toBe('cause:excluded');
  });
});

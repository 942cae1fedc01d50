// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { describePage, isDescribePage } from '../../src/messaging/profile-page.ts';
import { parsePageFacts } from '../../src/messaging/profile-protocol.ts';
import { readPageFacts } from '../../src/overlay/page-facts.ts';

const profile = { employeeId: '41', origin: 'https://acme.bamboohr.com' };

function page(body: string, script = '') {
  document.body.innerHTML = body;
  const element = document.createElement('script');
  element.type = 'text/plain';
  element.textContent = script;
  document.body.append(element);
  return readPageFacts(document, profile);
}

describe('what a page says about itself', () => {
  afterEach(() => {
    document.body.innerHTML = '';
  });

  it('tells business addresses, and leaves private ones and the navigation out', () => {
    const facts = page(`<nav data-bi-id="main-nav"><a href="mailto:help@bamboohr.com">Help</a></nav>
      <dl><dt>Home Email</dt><dd><a href="mailto:ada@home.example">x</a></dd><dt>Work Email</dt><dd><a href="mailto:ada%2Bhr@acme.example?subject=Hi">y</a></dd></dl>
      <a href="mailto:%">broken</a><a href="mailto:">empty</a>`);
    expect(facts.emails).toEqual(['ada+hr@acme.example']);
  });

  it('takes what has no known label only where no business address is told, and never a private one', () => {
    const link = (email: string) => `<a href="mailto:${email}">x</a>`;
    const home = `<dl><dt>Private E-Mail</dt><dd>${link('ada@home.example')}</dd></dl>`;
    expect(page(`<p>${link('ada@acme.example')}</p>${home}`).emails).toEqual(['ada@acme.example']);
    expect(page(home).emails).toEqual([]);
    // The same address beside the name, without a label.
    expect(page(`<p>${link('Ada@home.example')}</p>${home}`).emails).toEqual([]);
    const work = `<dl><dt>Geschäftliche E-Mail</dt><dd>${link('ada@acme.example')}</dd></dl>`;
    expect(page(`<p>${link('team@acme.example')}</p>${work}`).emails).toEqual(['ada@acme.example']);
  });

  it('knows who is signed in from the inline script, new and old', () => {
    const now =
      'var SESSION_USER = {"id":7,"employeeId": 12, "firstName":"Ada","lastName":"L","email":"a@acme.example"};\nvar CSRF_TOKEN = "x";';
    expect(page('<h1>Bob</h1>', now).viewer).toEqual({ employeeId: '12', email: 'a@acme.example', name: 'Ada L' });
    expect(page('', 'window.common.employeeId = "9";').viewer).toEqual({ employeeId: '9' });
    expect(page('', 'var SESSION_USER = {broken};').viewer).toEqual({});
    expect(page('').viewer).toEqual({});
  });

  it('crosses the message as it was, and nothing else does', () => {
    const facts = page('<h1>Ada Lovelace</h1>');
    expect(parsePageFacts(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
    for (const wrong of [
      undefined,
      null,
      {},
      { ...facts, employeeId: 41 },
      { ...facts, emails: [1] },
      { ...facts, viewer: null },
      { ...facts, pressed: undefined },
      { ...facts, pressed: ['salaries'] },
    ])
      expect(parsePageFacts(wrong)).toBeUndefined();
    expect(isDescribePage(JSON.parse(JSON.stringify(describePage)))).toBe(true);
    for (const other of [null, 'describePage', {}, { ask: 'other' }, { command: 'describePage' }])
      expect(isDescribePage(other)).toBe(false);
  });
});

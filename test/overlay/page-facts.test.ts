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

  it.each([
    'Persönliche E-Mail',
    'Perso\u0308nliche E-Mail',
    'Persoenliche E-Mail',
    'E-Mail zu Hause',
    'E-mail privé',
    'Adresse e-mail privée',
    'E-mail personnel',
    'Persoonlijk e-mailadres',
    'E-mail thuis',
    'E-mail pessoal',
    'Correo de casa',
    'Correo particular',
    'E-mail privata',
    'E-mail prywatny',
    'Osobisty e-mail',
    'Home Email',
  ])('never takes what is labelled as private: %s', (label) => {
    const link = '<a href="mailto:ada@home.example">ada@home.example</a>';
    for (const body of [
      `<dl><dt>${label}</dt><dd>${link}</dd></dl>`,
      `<table><tr><th>${label}</th><td><span>${link}</span></td></tr></table>`,
      `<div><label>${label}</label>${link}</div>`,
      `<div><div><span>${label}</span></div><div><span>${link}</span></div></div>`,
      `<p>${label}: ${link}</p>`,
      `<p>${label} <small>(optional)</small> ${link}</p>`,
      `<div>${link} <span>${label}</span></div>`,
      `<div><label>Work Phone</label><a href="tel:+4930">030</a></div><div><label>${label}</label>${link}</div>`,
      `<div><label>Work Email</label><i>—</i></div><div><label>${label}</label><span>${link}</span></div>`,
    ])
      expect({ body, emails: page(body).emails }).toEqual({ body, emails: [] });
  });

  it('takes the label of a line for that line only', () => {
    const link = (email: string) => `<a href="mailto:${email}">${email}</a>`;
    const [work, home] = [link('ada@acme.example'), link('ada@home.example')];
    for (const body of [
      `<div><label>Home Phone</label><b>030 123456</b></div><div><label>Work Email</label>${work}</div>`,
      `<div><label>Home Phone</label><a href="tel:+4930">030</a></div><div>${work}</div>`,
      `<div>Home Phone 030 123456</div><div>${work}</div>`,
      `<div>Home Email ada@home.example</div><div>${work}</div>`,
      `<div><label>Work Email</label>${work}</div><div><label>Home Email</label>${home}</div>`,
      `<div><label>Home Email</label>${home}</div><div><label>Work Email</label>${work}</div>`,
      `<div>${work}</div><div><label>Home Email</label>${home}</div>`,
      `<p>Work: ${work}<br>Home: ${home}</p>`,
      `<p>Home: ${home}<br>Work: ${work}</p>`,
      `<div><label>Home Email</label>${home}<label>Work Email</label>${work}</div>`,
      `<dl><dt>Geschäftliche E-Mail</dt><dd>${work}</dd><dt>E-Mail zu Hause</dt><dd>${home}</dd></dl>`,
      `<dl><dt>Work Email</dt><dd>${work}</dd><dd>${home} (Home)</dd></dl>`,
    ])
      expect({ body, emails: page(body).emails }).toEqual({ body, emails: ['ada@acme.example'] });
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

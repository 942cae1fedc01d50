import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/shared/system-clock.ts';
import { createViewerApi } from '../../src/si-api/viewer-api.ts';
import { wordFor } from '../../src/ui/panel/vocabulary.ts';

const origin = 'https://acme.small-improvements.com';

/** A Small Improvements that answers everything alike, and what it was asked. */
function answering(reply: () => Response) {
  const asked: { readonly url: string; readonly method: string; readonly credentials: string }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    asked.push({ url: request.url, method: request.method, credentials: request.credentials });
    return reply();
  };
  return { asked, api: createViewerApi({ origin, fetch, clock: systemClock }) };
}

const json = (value: unknown) =>
  new Response(JSON.stringify(value), { headers: { 'Content-Type': 'application/json' } });

describe('the viewer’s session', () => {
  it('is used for GET only, and of users/me nothing but what the panels need is kept', async () => {
    const body = {
      id: 'x',
      name: 'Ada Lovelace',
      loginname: 'Ada@acme.example',
      email: 'ada@acme.example',
      customReplacements: {
        'manager.plural.big': 'PR hosts',
        'pr.managerAssessment': 'host assessment',
        manager: 'PR host',
        Reviews: 'Check-ins',
        unknown: 'left out',
        objective: 7,
      },
      intercomSignature: 'secret',
      company: {
        baseUrl: 'https://evil.example',
        payment: { plan: 'secret' },
        companySettings: { timeZone: 'Europe/Berlin' },
      },
    };
    const { api, asked } = answering(() => json(body));
    const me = await api.me();
    expect(me).toEqual({
      id: 'x',
      name: 'Ada Lovelace',
      emails: ['ada@acme.example'],
      siOrigin: origin,
      companyOrigin: undefined,
      vocabulary: {
        manager: 'PR host',
        'manager.plural.big': 'PR hosts',
        'pr.managerassessment': 'host assessment',
        reviews: 'Check-ins',
      },
      timeZone: 'Europe/Berlin',
    });
    expect(asked).toEqual([{ url: `${origin}/api/v2/users/me`, method: 'GET', credentials: 'include' }]);
    expect(wordFor('manager', me?.vocabulary ?? {})).toBe('PR host');
  });

  it('is used for GET only, whatever the panels ask', async () => {
    const { api, asked } = answering(() => json([]));
    const user = { id: 'u', name: 'U', emails: [] };
    const me = { ...user, id: 'm', siOrigin: origin, companyOrigin: undefined, vocabulary: {}, timeZone: undefined };
    await api.findByExternalId('41');
    await api.findByLogin('ada@acme.example');
    await api.reviewsOf(user, me);
    await api.reviewsOf(me, me);
    await api.objectivesOf(user, me);
    expect(new Set(asked.map(({ url }) => new URL(url).pathname)).size).toBe(5);
    expect(asked.map(({ method, credentials }) => [method, credentials])).toEqual(
      Array.from({ length: 5 }, () => ['GET', 'include']),
    );
  });

  it.each<[string, () => Response]>([
    ['401', () => new Response('', { status: 401 })],
    ['a redirect', () => new Response('', { status: 302, headers: { Location: '/login' } })],
    ['a page instead of data', () => new Response('<html>Log in</html>', { headers: { 'Content-Type': 'text/html' } })],
    ['403', () => new Response('', { status: 403 })],
  ])('is none after %s', async (_what, reply) => {
    expect(await answering(reply).api.me()).toBeUndefined();
  });

  it('takes a lookup that is refused or finds nobody as nobody', async () => {
    for (const status of [403, 404]) {
      const { api } = answering(() => new Response('{}', { status, headers: { 'Content-Type': 'application/json' } }));
      expect(await api.findByExternalId('1')).toBeUndefined();
      expect(await api.findByLogin('a@acme.example')).toBeUndefined();
    }
    expect(await answering(() => json(null)).api.findByExternalId('1')).toBeUndefined();
  });

  it('asks the older route where the feed of reviews is not there', async () => {
    let turn = 0;
    const { api, asked } = answering(() => {
      turn += 1;
      return turn === 1 ? new Response('', { status: 404 }) : json([{ id: 'r', cycleName: 'Annual' }]);
    });
    const me = {
      id: 'm',
      name: 'M',
      emails: [],
      siOrigin: origin,
      companyOrigin: undefined,
      vocabulary: {},
      timeZone: undefined,
    };
    expect(await api.reviewsOf({ id: 'u', name: 'U', emails: [] }, me)).toMatchObject([{ name: 'Annual' }]);
    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/v2/reviews/mini/relevant-for-user',
      '/api/v2/review/forReviewee/u',
    ]);
  });
});

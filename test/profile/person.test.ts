import { describe, expect, it } from 'vitest';
import type { PageFacts } from '../../src/messaging/profile-page.ts';
import type { PanelQuestion } from '../../src/messaging/profile-service.ts';
import { readObjectives, readReviews, type ViewerDeps } from '../../src/profile/panel.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import type { ViewerApi, ViewerMe, ViewerUser } from '../../src/si-api/viewer-api.ts';

const ada: ViewerUser = { id: 'ada', name: 'Ada Lovelace', emails: ['ada@acme.example'] };
const bob: ViewerUser = { id: 'bob', name: 'Bob Jones', emails: ['bob@acme.example'] };
const acme = 'https://acme.small-improvements.com';
const me: ViewerMe = { ...ada, siOrigin: acme, companyOrigin: acme, vocabulary: {}, timeZone: undefined };

interface World {
  readonly byId?: Readonly<Record<string, ViewerUser>>;
  readonly byLogin?: Readonly<Record<string, ViewerUser>>;
  readonly signedIn?: Readonly<Record<string, ViewerMe>>;
  readonly siAddress?: string;
  readonly open?: readonly string[];
  readonly failure?: AppError;
}

function deps(world: World, asked: string[] = []): ViewerDeps {
  const connect = (origin: string): ViewerApi => ({
    me: async () => (world.signedIn ?? { 'https://app.small-improvements.com': me })[origin],
    findByExternalId: async (id) => world.byId?.[id],
    findByLogin: async (login) => world.byLogin?.[login],
    reviewsOf: async (user) => {
      asked.push(`${origin} ${user.id}`);
      if (world.failure) throw world.failure;
      return [];
    },
    objectivesOf: async () => {
      if (world.failure) throw world.failure;
      return [];
    },
  });
  return {
    settings: { get: async () => ({ ...defaultSettings, siAddress: world.siAddress ?? '' }) },
    connect,
    withheldHosts: async () => [],
    openPages: async () => world.open ?? [],
  };
}

const facts = (part: Partial<PageFacts>, byHand: Partial<PanelQuestion> = {}): PanelQuestion => ({
  facts: pageFacts(part),
  origin: 'https://acme.bamboohr.com',
  loggedIn: false,
  ...byHand,
});

const pageFacts = (part: Partial<PageFacts>): PageFacts => ({
  pressed: ['reviews'],
  employeeId: '2',
  emails: [],
  heading: 'Bob Jones | BambooHR',
  viewer: { employeeId: '1', email: 'ada@acme.example', name: 'Ada Lovelace' },
  ...part,
});

describe('whose reviews a profile shows', () => {
  it('are those of the person with the page’s employee id', async () => {
    const answer = await readReviews(deps({ byId: { 2: bob } }), facts({}));
    expect(answer).toMatchObject({ state: 'shown', person: 'Bob Jones', own: false, viewer: 'Ada Lovelace' });
  });

  it('are those of the work email where ids may not be asked for', async () => {
    const answer = await readReviews(
      deps({ byLogin: { 'bob@acme.example': bob } }),
      facts({ emails: ['Bob@acme.example'] }),
    );
    expect(answer).toMatchObject({ state: 'shown', person: 'Bob Jones' });
  });

  it('are one’s own on one’s own profile', async () => {
    const answer = await readReviews(deps({}), facts({ employeeId: '1', heading: 'Ada Lovelace' }));
    expect(answer).toMatchObject({ state: 'shown', own: true });
  });

  it('are never those of a stranger who carries the number as another kind of id', async () => {
    const eve: ViewerUser = { id: 'eve', name: 'Eve Stone', emails: ['eve@acme.example'] };
    expect(await readReviews(deps({ byId: { 2: eve } }), facts({}))).toMatchObject({
      state: 'not-found',
      emailSeen: false,
    });
    const world = { byId: { 2: eve }, byLogin: { 'bob@acme.example': bob } };
    expect(await readReviews(deps(world), facts({ emails: ['bob@acme.example'] }))).toMatchObject({
      person: 'Bob Jones',
    });
  });

  it('are not shown on an address of somebody else that stands on the page', async () => {
    const world = { byLogin: { 'hr@acme.example': { id: 'hr', name: 'Hanna Vogel', emails: ['hr@acme.example'] } } };
    const answer = await readReviews(deps(world), facts({ emails: ['bob@acme.example', 'hr@acme.example'] }));
    expect(answer).toMatchObject({ state: 'not-found', emailSeen: true });
  });
});

describe('who is somebody else, whatever one of the facts says', () => {
  const anna = (name: string, email: string): ViewerUser => ({ id: name, name, emails: [email] });

  it('is who shares a first name and the number, where the address on the page is another', async () => {
    const muller = anna('Anna Müller', 'anna.mueller@acme.example');
    const page = facts({ heading: 'Anna Schmidt', emails: ['anna.schmidt@other.example'] });
    expect(await readReviews(deps({ byId: { 2: muller } }), page)).toMatchObject({ state: 'not-found' });
    expect(await readReviews(deps({ byId: { 2: muller } }), facts({ heading: 'Anna Schmidt' }))).toMatchObject({
      state: 'not-found',
    });
  });

  it('is whose address alone stands on the page', async () => {
    const hr = anna('HR Acme', 'hr@acme.example');
    const page = facts({ heading: 'Bob Jones | Acme HR', emails: ['hr@acme.example'] });
    expect(await readReviews(deps({ byLogin: { 'hr@acme.example': hr } }), page)).toMatchObject({ state: 'not-found' });
    const hanna = anna('Hanna Vogel', 'hr@acme.example');
    expect(await readReviews(deps({ byLogin: { 'hr@acme.example': hanna } }), page)).toMatchObject({
      state: 'not-found',
    });
  });

  it('is not who is written in another way', async () => {
    const user = anna('Jörg von Müller', 'jm@acme.example');
    for (const heading of ['Müller, Jörg', 'JOERG MUELLER', 'Jorg Muller – Acme'])
      expect(await readReviews(deps({ byId: { 2: user } }), facts({ heading }))).toMatchObject({ state: 'shown' });
    for (const heading of ['Jörg Vogel', 'von Vogel Acme', 'Müller', ''])
      expect(await readReviews(deps({ byId: { 2: user } }), facts({ heading }))).toMatchObject({ state: 'not-found' });
  });

  it('is the session, where the page’s viewer has no word of its name', async () => {
    const viewer = { employeeId: '2', name: 'Carl Cox' };
    expect(await readReviews(deps({}), facts({ heading: 'Carl Cox', viewer }))).toMatchObject({
      state: 'someone-else',
      viewer: 'Ada Lovelace',
    });
  });

  it('is asked about on one’s own profile with nothing that proves it, and believed after a yes', async () => {
    const page = { heading: 'My Info', viewer: { employeeId: '2' } };
    const asked = await readReviews(deps({}), facts(page));
    expect(asked).toMatchObject({ state: 'is-it-you', viewer: 'Ada Lovelace' });
    const confirmed = asked.state === 'is-it-you' ? asked.viewerId : '';
    expect(await readReviews(deps({}), facts(page, { confirmed }))).toMatchObject({ state: 'shown', own: true });
    // Who signs in later was not asked about.
    expect(
      await readReviews(
        deps({ signedIn: { 'https://app.small-improvements.com': { ...me, ...bob } } }),
        facts(page, { confirmed }),
      ),
    ).toMatchObject({
      state: 'is-it-you',
      viewer: 'Bob Jones',
    });
  });

  it('is who has but an initial and the surname, where the page shows no address', async () => {
    const page = facts({ heading: 'Bernd Schmidt' });
    const short = anna('A. Schmidt', 'a.schmidt@acme.example');
    expect(await readReviews(deps({ byId: { 2: short } }), page)).toMatchObject({ state: 'not-found' });
    const withAddress = facts({ heading: 'Anna Schmidt', emails: ['a.schmidt@acme.example'] });
    expect(await readReviews(deps({ byId: { 2: short } }), withAddress)).toMatchObject({ state: 'shown' });
  });

  it('takes as many requests as somebody who is found', async () => {
    const asked: string[][] = [];
    for (const byId of [{ 2: bob }, {}]) {
      const requests: string[] = [];
      const world = deps({ byId });
      const counting: ViewerDeps = {
        ...world,
        connect: (origin) => {
          const api = world.connect(origin);
          const counted = <A extends unknown[], T>(name: string, ask: (...args: A) => Promise<T>) => {
            return async (...args: A) => {
              requests.push(name);
              return ask(...args);
            };
          };
          return {
            me: counted('me', api.me),
            findByExternalId: counted('id', api.findByExternalId),
            findByLogin: counted('login', api.findByLogin),
            reviewsOf: counted('data', api.reviewsOf),
            objectivesOf: counted('data', api.objectivesOf),
          };
        },
      };
      await readReviews(counting, facts({ emails: ['bob@acme.example'] }));
      asked.push(requests);
    }
    expect(asked[0]).toEqual(asked[1]);
  });
});

describe('a session of somebody of the same name', () => {
  const one: ViewerUser = { id: 'anna1', name: 'Anna Schmidt', emails: ['anna1@acme.example'] };
  const two: ViewerMe = { ...me, id: 'anna2', name: 'Anna Schmidt', emails: ['anna2@acme.example'] };
  const signedIn = { 'https://app.small-improvements.com': two };
  const viewer = { employeeId: '41', email: 'anna1@acme.example', name: 'Anna Schmidt' };
  const own = { employeeId: '41', heading: 'Anna Schmidt', viewer };

  it('is told by the ID, on one’s own profile and on another’s, whatever the viewer is known by', async () => {
    const world = deps({ byId: { 2: bob, 41: one }, signedIn });
    const { email: _email, ...named } = viewer;
    for (const known of [viewer, named, { employeeId: '41' }])
      for (const page of [own, {}])
        expect(await readReviews(world, facts({ ...page, viewer: known }))).toMatchObject({ state: 'someone-else' });
  });

  it('is asked about where an address says otherwise and IDs may not be asked for', async () => {
    expect(await readReviews(deps({ signedIn }), facts(own))).toMatchObject({ state: 'is-it-you' });
    const old = { ...own, emails: ['anna1@acme.example'], viewer: { employeeId: '41' } };
    expect(await readReviews(deps({ signedIn }), facts(old))).toMatchObject({ state: 'is-it-you' });
    expect(await readReviews(deps({ signedIn }), facts(own, { confirmed: two.id }))).toMatchObject({ own: true });
  });

  it('is asked about where the ID is all that speaks for it and an address against it', async () => {
    const page = facts({
      employeeId: '41',
      heading: 'My Info',
      emails: ['eve@acme.example'],
      viewer: { employeeId: '41' },
    });
    expect(await readReviews(deps({ byId: { 41: two }, signedIn }), page)).toMatchObject({ state: 'is-it-you' });
  });

  it('is one’s own where the ID says so as well, whatever the address', async () => {
    const world = deps({ byId: { 41: two }, signedIn });
    expect(await readReviews(world, facts(own))).toMatchObject({ state: 'shown', own: true });
    const nameless = { ...two, emails: [] };
    const withoutAddress = deps({ signedIn: { 'https://app.small-improvements.com': nameless } });
    expect(await readReviews(withoutAddress, facts(own))).toMatchObject({ state: 'shown', own: true });
  });

  it('is not the viewer’s who has the ID as another kind of number', async () => {
    const eve: ViewerUser = { id: 'eve', name: 'Eve Stone', emails: ['eve@acme.example'] };
    const world = deps({ byId: { 41: eve }, signedIn });
    expect(await readReviews(world, facts({ ...own, viewer: { employeeId: '41' } }))).toMatchObject({ own: true });
  });

  it('is asked about where it has but an initial', async () => {
    const cox = { ...me, id: 'cox', name: 'A. Cox', emails: ['a.cox@acme.example'] };
    const world = deps({ signedIn: { 'https://app.small-improvements.com': cox } });
    const page = facts({ heading: 'Carl Cox', viewer: { employeeId: '2', name: 'Carl Cox' } });
    expect(await readReviews(world, page)).toMatchObject({ state: 'is-it-you' });
  });
});

describe('whose session is used', () => {
  it('is not somebody else’s on a shared computer', async () => {
    const viewer = { employeeId: '9', email: 'carl@acme.example', name: 'Carl Cox' };
    for (const employeeId of ['9', '2'])
      expect(
        await readReviews(deps({ byId: { 2: bob } }), facts({ employeeId, heading: 'Carl Cox', viewer })),
      ).toMatchObject({
        state: 'someone-else',
        viewer: 'Ada Lovelace',
      });
  });

  it('is the one at the address that was set, and no other', async () => {
    const asked: string[] = [];
    const other = 'https://acme.small-improvements.com';
    const world = { siAddress: other, byId: { 2: bob } };
    expect(await readReviews(deps(world), facts({}))).toEqual({
      state: 'signed-out',
      loginUrl: `${other}/login`,
      addressKnown: true,
    });
    await readReviews(deps({ ...world, signedIn: { [other]: me } }, asked), facts({}));
    expect(asked).toEqual([`${other} bob`]);
  });

  it('is found at the host of an open page where nobody told the address', async () => {
    const asked: string[] = [];
    const own = 'https://acme.small-improvements.com';
    await readReviews(deps({ open: [`${own}/app/home`], signedIn: { [own]: me }, byId: { 2: bob } }, asked), facts({}));
    expect(asked).toEqual([`${own} bob`]);
    expect(await readReviews(deps({ signedIn: {} }), facts({}))).toMatchObject({
      state: 'signed-out',
      addressKnown: false,
    });
  });
});

describe('an address of Small Improvements nobody told', () => {
  it.each([
    ['a page before the login', `${acme}/login`, acme],
    ['the vendor’s own site', 'https://www.small-improvements.com/app/home', 'https://www.small-improvements.com'],
    [
      'a host of two labels',
      'https://eu.acme.small-improvements.com/app/home',
      'https://eu.acme.small-improvements.com',
    ],
    ['another port', 'https://acme.small-improvements.com:8443/app/home', 'https://acme.small-improvements.com:8443'],
  ])('is not %s', async (_what, page, origin) => {
    const world = { open: [page], signedIn: { [origin]: { ...me, companyOrigin: origin } }, byId: { 2: bob } };
    expect(await readReviews(deps(world), facts({}))).toMatchObject({ state: 'signed-out', addressKnown: false });
  });

  it('is not one that says of itself to be another', async () => {
    const evil = 'https://evil.small-improvements.com';
    for (const companyOrigin of [acme, undefined]) {
      const world = { open: [`${evil}/app/home`], signedIn: { [evil]: { ...me, companyOrigin } }, byId: { 2: bob } };
      expect(await readReviews(deps(world), facts({}))).toMatchObject({ state: 'signed-out' });
    }
  });
});

describe('a session the browser keeps from us', () => {
  it('is told apart from none: after the login a page of the app is open', async () => {
    const world = { siAddress: acme, signedIn: {}, open: [`${acme}/app/home`] };
    expect(await readReviews(deps(world), facts({}))).toMatchObject({ state: 'signed-out' });
    expect(await readReviews(deps(world), facts({}, { loggedIn: true }))).toEqual({
      state: 'session-kept',
      siUrl: `${acme}/app/home`,
    });
    const still = { ...world, open: [`${acme}/login`] };
    expect(await readReviews(deps(still), facts({}, { loggedIn: true }))).toMatchObject({ state: 'signed-out' });
  });
});

describe('what stands in the way is told apart', () => {
  it.each([
    ['si-forbidden', 'forbidden'],
    ['si-not-found', 'module-off'],
    ['si-wrong-token', 'signed-out'],
  ] as const)('%s is %s', async (code, state) => {
    const world = { byId: { 2: bob }, failure: new AppError(code) };
    expect(await readObjectives(deps(world), facts({}))).toMatchObject({ state });
  });

  it('an outage stays an error', async () => {
    const world = { byId: { 2: bob }, failure: new AppError('si-unavailable') };
    await expect(readReviews(deps(world), facts({}))).rejects.toMatchObject({ code: 'si-unavailable' });
  });

  it('withheld access is said before anything is asked', async () => {
    const withheld = { ...deps({}), withheldHosts: async () => ['si' as const] };
    await expect(readReviews(withheld, facts({}))).rejects.toMatchObject({ code: 'permission-missing' });
  });
});

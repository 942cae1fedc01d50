import { describe, expect, it } from 'vitest';
import type { PageFacts } from '../../src/messaging/profile-page.ts';
import { readObjectives, readReviews, type ViewerDeps } from '../../src/profile/panel.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import type { ViewerApi, ViewerMe, ViewerUser } from '../../src/si-api/viewer-api.ts';

const ada: ViewerUser = { id: 'ada', name: 'Ada Lovelace', emails: ['ada@acme.example'] };
const bob: ViewerUser = { id: 'bob', name: 'Bob Jones', emails: ['bob@acme.example'] };
const me: ViewerMe = { ...ada, siOrigin: 'https://acme.small-improvements.com', vocabulary: {}, timeZone: undefined };

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
    openOrigins: async () => world.open ?? [],
  };
}

const facts = (part: Partial<PageFacts>): PageFacts => ({
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
    await readReviews(deps({ open: [own], signedIn: { [own]: me }, byId: { 2: bob } }, asked), facts({}));
    expect(asked).toEqual([`${own} bob`]);
    expect(await readReviews(deps({ signedIn: {} }), facts({}))).toMatchObject({
      state: 'signed-out',
      addressKnown: false,
    });
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

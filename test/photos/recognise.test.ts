import { describe, expect, it } from 'vitest';
import type { Face } from '../../src/domain/people.ts';
import { indexFaces, recognise } from '../../src/photos/recognise.ts';
import { avatarAddress } from '../../src/shared/avatar-address.ts';

const face = (id: string, name: string, avatar?: string) => ({ id, name, avatar }) as Face;
const people = [
  face('ann', 'Ann Lee', '/imageservice?id=ann'),
  face('bob1', 'Bob Ray', '/api/avatars/1/BR'),
  face('bob2', 'Bob Ray', '/api/avatars/1/BR'),
  face('bea', 'Bea Rho', '/api/avatars/1/BR'),
  face('cem', 'Cem Oz', '/api/avatars/2/CO'),
];
const shared = '/api/avatars/1/BR';

describe('whose picture a page shows', () => {
  it.each([
    ['by an avatar nobody else has', { avatar: '/imageservice?id=ann', ids: [], names: [] }, 'ann'],
    ['by a link beside a shared avatar', { avatar: shared, ids: ['users', 'bob2'], names: ['Bob Ray'] }, 'bob2'],
    ['by a name nobody else has', { avatar: shared, ids: [], names: ['Bea  Rho'] }, 'bea'],
    ['not by a name two people have', { avatar: shared, ids: [], names: ['Bob Ray'] }, undefined],
    ['not by a shared avatar alone', { avatar: shared, ids: [], names: [] }, undefined],
    ['not where two people are linked', { avatar: shared, ids: ['bob1', 'bob2'], names: [] }, undefined],
    ['not where the link is of somebody with another avatar', { avatar: shared, ids: ['ann'], names: [] }, undefined],
    [
      'not where the link contradicts the avatar',
      { avatar: '/imageservice?id=ann', ids: ['cem'], names: [] },
      undefined,
    ],
    [
      'not for a badge beside a link',
      { avatar: '/imageservice?id=badge', ids: ['ann'], names: ['Ann Lee'] },
      undefined,
    ],
    [
      'not where the label is somebody else’s, whom the link beside it is about',
      { avatar: shared, ids: ['bea'], names: ['Bob Ray'] },
      undefined,
    ],
    [
      'not where one of two labels is somebody else’s',
      { avatar: shared, ids: ['bea'], names: ['Bea Rho', 'Cem Oz'] },
      undefined,
    ],
    [
      'not by an avatar nobody else has under another’s name',
      { avatar: '/imageservice?id=ann', ids: [], names: ['Cem Oz'] },
      undefined,
    ],
    [
      'by a link, whatever a label says that is nobody’s name',
      { avatar: shared, ids: ['bea'], names: ['Photo'] },
      'bea',
    ],
    ['not by another person’s name beside it', { avatar: shared, ids: [], names: ['Ann Lee'] }, undefined],
  ])('%s', (_, claim, expected) => {
    expect(recognise(indexFaces(people), claim)?.id).toBe(expected);
  });

  it('where lists tell no avatars, holds only if the person’s avatar is the shown one', () => {
    const bare = indexFaces(people.map(({ id, name }) => face(id, name)));
    expect(recognise(bare, { avatar: '/x', ids: ['ann'], names: [] })).toEqual({ id: 'ann', only: '/x' });
    expect(recognise(bare, { avatar: '/x', ids: [], names: ['Bob Ray'] })).toBeUndefined();
    expect(recognise(bare, { avatar: '/x', ids: ['ann'], names: ['Cem Oz'] })).toBeUndefined();
  });
});

describe('the address of an avatar', () => {
  const origin = 'https://acme.small-improvements.com';
  it.each([
    ['/imageservice?size=200&id=a&crop=true', '/imageservice?id=a'],
    ['https://acme.small-improvements.com/imageservice?id=a&size=400&format=PNG', '/imageservice?id=a'],
    ['/api/avatars/3/AB.png', '/api/avatars/3/AB'],
    ['https://app.small-improvements.com/api/avatars/3/AB.svg', '/api/avatars/3/AB'],
    ['https://cdn.example/a.png?w=3', 'https://cdn.example/a'],
    ['data:image/png;base64,AA', undefined],
    ['http://[', undefined],
  ])('%s has one spelling', (address, expected) => {
    expect(avatarAddress(address, origin)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import type { SiUserId } from '../../src/domain/ids.ts';
import { managedPerson } from '../../src/photos/managed-person.ts';
import { knownPeople } from '../../src/photos/people-index.ts';
import { aLink, aPin, aRow, type StoredPeople, storedPeople } from './stored-people.ts';

/** Whose photo an account shows, and whose its form is. */
async function personOf(user: string, people: StoredPeople) {
  const deps = storedPeople(people);
  const photo = (await knownPeople(deps))?.employees.get(user as SiUserId);
  return [photo, (await managedPerson(deps, ['users', user]))?.employeeId];
}

const ignored = { kind: 'ignore', employeeId: '41' } as NonNullable<StoredPeople['decisions']>[number];
const nobody = [undefined, undefined];
const links = [aLink('41', 'u1')];

describe('whose account it is', () => {
  it('is said by a pin before plan and link', async () => {
    const people = { links, decisions: [aPin('41', 'u2')], rows: [aRow('unchanged', '41', 'u1')] };
    expect(await personOf('u2', people)).toEqual(['41', '41']);
    expect(await personOf('u1', people)).toEqual(nobody);
    expect(await personOf('u2', { links, decisions: [aPin('41', 'u2')] })).toEqual(['41', '41']);
    expect(await personOf('u1', { links, decisions: [aPin('41', 'u2')] })).toEqual(nobody);
  });

  it('is not said by pins that contradict each other, nor by the pin of somebody the plan does not know', async () => {
    const decisions = [aPin('41', 'u2'), aPin('42', 'u2')];
    expect(await personOf('u2', { links, decisions })).toEqual(nobody);
    const rows = [aRow('unchanged', '50', 'u2')];
    expect((await personOf('u2', { links, decisions: [aPin('41', 'u2')], rows }))[0]).toBe('50');
  });

  it('is said by the plan before a link', async () => {
    const rows = [aRow('update', '41', 'u2'), aRow('only-in-si', undefined, 'u1')];
    expect(await personOf('u2', { links, rows })).toEqual(['41', '41']);
    expect(await personOf('u1', { links, rows })).toEqual(nobody);
    // The plan of another company says nothing.
    expect(await personOf('u1', { links, rows, planOf: 'other|si' as never })).toEqual(['41', '41']);
  });

  it.each([
    ['in conflict', aRow('conflict', '41', 'u1')],
    ['in conflict about which account', aRow('conflict', '41', undefined)],
    ['ignored', aRow('ignored', '41', 'u1')],
    ['ignored without an account', aRow('ignored', '41', undefined)],
    ['with an account that is only in Small Improvements', aRow('only-in-si', undefined, 'u1')],
  ])('is nobody’s for a linked person %s', async (_, row) => {
    expect(await personOf('u1', { links, rows: [row] })).toEqual(nobody);
  });

  it('is nobody’s when an admin excluded the person', async () => {
    expect(await personOf('u1', { links, decisions: [ignored] })).toEqual(nobody);
    expect(await personOf('u1', { links, decisions: [ignored], rows: [aRow('unchanged', '41', 'u1')] })).toEqual(
      nobody,
    );
  });

  it('is said by the link of an import that created it after the plan', async () => {
    expect(await personOf('u1', { links, rows: [aRow('create', '41', undefined)] })).toEqual(['41', '41']);
  });

  it('is said by the latest link of employee and account; a tie says nothing', async () => {
    const rehired = [aLink('12', 'u1', 1), aLink('99', 'u1', 2)];
    expect(await personOf('u1', { links: rehired })).toEqual(['99', '99']);
    expect(await personOf('u1', { links: rehired.toReversed() })).toEqual(['99', '99']);
    const moved = [aLink('12', 'u1', 1), aLink('12', 'u2', 2)];
    expect(await personOf('u1', { links: moved })).toEqual(nobody);
    expect(await personOf('u2', { links: moved })).toEqual(['12', '12']);
    const tied = ['12', '99', '7'].map((employee) => aLink(employee, 'u1'));
    expect(await personOf('u1', { links: tied })).toEqual(nobody);
    expect(await personOf('u1', { links: tied.slice(1) })).toEqual(nobody);
  });
});

describe('the form of a person', () => {
  it('is nobody’s whose account no import confirmed', async () => {
    expect(await personOf('u1', { rows: [aRow('unchanged', '41', 'u1')] })).toEqual(['41', undefined]);
    expect(await personOf('u1', { decisions: [aPin('41', 'u1')] })).toEqual(['41', undefined]);
  });

  it('is nobody’s where the address names a second account, linked or not', async () => {
    const deps = storedPeople({ links, rows: [aRow('unchanged', '41', 'u1'), aRow('only-in-si', undefined, 'u2')] });
    expect(await managedPerson(deps, ['profile', 'u1', 'reports', 'u2'])).toBeUndefined();
    expect((await managedPerson(deps, ['profile', 'u1', 'reports', 'u1']))?.employeeId).toBe('41');
  });

  it('leaves out fields the latest plan found readable nowhere', async () => {
    const unreadable = { bamboo: ['gender', 'hireDate'], si: ['department'] };
    const person = await managedPerson(storedPeople({ links, unreadable }), ['u1']);
    expect(person?.fields).toEqual(['firstName', 'lastName', 'workEmail', 'location', 'jobTitle', 'supervisor']);
  });
});
